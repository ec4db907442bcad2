import { jsonRows, type Connection, type ReadRequest, type Row } from '@ai-etl/core';
import { item, type Operation } from '../operation';
import type { SystemFields } from './fields';
import type { SystemCall } from './system-call';

/** Rows as n8n items, for small amounts; large ones travel as a reference. */
export const readRows = (fields: SystemFields): Operation<SystemCall> => ({
  value: 'readRows',
  name: 'Read Rows',
  action: 'Read some rows as items',
  description: 'Up to 10,000 rows as items, for other n8n nodes. For whole tables use Read.',
  properties: [fields.object, fields.columns, ...fields.where, fields.limit, fields.readOptions],
  async execute(call) {
    const connection = await call.connection();
    const request = {
      fields: chosen(call.names('columns')),
      where: call.text('where'),
      limit: call.parameter<number>('limit', 50),
      options: call.readOptions(),
      signal: call.signal,
    };
    const rows = await connection.use((open) => firstRows(open, call.located('object'), request));
    return jsonRows(rows).map((row) => item(row));
  },
});

const chosen = (names: string[]) => (names.length > 0 ? names : undefined);

/** Rows of an object, no more than the limit. */
export async function firstRows(
  connection: Connection,
  object: string,
  request: Omit<ReadRequest, 'formats'> & { limit: number },
): Promise<Row[]> {
  const stream = await connection.read(object, { ...request, formats: ['rows'] });
  if (stream.format !== 'rows') throw new Error(`asked for rows, got ${stream.format}`);
  const rows: Row[] = [];
  for await (const batch of stream.rows) {
    for (const row of batch) if (rows.length < request.limit) rows.push(row);
    if (rows.length >= request.limit) break;
  }
  return rows;
}
