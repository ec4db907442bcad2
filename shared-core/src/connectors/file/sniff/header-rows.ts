import type { Localized } from '../../../language';
import { isValue } from './cell-kind';
import { inferHeader } from './header';
import { rounded, type Inference } from './inference';
import { isNullWord } from './null-words';
import { reasons } from './reasons';
import type { TextRecord } from './records';

/** A header, whatever rows it takes. @internal */
export interface HeaderRows {
  /** How many records of the table it takes. */
  rows: number;
  /** A name for each column, to be made whole and unique. */
  cells: string[];
  /** What a second row says of a column beyond its name. */
  comments?: string[];
  inference?: Inference<string>;
}

const filled = (cells: string[]) => cells.filter((cell) => cell !== '');
const isWord = (cell: string) => cell !== '' && !isValue(cell);
const isYear = (cell: string) => /^(?:18|19|20)\d\d$/.test(cell);
const unit =
  /^[[(].{1,30}[\])]$|^(?:%|°?[CFKС]|[kmµ]?[gmslWVA]|[ckm]m[²³23]?|km\/h|m\/s|mph|sec|min|hours?|days?|years?|usd|eur|rub|руб\.?|тыс\.?.{0,20}|млн\.?.{0,20}|млрд\.?.{0,20}|шт\.?|чел\.?|кг|км|м|т|га|ед\.?|мм|см|час(?:ов)?|дней|лет|года?)$/iu;

/**
 * Looks for a header of two rows: units or descriptions under the names, names under groups of columns (a spreadsheet's
 * merged cells), the name of the group above.
 * @param table - its first record the header, the rest rows
 * @param above - the record before the table, if one was left out
 * @internal
 */
export function inferHeaderRows(
  table: TextRecord[],
  width: number,
  above?: TextRecord,
): HeaderRows | undefined {
  const [first, second, ...body] = table.slice(0, 500).map((record) => cellsOf(record, width)) as string[][];
  if (!first) return undefined;
  const groups = above && above.fields.length === width ? cellsOf(above, width) : undefined;
  if (groups && isGroups(groups) && isRepeating(first))
    return told({ rows: 1, cells: joined(groups, first) }, reasons.groupsAbove, filled(groups)[0]);
  if (!second || body.length < 2) return undefined;
  const values = valueColumns(body, width);
  if (isUnderGroups(first, second, values)) {
    return told({ rows: 2, cells: joined(first, second) }, reasons.groupsAbove, filled(first)[0]);
  }
  if (!isSecondRow(first, second, body, values) || !isHeader(table, width)) return undefined;
  const isShort = filled(second).every((cell) => unit.test(cell) || cell.length <= 12);
  const why = reasons.secondHeader;
  if (isShort)
    return told(
      { rows: 2, cells: first.map((cell, at) => withUnit(cell, second[at] ?? '')) },
      why,
      filled(second)[0],
    );
  return told(
    { rows: 2, cells: first.map((cell, at) => cell || (second[at] ?? '')), comments: second },
    why,
    filled(second)[0],
  );
}

const cellsOf = ({ fields }: TextRecord, width: number) =>
  Array.from({ length: width }, (_, at) => (fields[at] ?? '').trim());

function told(header: HeaderRows, why: Localized, value?: string): HeaderRows {
  const inference = {
    value: String(header.rows),
    confidence: rounded(0.85),
    runnerUp: { value: header.rows === 1 ? '2' : '1', confidence: 0.15 },
    decidedBy: { row: header.rows, value: value?.slice(0, 80), why },
  };
  return { ...header, inference };
}

/** Columns under which all but everything is a number, a date or the like. */
function valueColumns(body: string[][], width: number): number[] {
  return Array.from({ length: width }, (_, at) => at).filter((at) => {
    const cells = filled(body.map((row) => row[at] ?? ''));
    return cells.length > 1 && cells.filter(isValue).length >= cells.length * 0.9;
  });
}

/** Some cells are empty after one that is not, which is what merged cells become; one title alone is none. */
function isGroups(cells: string[]): boolean {
  const merged = cells.filter((cell, at) => cell === '' && at > 0 && cells.slice(0, at).some(Boolean));
  return merged.length > 0 && filled(cells).length > (cells[0] === '' ? 0 : 1);
}

const isRepeating = (cells: string[]) => new Set(filled(cells)).size < filled(cells).length;

/** Names of columns that stand under the groups of a first row: wherever that is empty, the second is not. */
function isUnderGroups(first: string[], second: string[], values: number[]): boolean {
  if (!isGroups(first) || values.length < 2) return false;
  const above = values.filter((at) => isWord(second[at] ?? '') || isYear(second[at] ?? ''));
  const open = second.map((_, at) => at).filter((at) => first[at] === '' && at > 0);
  const isCovered = open.every((at) => second[at] !== '' || !values.includes(at));
  const names = filled(second);
  const isNamed =
    names.length > 1 &&
    names.every((cell) => isWord(cell) || isYear(cell)) &&
    names.every((cell) => !isNullWord(cell));
  return isNamed && isCovered && above.length * 2 >= values.length && above.length > 1;
}

/** Units or descriptions: words above values, twice. */
function isSecondRow(first: string[], second: string[], body: string[][], values: number[]): boolean {
  const above = values.map((at) => second[at] ?? '').filter(Boolean);
  if (above.length < 2 || above.length * 2 < values.length || !above.every(isWord)) return false;
  if (above.some(isNullWord) || filled(first).length * 2 < first.length) return false;
  const others = second.filter((cell, at) => cell !== '' && !values.includes(at));
  const isSeen = second.some((cell, at) => cell !== '' && body.some((row) => row[at] === cell));
  const areUnits = above.every((cell) => unit.test(cell));
  const areDistinct = new Set(above).size === above.length;
  return !isSeen && (areUnits || (areDistinct && (others.length === 0 || isProse(second))));
}

/** Descriptions are longer than what they describe is called. */
const isProse = (cells: string[]) =>
  filled(cells).reduce((sum, cell) => sum + cell.length, 0) > filled(cells).length * 9;

/** Whether the first row would be a header if the second were not there. */
const isHeader = ([head, , ...body]: TextRecord[], width: number) =>
  inferHeader([head as TextRecord, ...body.slice(0, 500)], width).value === 'true';

const withUnit = (name: string, text: string) => {
  if (text === '' || name === '') return name || text;
  return /^[[(]/.test(text) ? `${name} ${text}` : `${name} (${text})`;
};

/** Each name with that of the group over it. */
function joined(groups: string[], names: string[]): string[] {
  let group = '';
  return names.map((name, at) => {
    group = groups[at] || group;
    if (name === '') return groups[at] ?? '';
    return group === '' || group === name ? name : `${group} ${name}`;
  });
}
