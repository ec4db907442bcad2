import Cursor from 'pg-cursor';
import type { PoolClient } from 'pg';
import { enumeration, type Field, type TableSchema } from '../../schema';
import { nearestNames } from '../../names';
import type { CsvDialect, DatasetStream, ReadRequest, Row, StreamFormat } from '../contract';
import { connectorErrors } from '../errors';
import { capabilities } from './capabilities';
import type { Relation } from './catalog';
import { copyOut } from './copy-out';
import { requireRelation, schemaOf } from './describe';
import { assertRights } from './permissions';
import { quote, quoteList, quoteObject } from './quote';
import type { PostgresServer, Task } from './server';
import { postgresTypes } from './types';
import { asText, valueReader } from './values';

/** What `pg-copy-csv` means, in the words of a dialect. */
const pgCopyCsv: CsvDialect = { delimiter: ',', quote: '"', escape: '"', header: true, nulls: [''] };

/** Rows of one FETCH: enough to hide the round trip, few enough to hold the event loop for a few milliseconds only. */
const batchRows = 2000;

/** Where the rows come from: `text` stands in FROM or after COPY. */
interface Source extends Task {
  schema: TableSchema;
  /** A SELECT. */
  sql: string;
  /** A table with its columns, which COPY reads without a query. */
  table?: string;
}

/** @internal */
export async function readObject(
  server: PostgresServer,
  object: string,
  request: ReadRequest,
): Promise<DatasetStream> {
  const source = await server.use({ object }, request.signal, async (client) => {
    const relation = await requireRelation(client, object, server.name);
    assertRights(relation, ['select'], { connection: server.name, user: server.settings.user });
    return sourceOf(relation, object, request, server.name);
  });
  return stream(server, source, request);
}

/** @internal */
export async function readQuery(
  server: PostgresServer,
  sql: string,
  request: Omit<ReadRequest, 'where' | 'fields'>,
): Promise<DatasetStream> {
  const text = withoutSemicolon(sql);
  const schema = await server.use({ sql }, request.signal, (client) => querySchema(client, text));
  const limited = request.limit === undefined ? text : `SELECT * FROM (${text}\n) q LIMIT ${request.limit}`;
  return stream(server, { sql: limited, schema, object: 'query' }, request);
}

/** @internal */
export const withoutSemicolon = (sql: string) => sql.replace(/[\s;]+$/, '');

function sourceOf(relation: Relation, object: string, request: ReadRequest, connection: string): Source {
  const whole = schemaOf(relation);
  const names = request.fields ?? whole.fields.map((field) => field.name);
  const fields = names.map((name) => requireField(whole, name, object, connection));
  const from = quoteObject({ container: relation.schema, name: relation.name });
  const where = request.where === undefined ? '' : ` WHERE (${request.where}\n)`;
  const limit = request.limit === undefined ? '' : ` LIMIT ${request.limit}`;
  // COPY of a parent table leaves its children out, and COPY of a view is refused.
  const isPlain = relation.kind === 'r' && !relation.hasChildren && !where && !limit && fields.length > 0;
  return {
    object,
    schema: { ...whole, fields },
    sql: `SELECT ${fields.map(selected).join(', ')} FROM ${from}${where}${limit}`,
    ...(isPlain && !fields.some(isMoney) && { table: `${from} (${quoteList(names)})` }),
  };
}

function requireField(schema: TableSchema, name: string, object: string, connection: string): Field {
  const found = schema.fields.find((field) => field.name === name);
  if (found) return found;
  const nearest = nearestNames(
    name,
    schema.fields.map((field) => field.name),
  );
  throw connectorErrors['field-missing']({ connection, object, field: name, nearest });
}

/** The text of money depends on the server's locale, its number does not. */
const isMoney = (field: Field) => field.nativeType === 'money';
const selected = (field: Field) =>
  isMoney(field) ? `${quote(field.name)}::numeric AS ${quote(field.name)}` : quote(field.name);

async function stream(
  server: PostgresServer,
  source: Source,
  request: { formats: StreamFormat[]; signal?: AbortSignal },
) {
  const format = request.formats.find((wanted) => capabilities.offers.includes(wanted));
  if (!format)
    throw connectorErrors['not-readable']({
      connection: server.name,
      object: source.object ?? '',
      wanted: request.formats.join(', '),
      offered: capabilities.offers,
    });
  if (format === 'rows')
    return { format, schema: source.schema, rows: rowsOf(server, source, request.signal) };
  return byteStream(server, source, format, request.signal);
}

async function byteStream(
  server: PostgresServer,
  source: Source,
  format: Exclude<StreamFormat, 'rows'>,
  signal: AbortSignal | undefined,
): Promise<DatasetStream> {
  const task = { object: source.object, sql: copyStatement(source, format) };
  let counted: number | undefined;
  const bytes = await copyOut(server, task, signal, (rows) => {
    counted = rows;
  });
  return {
    format,
    schema: source.schema,
    bytes,
    ...(format === 'csv' && { csv: pgCopyCsv }),
    get rowCount() {
      return counted;
    },
  };
}

/**
 * JSON escapes control characters, so with two of them as quote and delimiter COPY's CSV is bare JSON Lines, made by
 * the server at full speed.
 */
const bareCsv = `(FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02')`;

function copyStatement({ sql, table, schema }: Source, format: StreamFormat): string {
  if (format !== 'jsonl') return `COPY ${table ?? `(${sql}\n)`} TO STDOUT (FORMAT csv, HEADER true)`;
  const texts = schema.fields.map((field) => {
    const { loss } =
      field.nativeType === undefined ? { loss: undefined } : postgresTypes.fromNative(field.nativeType);
    return loss?.code === 'type-as-text' && field.type.kind === 'string'
      ? `${quote(field.name)}::text AS ${quote(field.name)}`
      : quote(field.name);
  });
  return `COPY (SELECT row_to_json(j) FROM (SELECT ${texts.join(', ')} FROM (${sql}\n) i) j) TO STDOUT ${bareCsv}`;
}

/** Batches through a cursor; leaving the loop early cancels the statement on the server. */
async function* rowsOf(server: PostgresServer, source: Source, signal?: AbortSignal): AsyncGenerator<Row[]> {
  const lease = await server.lease(signal);
  const stop = () => void lease.cancel();
  signal?.addEventListener('abort', stop, { once: true });
  const read = rowReader(source.schema.fields);
  let isComplete = false;
  try {
    const cursor = lease.client.query(
      new Cursor<string[]>(source.sql, [], { rowMode: 'array', types: asText }),
    );
    for (let batch = await cursor.read(batchRows); batch.length > 0; batch = await cursor.read(batchRows)) {
      yield batch.map(read);
      // The server is idle between two batches, when a cancel means nothing to it.
      if (signal?.aborted) throw signal.reason;
    }
    isComplete = true;
  } catch (error) {
    throw server.typed(error, { object: source.object, sql: source.sql, signal });
  } finally {
    signal?.removeEventListener('abort', stop);
    if (!isComplete) await lease.cancel();
    await lease.release();
  }
}

/** @internal */
export function rowReader(fields: Field[]): (values: (string | null)[]) => Row {
  const readers = fields.map((field) => valueReader(field.type));
  return (values) =>
    Object.fromEntries(
      fields.map((field, i) => [field.name, values[i] === null ? null : readers[i]!(values[i]!)]),
    );
}

/** The schema of a query's result, without running it. */
async function querySchema(client: PoolClient, sql: string): Promise<TableSchema> {
  const { fields } = await client.query({ text: `SELECT * FROM (${sql}\n) q LIMIT 0`, rowMode: 'array' });
  return { fields: await fieldsOf(client, fields) };
}

/** Types of a result, from their numbers. @internal */
export async function fieldsOf(
  client: PoolClient,
  columns: { name: string; dataTypeID: number; dataTypeModifier: number }[],
): Promise<Field[]> {
  const { rows } = await client.query<{ native: string; labels: string[] | null }>(
    `SELECT format_type(t.oid, t.modifier) AS native,
       (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid) AS labels
     FROM unnest($1::oid[], $2::int[]) WITH ORDINALITY t(oid, modifier, position) ORDER BY position`,
    [columns.map((column) => column.dataTypeID), columns.map((column) => column.dataTypeModifier)],
  );
  return columns.map(({ name }, i) => {
    const { native, labels } = rows[i]!;
    const type = labels ? enumeration(labels) : postgresTypes.fromNative(native).type;
    return { name, type, nullable: true, nativeType: native };
  });
}
