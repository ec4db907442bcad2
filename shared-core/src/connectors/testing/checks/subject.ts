import { integer, simple, type TableSchema } from '../../../schema';
import type { Connection, DatasetStream, ReadRequest, Row, WriteRequest, WriteResult } from '../../contract';
import type { Subject } from '../conformance';

/** Two fields are enough where types are not the matter. */
export const people: TableSchema = {
  fields: [
    { name: 'id', type: integer(64), nullable: false },
    { name: 'name', type: simple('string'), nullable: true },
  ],
};

export const peopleFrom = (first: number, last: number, name = 'name'): Row[] =>
  Array.from({ length: last - first + 1 }, (_, i) => ({ id: first + i, name: `${name} ${first + i}` }));

/** Rows as a stream, in batches of at most 500. */
export function streamOf(rows: Row[], schema: TableSchema = people): DatasetStream {
  return { format: 'rows', schema, rows: batches(rows) };
}

async function* batches(rows: Row[]) {
  for (let i = 0; i < rows.length; i += 500) yield rows.slice(i, i + 500);
}

let runs = 0;
/** A run id that no other load has. */
export const newRun = () => `conformance-${process.pid}-${(runs += 1)}`;

/** Writes rows into an object; creates it where it is missing. */
export function writeRows(
  { connection, system }: Subject,
  object: string,
  rows: Row[],
  options: Partial<WriteRequest> & { schema?: TableSchema } = {},
): Promise<WriteResult> {
  const { schema = people, ...request } = options;
  return connection.write(object, streamOf(rows, schema), {
    mode: 'append',
    runId: newRun(),
    ...(system.create && { create: system.create(schema, request.keys) }),
    ...request,
  });
}

/** All rows of an object, in the order of `id`. */
export async function rowsIn(
  connection: Connection,
  object: string,
  request: Partial<ReadRequest> = {},
): Promise<Row[]> {
  const stream = await connection.read(object, { formats: ['rows'], ...request });
  if (stream.format !== 'rows') throw new Error(`asked for rows, got ${stream.format}`);
  const rows: Row[] = [];
  for await (const batch of stream.rows) rows.push(...batch);
  return rows.sort((one, other) => Number(one.id) - Number(other.id)).map(plain);
}

/** Numbers compare as they are written, so that 5, 5n and '5.00' are one. */
const plain = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, comparable(value)]));

export function comparable(value: unknown): unknown {
  if (typeof value === 'bigint' || typeof value === 'number')
    return Number(value) === 0 ? '0' : String(value);
  if (Buffer.isBuffer(value) || value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (Array.isArray(value)) return value.map(comparable);
  if (value !== null && typeof value === 'object') return plain(value as Row);
  return value;
}

/** An object with rows 1 to 10, made for one check. */
export async function tenPeople(subject: Subject, name: string): Promise<string> {
  const object = subject.system.object(name);
  await writeRows(subject, object, peopleFrom(1, 10));
  return object;
}

export const asRead = (rows: Row[]) => rows.map(plain);
