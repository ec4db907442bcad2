import type { TextRecord } from './records';
import { isValue } from './cell-kind';
import { inferEnd, type TableEnd } from './table-end';
import { certain, rounded, type Inference } from './inference';
import { reasons } from './reasons';

/** Where the table of a text begins, and what in it is no row. @internal */
export interface TableBounds {
  /** Lines before the header (or the first row), as DuckDB counts them: comments apart, where it is told of them. */
  skip: Inference<string>;
  skipLines: number;
  comment?: string;
  /** Records of the table, its header first. */
  records: TextRecord[];
  width: number;
  /** Rows may lack fields at their end. */
  padded: boolean;
  /** The record before the table, if one was left out. */
  above?: TextRecord;
  /** What follows the table and is none of it. */
  after?: TableEnd['leftOut'];
}

const commentSigns = ['#', '//', '%', '--'];

/**
 * Tells the table from what precedes it: titles, remarks, empty lines. A table begins at the first record of the
 * usual width that others follow; a wider first record is a header whose rows leave their last fields out.
 * @internal
 */
export function inferBounds(
  records: TextRecord[],
  width: number,
  { saidSkip, text, whole }: { saidSkip?: number; text?: string; whole: boolean },
): TableBounds {
  const comment = commentSign(records, width);
  const rows = comment === undefined ? records : records.filter((record) => !isComment(record, comment));
  const start =
    saidSkip === undefined ? firstOfTable(rows, width) : rows.findIndex((record) => record.line > saidSkip);
  const begun = rows.slice(Math.max(0, start));
  const { records: table, leftOut } =
    text === undefined ? { records: begun, leftOut: undefined } : inferEnd(begun, width, text, whole);
  const [head] = table;
  const fullWidth = head && isWideHeader(table, width) ? head.fields.length : width;
  const padded = fullWidth > width || leavesOut(table, fullWidth);
  const before = head ? head.line - 1 : 0;
  const comments =
    // The engine knows signs of one character; records with longer ones become empty lines, which count.
    comment === undefined || comment.length > 1
      ? 0
      : records.filter((record) => isComment(record, comment) && record.line <= before).length;
  const skipLines = saidSkip ?? before - comments;
  return {
    skipLines,
    skip:
      saidSkip === undefined
        ? skipInference(rows, start, skipLines)
        : certain(String(saidSkip), reasons.given),
    comment,
    above: start > 0 ? rows[start - 1] : undefined,
    after: leftOut,
    records: table,
    width: fullWidth,
    padded,
  };
}

const isComment = ({ fields, quoted }: TextRecord, sign: string) =>
  !quoted[0] && (fields[0] ?? '').startsWith(sign);

/** A sign that begins only records of another width, inside the table too; those at the top are just skipped. */
function commentSign(records: TextRecord[], width: number): string | undefined {
  const start = firstOfTable(records, width);
  return commentSigns.find((sign) => {
    const marked = records.filter((record) => isComment(record, sign));
    const inside = marked.filter((record) => record.at > (records[start]?.at ?? 0));
    return inside.length > 0 && width > 1 && marked.every(({ fields }) => fields.length !== width);
  });
}

function firstOfTable(records: TextRecord[], width: number): number {
  if (width === 1) {
    const first = records.findIndex((record) => !isComment(record, '#'));
    return first < records.length / 2 ? Math.max(0, first) : 0;
  }
  if (isWideHeader(records, width) || isShortHeader(records, width)) return 0;
  const start = records.findIndex((record, at) => {
    if (record.fields.length < width) return false;
    const next = records.slice(at + 1, at + 6);
    return (
      next.filter(({ fields }) => fields.length === width).length * 2 >= next.length &&
      record.fields.length === width
    );
  });
  // Half of the sample is no preamble.
  const isPreamble = start > 0 && start < Math.max(3, records.length / 2);
  return afterTitles(records, isPreamble ? start : 0);
}

/** Cells of a record that are not empty. */
const filled = ({ fields }: TextRecord) => fields.filter((cell) => cell.trim() !== '');

/** A title fills no more than one cell in so many of what the rows fill. */
const sparseness = 3;
const longestTitles = 40;

/**
 * A spreadsheet saved as text pads its titles to the width of the table: records that are all but empty, above the first
 * one that is not. What is filled must be words, for a row of data may be all but empty too.
 */
function afterTitles(records: TextRecord[], start: number): number {
  const counts = records.slice(start).map((record) => filled(record).length);
  const usual = [...counts].sort((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0;
  const most = usual >= sparseness ? Math.floor(usual / sparseness) : 0;
  const head = afterCard(records.slice(start), counts, usual);
  if (head > 0) return start + head;
  const first = counts.findIndex((count) => count > Math.max(most, usual === 2 ? 1 : 0));
  if (first <= 0 || first > longestTitles || first >= counts.length / 2) return start;
  const titles = records.slice(start, start + first);
  const isPadded = usual > 2 || (usual === 2 && titles.some((record) => filled(record).length === 0));
  const hasWordsOnly = titles.every((record) => filled(record).every((cell) => !isValue(cell)));
  return isPadded && hasWordsOnly ? start + first : start;
}

/**
 * Statements and forms begin with a card of names and values, padded to the width of the table: account, period, currency.
 * The table begins at the record that is full of words, has values under them, and twice as many cells as any above it.
 */
function afterCard(records: TextRecord[], counts: number[], usual: number): number {
  let most = 0;
  for (const [at, record] of records.slice(0, longestTitles).entries()) {
    const count = counts[at] ?? 0;
    const isHead = count >= Math.max(3, usual * 0.8) && filled(record).every((cell) => !isValue(cell));
    if (isHead)
      return at > 0 && most * 2 <= count && hasValues(record, records.slice(at + 1, at + 50)) ? at : 0;
    most = Math.max(most, count);
    if (most * 2 > usual) return 0;
  }
  return 0;
}

/** Under some of the words stand values. */
const hasValues = ({ fields }: TextRecord, rows: TextRecord[]) =>
  fields.some((name, at) => {
    const cells = rows.map((row) => (row.fields[at] ?? '').trim()).filter((cell) => cell !== '');
    return name.trim() !== '' && cells.length > 1 && cells.filter(isValue).length >= cells.length * 0.8;
  });

/** Names of all columns but one: of the rows' own names, as R writes it, or of a last one that the rows leave empty. */
function isShortHeader([head, ...rest]: TextRecord[], width: number): boolean {
  if (!head || width < 3 || head.fields.length !== width - 1) return false;
  const isNamed = head.fields.every((name) => name.trim() !== '' && !isValue(name));
  return isNamed && rest.length > 0 && rest.every(({ fields }) => fields.length === width);
}

function isWideHeader([head, ...rest]: TextRecord[], width: number): boolean {
  if (!head || head.fields.length <= width || width < 2) return false;
  const names = head.fields.map((name) => name.trim().toLowerCase());
  const named =
    names.every((name) => name !== '' && !/^[\d.,]+$/.test(name)) && new Set(names).size === names.length;
  return named && rest.every(({ fields }) => fields.length <= head.fields.length);
}

/** Many rows that are shorter than the first, and none longer: a habit of the writer, not damage. */
function leavesOut([head, ...rest]: TextRecord[], width: number): boolean {
  if (!head || width < 2 || head.fields.length !== width) return false;
  const short = rest.filter(({ fields }) => fields.length < width).length;
  return short > 1 && short >= rest.length * 0.2 && rest.every(({ fields }) => fields.length <= width);
}

function skipInference(rows: TextRecord[], start: number, lines: number): Inference<string> {
  if (lines <= 0) return { value: '0', confidence: 0.95, decidedBy: { why: reasons.tableFirst } };
  const first = rows[0];
  return {
    value: String(lines),
    confidence: rounded(0.95 - 0.02 * Math.min(start, 10)),
    runnerUp: { value: '0', confidence: 0.05 },
    decidedBy: {
      row: 1,
      value: first?.fields.join(' ').trim().slice(0, 80),
      why:
        first?.fields.length === rows[start]?.fields.length
          ? reasons.titlesBefore(lines)
          : reasons.linesBefore(lines),
    },
  };
}
