import type { Field } from '../../schema';
import type { Row } from '../contract';

/** Bytes of one piece: large enough for the socket, made in a few milliseconds. */
const pieceBytes = 1 << 18;

/** Rows as JSONCompactEachRow, in pieces: an array a line, values by position. @internal */
export async function* encodeRows(batches: AsyncIterable<Row[]>, fields: Field[]): AsyncGenerator<Buffer> {
  const names = fields.map((field) => field.name);
  const nested = fields.map((field) => field.type.kind === 'json');
  let piece = '';
  for await (const batch of batches)
    for (const row of batch) {
      piece += `${line(names.map((name, i) => (nested[i] ? jsonText(row[name]) : row[name])))}\n`;
      if (piece.length < pieceBytes) continue;
      yield Buffer.from(piece);
      piece = '';
    }
  if (piece) yield Buffer.from(piece);
}

/** A JSON document is the text of its column. */
const jsonText = (value: unknown) => (value == null ? null : line(value));

/** JSON.stringify refuses bigint, whose digits are a JSON number all the same, and forgets what a number is not. */
function line(value: unknown): string {
  let isMarked = false;
  const text = JSON.stringify(value, function (this: unknown, key: string, part: unknown) {
    const original = (this as Record<string, unknown>)[key];
    if (typeof part === 'bigint') {
      isMarked = true;
      return `\u0001${part}`;
    }
    if (original instanceof Uint8Array) return `\\x${Buffer.from(original).toString('hex')}`;
    if (typeof part === 'number' && !Number.isFinite(part))
      return String(part).toLowerCase().replace('infinity', 'inf');
    return part === undefined ? null : part;
  });
  return isMarked ? text.replace(/"\\u0001(-?\d+)"/g, '$1') : text;
}
