import type { Dialect } from './delimiter';
import type { Inference } from './inference';
import { byteOfLine } from './lines';
import { cutRecords, type TextRecord } from './records';
import type { Sample } from './sample';
import type { TableBounds } from './table-bounds';
import { inferTailEnd } from './table-end';

/** The last field is nothing but the delimiter before it, in the header and in every row. @internal */
export function isEndless(
  { records, width, padded }: TableBounds,
  body: TextRecord[],
  taken: number,
  others: { records: TextRecord[] }[],
): boolean {
  if (width < 3 || padded || body.length < 2) return false;
  const rows = [...body, ...others.flatMap((one) => one.records)];
  const isEmpty = ({ fields, quoted }: TextRecord) => fields[width - 1] === '' && !quoted[width - 1];
  const isNamed = records.slice(0, taken).some(({ fields }) => (fields[width - 1] ?? '').trim() !== '');
  return !isNamed && rows.every(isEmpty);
}

/** The byte at which the table ends, found in the head, or in the last stretch of a file that is not read whole. @internal */
export function endOf(
  sample: Sample,
  { records, width, after }: TableBounds,
  dialect: Dialect,
  plain: (bytes: Uint8Array) => string,
  decode: (bytes: Uint8Array) => string,
): { byte: number; inference: Inference<string> } | undefined {
  const said = (leftOut: NonNullable<TableBounds['after']>, byte: number) => ({
    byte,
    inference: {
      value: String(leftOut.first.line - 1),
      confidence: 0.85,
      runnerUp: { value: 'none', confidence: 0.15 },
      decidedBy: { byte, value: leftOut.first.fields.join(' ').trim().slice(0, 80), why: leftOut.why },
    },
  });
  if (after) return said(after, byteOfLine(sample.head, plain, after.first.line));
  const tail = sample.others.at(-1);
  if (sample.whole || !tail || width < 2) return undefined;
  const text = decode(tail.bytes);
  const start = text.search(/\r\n|\n|\r/) + 1;
  const { records: found, violations } = cutRecords(text.slice(start), dialect, { whole: true });
  const { leftOut } = violations > 0 ? {} : inferTailEnd(records, found, width);
  if (!leftOut || !found.includes(leftOut.first)) return undefined;
  return said(leftOut, tail.byte + byteOfLine(tail.bytes, plain, leftOut.first.line + 1));
}
