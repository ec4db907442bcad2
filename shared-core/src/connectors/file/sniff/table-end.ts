import { isValue } from './cell-kind';
import { reasons } from './reasons';
import type { Localized } from '../../../language';
import type { TextRecord } from './records';

/** Where a table ends before its text does. @internal */
export interface TableEnd {
  /** Records of the table, what follows it left out. */
  records: TextRecord[];
  /** The first record that is left out, how many lines or records it stands for, and why. */
  leftOut?: { first: TextRecord; count: number; why: Localized };
}

/** What tells one table from another: the width, and the columns whose cells are values. */
interface Shape {
  width: number;
  /** Columns of numbers, dates and the like. */
  values: number[];
}

const isBlank = ({ fields }: TextRecord) => fields.every((cell) => cell.trim() === '');
const filledOf = ({ fields }: TextRecord) => fields.filter((cell) => cell.trim() !== '');

/**
 * Finds the end of a table whose text goes on: with another table after an empty line, with notes, with a row of totals.
 * @param records - the table, its header first
 * @param text - the text that the records were cut from
 * @internal
 */
export function inferEnd(records: TextRecord[], width: number, text: string, whole: boolean): TableEnd {
  if (width < 2 || records.length < 3) return { records };
  const first = untilOtherTable(records, width, text);
  if (!whole && !first.leftOut) return first;
  const second = withoutNotes(first.records, width);
  const third = withoutTotals(second.records, width);
  return { records: third.records, leftOut: third.leftOut ?? second.leftOut ?? first.leftOut };
}

/**
 * The same at the end of a large file, of which the head has told the columns.
 * @param tail - records of the last stretch of the file
 * @internal
 */
export function inferTailEnd(head: TextRecord[], tail: TextRecord[], width: number): TableEnd {
  const rows = head.slice(1, 200);
  const { records, leftOut } = withoutNotes([...rows, ...tail], width);
  const totals = withoutTotals(records, width, false);
  return { records: [], leftOut: totals.leftOut ?? leftOut };
}

function shapeOf(rows: TextRecord[], width: number): Shape {
  const values = Array.from({ length: width }, (_, at) => at).filter((at) => {
    const cells = rows.map(({ fields }) => (fields[at] ?? '').trim()).filter((cell) => cell !== '');
    return cells.length > 1 && cells.filter(isValue).length >= cells.length * 0.9;
  });
  return { width, values };
}

const cut = (records: TextRecord[], at: number, why: Localized): TableEnd => {
  const kept = records.slice(0, at);
  while (kept.length > 1 && isBlank(kept.at(-1) as TextRecord)) kept.pop();
  const first = records[kept.length] as TextRecord;
  return { records: kept, leftOut: { first, count: records.length - kept.length, why } };
};

/** A line end after another; `\r\n` is one. */
const emptyLine = /(?:\r\n|\n|\r(?!\n))[ \t]*(?:\r\n|(?<!\r)\n|\r)$/;

/** Records that have an empty line, or an empty record, before them. */
function separated(records: TextRecord[], text: string): number[] {
  return records.flatMap((record, at) => {
    if (at < 2 || isBlank(record)) return [];
    const isAfterLine = emptyLine.test(text.slice(Math.max(0, record.at - 80), record.at));
    return isAfterLine || isBlank(records[at - 1] as TextRecord) ? [at] : [];
  });
}

/** After an empty line begins another table, or a text, unless most of what follows is rows like those above. */
function untilOtherTable(records: TextRecord[], width: number, text: string): TableEnd {
  for (const at of separated(records, text)) {
    const shape = shapeOf(records.slice(1, at), width);
    const rest = records.slice(at).filter((record) => !isBlank(record));
    const heads = rest.slice(0, 3).some((record) => isHeadOf(record, shape));
    const fitting = rest.filter((record) => fits(record, shape)).length;
    const isRow = fits(rest[0] as TextRecord, shape);
    if ((heads && !isRow) || fitting * 2 < rest.length) {
      return cut(records, at, heads ? reasons.anotherTable(rest.length) : reasons.notesAfter(rest.length));
    }
  }
  return { records };
}

/** A row like those above: as wide, with values where they have values. */
const fits = ({ fields }: TextRecord, { width, values }: Shape) =>
  fields.length === width &&
  values.every((at) => (fields[at] ?? '').trim() === '' || isValue(fields[at] ?? ''));

/** Names above values: words where the table has values. */
function isHeadOf(record: TextRecord, { width, values }: Shape): boolean {
  const above = values.map((at) => (record.fields[at] ?? '').trim()).filter((cell) => cell !== '');
  const isNamed = filledOf(record).length > 1 && filledOf(record).every((cell) => !isValue(cell));
  return (
    isNamed && (record.fields.length !== width || (above.length > 0 && above.every((cell) => !isValue(cell))))
  );
}

const longestNotes = 30;

/** Remarks at the end: records that break off after their first words, as none of the rows does. */
function withoutNotes(records: TextRecord[], width: number): TableEnd {
  const body = records.slice(1);
  const usual =
    [...body.map((record) => filledOf(record).length)].sort((a, b) => a - b)[body.length >> 1] ?? 0;
  const { values } = shapeOf(body, width);
  const isNote = (record: TextRecord) => {
    const filled = filledOf(record);
    const [word = ''] = filled;
    if (isBlank(record) || isValue(word) || word.trim().length < 3) return isBlank(record);
    const isShort = record.fields.length < width || filled.length === 1;
    const isAstray = values.every((at) => !isValue(record.fields[at] ?? ''));
    return isShort && isAstray && (filled.length === 1 ? usual > 1 : usual > 2 && values.includes(0));
  };
  let at = records.length;
  while (at > 1 && isNote(records[at - 1] as TextRecord)) at--;
  while (at < records.length && isBlank(records[at] as TextRecord)) at++;
  const notes = records.length - at;
  const isLone = notes > 0 && notes <= longestNotes && notes * 2 < records.length;
  if (!isLone || records.slice(1, at).some((record) => isNote(record) && !isBlank(record)))
    return { records };
  return cut(records, at, reasons.notesAfter(notes));
}

const totalWord = /^(?:итого|всего|итог|total|grand total|totals|sum|suma|gesamt|summe)(?:[\s:.,(]|$)/iu;

/** A last row that sums up the others: its word stands where they have values, or its figures are their sums. */
function withoutTotals(records: TextRecord[], width: number, hasAll = true): TableEnd {
  let at = records.length;
  while (at > 2 && isTotal(records, at - 1, width, hasAll)) at--;
  return at === records.length
    ? { records }
    : cut(records, at, reasons.totals(filledOf(records[at] as TextRecord)[0] ?? ''));
}

function isTotal(records: TextRecord[], at: number, width: number, hasAll: boolean): boolean {
  const record = records[at] as TextRecord;
  const column = record.fields.findIndex((cell) => cell.trim() !== '');
  if (record.fields.length > width || !totalWord.test((record.fields[column] ?? '').trim())) return false;
  const rows = records.slice(1, at).filter((row) => !isBlank(row));
  const { values } = shapeOf(rows, width);
  if (values.includes(column)) return true;
  const sums = values.filter((value) => hasAll && isSum(rows, value, record.fields[value] ?? ''));
  return sums.length > 0;
}

function isSum(rows: TextRecord[], column: number, cell: string): boolean {
  const total = figureOf(cell);
  const parts = rows.map(({ fields }) => figureOf(fields[column] ?? '')).filter((part) => part !== undefined);
  if (total === undefined || total === 0 || parts.length < 2) return false;
  const sum = parts.reduce((so, part) => so + part, 0);
  return Math.abs(sum - total) <= Math.abs(total) * 1e-4;
}

/** The number that a cell holds, whatever country wrote it; good enough to add up. */
function figureOf(cell: string): number | undefined {
  const plain = cell.replaceAll(/[\s\u00a0\u202f%$€£₽]/g, '');
  if (!/^[+-]?[\d.,]+$/.test(plain)) return undefined;
  const point = plain.lastIndexOf(plain.includes('.') && !/\.\d{3}(\D|$)/.test(plain) ? '.' : ',');
  const isFraction = point >= 0 && (!/^[+-]?\d{1,3}(,\d{3})+$/.test(plain) || plain[point] === '.');
  const digits = isFraction
    ? `${plain.slice(0, point).replaceAll(/[.,]/g, '')}.${plain.slice(point + 1)}`
    : plain.replaceAll(',', '');
  const figure = Number(digits);
  return Number.isFinite(figure) ? figure : undefined;
}
