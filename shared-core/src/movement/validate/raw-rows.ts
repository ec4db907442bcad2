import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { CsvDialect, DatasetStream } from '../../connectors';
import type { Engine } from '../../engine';
import type { TableSchema } from '../../schema';
import { quoteName } from '../convert';
import type { PreparedLoad } from '../prepared-load';
import { pgCopyCsv } from '../negotiate';

/** The rows of a source as texts in a table of the engine, before anybody has judged them. @internal */
export interface RawRows {
  /** With `n`, the number among the readable rows from 1, and a column per field. */
  table: string;
  readable: number;
  /** Table of rows that have no fields to speak of: `position`, `kind`, `text`, `message`. */
  unreadableTable?: string;
  unreadable: number;
  /** Where the rows came as CSV: the file, for places. */
  csv?: { path: string; dialect: CsvDialect };
}

const table = 'raw_rows';
const unreadableTable = 'unreadable_rows';
/** DuckDB's own tables of what it set aside. */
const rejects = { table: 'reject_errors', scans: 'reject_scans' };

/** Reads the whole source once. @internal */
export async function readRawRows(engine: Engine, load: PreparedLoad): Promise<RawRows> {
  const { source, route, options } = load;
  const { signal } = options;
  const isCsv = route.read === 'csv' || route.read === 'pg-copy-csv';
  if (!isCsv && source.relation)
    return scanned(engine, await source.relation(asTexts(source.schema), signal), source.schema, signal);
  const stream = await source.open({ formats: [route.read], signal });
  if (stream.format === 'csv' || stream.format === 'pg-copy-csv') return spooled(engine, stream, signal);
  const relation = await engine.relationFromStream({ ...stream, schema: asTexts(stream.schema) }, { signal });
  return scanned(engine, relation, stream.schema, signal);
}

/** Every field as its text; what has parts keeps its type, since its text is the reader's own. */
const asTexts = (schema: TableSchema): TableSchema => ({
  fields: schema.fields.map((field) =>
    ['array', 'map', 'struct', 'bytes'].includes(field.type.kind)
      ? field
      : { ...field, type: { kind: 'string' } },
  ),
});

/** CSV goes to a file first: its bad rows must be found again by their place. */
async function spooled(
  engine: Engine,
  stream: Extract<DatasetStream, { format: 'csv' | 'pg-copy-csv' | 'jsonl' | 'parquet' | 'arrow' }>,
  signal: AbortSignal | undefined,
): Promise<RawRows> {
  const path = join(engine.scratch, 'rows-to-check.csv');
  const dialect = (stream.format === 'csv' && stream.csv) || pgCopyCsv;
  await pipeline(stream.bytes, createWriteStream(path), { signal });
  const { csvTextRelation } = await import('../../engine');
  const relation = csvTextRelation(
    { kind: 'csv', paths: [path], csv: dialect, schema: stream.schema },
    rejects,
  );
  await engine.execute(
    [
      `CREATE TABLE ${table} AS SELECT row_number() OVER () AS n, * FROM ${relation} AS source`,
      `CREATE TABLE ${unreadableTable} AS
       SELECT line_byte_position::BIGINT AS position, first(error_type::VARCHAR) AS kind,
         first(left(ltrim(csv_line, chr(13) || chr(10)), 10000)) AS text, first(error_message) AS message
       FROM ${rejects.table} GROUP BY line_byte_position`,
    ],
    { signal },
  );
  return {
    table,
    readable: await countOf(engine, table),
    unreadableTable,
    unreadable: await countOf(engine, unreadableTable),
    csv: { path, dialect },
  };
}

async function scanned(
  engine: Engine,
  relation: Awaited<ReturnType<Engine['relationFromStream']>>,
  schema: TableSchema,
  signal: AbortSignal | undefined,
): Promise<RawRows> {
  const fields = schema.fields.map(({ name, type }) => {
    const column = quoteName(name);
    if (type.kind === 'bytes') return `'\\x' || lower(hex(${column})) AS ${column}`;
    const isNested = type.kind === 'array' || type.kind === 'map' || type.kind === 'struct';
    return `CAST(${isNested ? `to_json(${column})` : column} AS VARCHAR) AS ${column}`;
  });
  try {
    await engine.execute(
      `CREATE TABLE ${table} AS SELECT row_number() OVER () AS n, ${fields.join(', ')} FROM ${relation.text} AS source`,
      { signal },
    );
  } finally {
    await relation.release();
  }
  return { table, readable: await countOf(engine, table), unreadable: 0 };
}

/** @internal */
export async function countOf(engine: Engine, from: string): Promise<number> {
  const { rows } = await engine.query(`SELECT count(*) AS rows FROM ${from}`);
  return Number(rows[0]!.rows);
}
