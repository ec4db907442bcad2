import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { Field, TableSchema } from '../../schema';
import { nearestNames } from '../../names';
import type { DatasetStream, ReadRequest, Row, StreamFormat } from '../contract';
import { connectorErrors } from '../errors';
import { capabilities } from './capabilities';
import { carryAll, holdsDocuments } from './carry';
import { needsFinal, type Relation } from './catalog';
import { pgCopyCsv } from './csv-options';
import { fieldOf, requireRelation, schemaOf } from './describe';
import { quoteList, quoteTable } from './quote';
import type { ClickHouseServer } from './server';
import { exactJson, rowReader } from './values';

/** Where the rows come from. */
interface Source {
  object: string;
  schema: TableSchema;
  /** What stands after the list of fields. */
  rest: string;
}

/** @internal */
export async function readObject(
  server: ClickHouseServer,
  object: string,
  request: ReadRequest,
): Promise<DatasetStream> {
  const relation = await requireRelation(server, object, request.signal);
  const whole = schemaOf(relation);
  const names = request.fields ?? whole.fields.map((field) => field.name);
  const fields = names.map((name) => requireField(whole, name, object, server.name));
  // The condition is put below the list of fields, whose aliases ClickHouse would read into it.
  const rest =
    request.where === undefined
      ? from(relation)
      : `FROM (SELECT ${quoteList(names)} ${from(relation)} WHERE (${request.where}\n))`;
  return stream(server, { object, schema: { ...whole, fields }, rest }, request);
}

/** Rows of a merging table are read as they will be when it has merged them. */
const from = (relation: Relation) =>
  `FROM ${quoteTable(relation)}${needsFinal(relation.engine) ? ' FINAL' : ''}`;

/** @internal */
export async function readQuery(
  server: ClickHouseServer,
  sql: string,
  request: Omit<ReadRequest, 'where' | 'fields'> & { parameters?: Record<string, unknown> },
): Promise<DatasetStream> {
  const text = withoutSemicolon(sql);
  const schema = { fields: await fieldsOfQuery(server, text, request) };
  return stream(server, { object: 'query', schema, rest: `FROM (${text}\n)` }, request);
}

/** @internal */
export const withoutSemicolon = (sql: string) => sql.replace(/[\s;]+$/, '');

/** The fields of a query's result, without running it. @internal */
async function fieldsOfQuery(
  server: ClickHouseServer,
  sql: string,
  options: { parameters?: Record<string, unknown>; signal?: AbortSignal } = {},
): Promise<Field[]> {
  const columns = await server.rows<{ name: string; type: string; comment: string }>({
    sql: `DESCRIBE TABLE (${sql}\n)`,
    ...options,
  });
  return columns.map(fieldOf);
}

function requireField(schema: TableSchema, name: string, object: string, connection: string): Field {
  const found = schema.fields.find((field) => field.name === name);
  if (found) return found;
  const names = schema.fields.map((field) => field.name);
  const nearest = nearestNames(name, names);
  throw connectorErrors['field-missing']({ connection, object, field: name, nearest });
}

type Request = Pick<ReadRequest, 'formats' | 'limit' | 'signal'> & { parameters?: Record<string, unknown> };

async function stream(server: ClickHouseServer, source: Source, request: Request): Promise<DatasetStream> {
  const format = request.formats.find((wanted) => capabilities.offers.includes(wanted));
  if (!format)
    throw connectorErrors['not-readable']({
      connection: server.name,
      object: source.object,
      wanted: request.formats.join(', '),
      offered: capabilities.offers,
    });
  const limit = request.limit === undefined ? '' : ` LIMIT ${request.limit}`;
  const { schema } = source;
  const items = carryAll(schema.fields, format, server.facts.timezone);
  const statement = {
    sql: `SELECT ${items.join(', ')} ${source.rest}${limit}`,
    object: source.object,
    settings: {
      ...settings[format],
      ...(holdsDocuments(schema.fields) && { output_format_json_quote_64bit_integers: 0 }),
    },
    parameters: request.parameters,
    signal: request.signal,
  };
  const bytes = await server.bytes(statement, names[format]);
  if (format === 'rows') return { format, schema, rows: rowsOf(bytes, schema.fields) };
  return { format, schema, bytes, ...(format === 'csv' && { csv: pgCopyCsv }) };
}

const names: Record<StreamFormat, string> = {
  parquet: 'Parquet',
  arrow: 'ArrowStream',
  csv: 'CSVWithNames',
  'pg-copy-csv': 'CSVWithNames',
  jsonl: 'JSONEachRow',
  rows: 'JSONCompactEachRow',
};

/** Texts are always quoted, so an empty one differs from the bare nothing that is NULL. */
const csv = {
  format_csv_null_representation: '',
  format_csv_delimiter: ',',
  output_format_csv_crlf_end_of_line: 0,
};

/** What a server's profile may have set otherwise. */
const settings: Record<StreamFormat, Record<string, string | number>> = {
  parquet: { output_format_parquet_string_as_string: 1, output_format_parquet_compression_method: 'zstd' },
  arrow: {
    output_format_arrow_string_as_string: 1,
    output_format_arrow_low_cardinality_as_dictionary: 0,
    output_format_arrow_compression_method: 'none',
  },
  csv,
  'pg-copy-csv': csv,
  jsonl: { ...exactJson, output_format_json_quote_64bit_integers: 0 },
  rows: exactJson,
};

/** Leaving the loop early closes the connection, by which the server learns to stop. @internal */
async function* rowsOf(bytes: Readable, fields: Field[]): AsyncGenerator<Row[]> {
  const read = rowReader(fields);
  for await (const lines of linesOf(bytes)) yield lines.map((line) => read(JSON.parse(line) as unknown[]));
}

/** The lines of each piece that came over the network: some 64 KB, a few milliseconds of work. */
async function* linesOf(bytes: Readable): AsyncGenerator<string[]> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const piece of bytes as AsyncIterable<Buffer>) {
    const lines = (rest + decoder.write(piece)).split('\n');
    rest = lines.pop()!;
    if (lines.length > 0) yield lines;
  }
  if (rest) yield [rest];
}
