import { isValue } from './cell-kind';
import type { Dialect } from './delimiter';
import { fieldNames, inferHeader, leavesLastEmpty } from './header';
import { inferHeaderRows, type HeaderRows } from './header-rows';
import { given, type Inference } from './inference';
import { reasons } from './reasons';
import type { SaidOfCsv } from './sniffed';
import type { TableBounds } from './table-bounds';

/** Where the names of a table come from, and where its rows begin. @internal */
export interface TableHeader {
  header: Inference<string>;
  /** How many rows it takes, where it is not one row as the engine reads it. */
  rows?: Inference<string>;
  /** Records above the first row. */
  taken: number;
  /** The engine finds the names in the first record. */
  isRead: boolean;
  /** Lines before what the engine reads. */
  skip: number;
  names(shown: number): string[];
  /** What stands above the rows, as the file has it. */
  titles: string[];
  /** What stands under the names. */
  comments?: string[];
}

/** @internal */
export function headerOf(bounds: TableBounds, said: SaidOfCsv, dialect: Dialect): TableHeader {
  const first = given(said.header) ?? inferHeader(bounds.records.slice(0, 500), bounds.width);
  const hasHeader = first.value === 'true';
  const isSaid = said.header !== undefined || said.skip !== undefined;
  const rows = isSaid ? undefined : headerRows(bounds, hasHeader, dialect);
  if (!rows)
    return {
      header: first,
      taken: hasHeader ? 1 : 0,
      isRead: hasHeader,
      skip: bounds.skipLines,
      names: (shown) => namesOf(bounds, hasHeader).slice(0, shown),
      titles: hasHeader ? (bounds.records[0]?.fields ?? []) : [],
    };
  // Two rows of names are more than the engine reads: they are left out like titles.
  const isSkipped = rows.rows !== 1 || rows.isRead === true;
  return {
    header: { ...first, value: 'true' },
    rows: rows.inference,
    taken: rows.rows,
    isRead: !isSkipped,
    skip: isSkipped ? linesBefore(bounds, rows.rows) : bounds.skipLines,
    names: (shown) => fieldNames(rows.cells, shown),
    titles: rows.cells,
    comments: rows.comments,
  };
}

/** A header of several rows, or one that another character delimits than the rows. */
function headerRows(
  bounds: TableBounds,
  hasHeader: boolean,
  { delimiter }: Dialect,
): (HeaderRows & { isRead?: boolean }) | undefined {
  const { records, width, above } = bounds;
  if (hasHeader || width > 2) {
    const found = inferHeaderRows(records, width, above);
    if (found && (hasHeader || found.rows > 1)) return found.rows === 1 ? { ...found, isRead: true } : found;
  }
  const [line = '', ...more] = above?.fields ?? [];
  if (hasHeader || more.length > 0 || width < 2) return undefined;
  const other = [',', ';', '\t', '|'].find((one) => one !== delimiter && line.split(one).length === width);
  const cells =
    other === undefined ? [] : line.split(other).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  if (other === undefined || !cells.every((cell) => cell !== '' && !isValue(cell))) return undefined;
  const why = reasons.otherDelimiter(other === '\t' ? 'tab' : other);
  return {
    rows: 0,
    cells,
    inference: { value: '1', confidence: 0.8, decidedBy: { value: line.slice(0, 80), why } },
  };
}

/** Lines before the first row, as the engine counts them. */
function linesBefore({ records, skipLines }: TableBounds, taken: number): number {
  const [head, row] = [records[0], records[taken]];
  return head && row ? skipLines + row.line - head.line : skipLines;
}

const namesOf = ({ records: [head, ...rows], width }: TableBounds, hasHeader: boolean): string[] =>
  fieldNames(hasHeader ? head?.fields : undefined, width, leavesLastEmpty(rows, width));
