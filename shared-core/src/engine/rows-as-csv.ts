import type { Row } from '../connectors';
import type { Field, TableSchema } from '../schema';
import { Pause } from '../event-loop';

const chunkLength = 1 << 16;

/**
 * Rows of JavaScript as the CSV that the engine reads: NULL is the empty field, texts stand in quotes, bytes are
 * `\x…`, what has parts is JSON. The last resort, for systems that give nothing but rows.
 * @internal
 */
export async function* rowsAsCsv(
  batches: AsyncIterable<Row[]>,
  { fields }: TableSchema,
): AsyncGenerator<Buffer> {
  const pause = new Pause();
  let text = `${fields.map(({ name }) => quoted(name)).join(',')}\n`;
  for await (const batch of batches) {
    for (const row of batch) {
      text += `${fields.map((field) => cell(row[field.name], field)).join(',')}\n`;
      if (text.length > chunkLength) {
        yield Buffer.from(text);
        text = '';
        if (pause.due) await pause.take();
      }
    }
  }
  if (text) yield Buffer.from(text);
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

function cell(value: unknown, field: Field): string {
  if (value === null || value === undefined) return '';
  if (field.type.kind === 'json') return quoted(jsonText(value));
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value);
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string') return quoted(value);
  return quoted(jsonText(value));
}

const jsonText = (value: unknown) =>
  JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'bigint') return String(part);
    return part;
  });
