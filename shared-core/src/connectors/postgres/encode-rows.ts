import type { Field, LogicalType } from '../../schema';
import type { Row } from '../contract';

/** Bytes of one piece: large enough for the socket, made in a few milliseconds. */
const pieceBytes = 1 << 18;

type Encoder = (value: unknown) => string;

/**
 * Rows as COPY's CSV without a header, in pieces.
 * @param arrays - fields whose column is a PostgreSQL array; a list for any other column goes as JSON
 * @internal
 */
export async function* encodeRows(
  batches: AsyncIterable<Row[]>,
  fields: Field[],
  arrays: ReadonlySet<string>,
): AsyncGenerator<Buffer> {
  const encoders = fields.map((field) => encoderOf(field.type, arrays.has(field.name)));
  let piece = '';
  for await (const batch of batches)
    for (const row of batch) {
      piece += `${fields.map((field, i) => cell(row[field.name], encoders[i]!)).join(',')}\n`;
      if (piece.length < pieceBytes) continue;
      yield Buffer.from(piece);
      piece = '';
    }
  if (piece) yield Buffer.from(piece);
}

/** NULL is the bare empty cell, so every text that could be taken for it, or for syntax, is quoted. */
const cell = (value: unknown, encode: Encoder) => (value == null ? '' : quoted(encode(value)));
const quoted = (text: string) =>
  text === '' || text === '\\.' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

function encoderOf(type: LogicalType, isArray: boolean): Encoder {
  if (type.kind === 'array' && isArray) {
    const element = encoderOf(type.of, true);
    return (value) => arrayLiteral(value as unknown[], element);
  }
  if (type.kind === 'json' || type.kind === 'array' || type.kind === 'map' || type.kind === 'struct')
    return json;
  return plain;
}

function plain(value: unknown): string {
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? json(value) : String(value);
}

/** JSON.stringify refuses bigint, whose digits are a JSON number all the same; Node 20 has no `JSON.rawJSON`. */
function json(value: unknown): string {
  let isMarked = false;
  const text = JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== 'bigint') return part;
    isMarked = true;
    return `\u0001${part}`;
  });
  return isMarked ? text.replace(/"\\u0001(-?\d+)"/g, '$1') : text;
}

function arrayLiteral(values: unknown[], element: Encoder): string {
  const parts = values.map((value) =>
    value == null
      ? 'NULL'
      : Array.isArray(value)
        ? element(value)
        : `"${element(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`,
  );
  return `{${parts.join(',')}}`;
}
