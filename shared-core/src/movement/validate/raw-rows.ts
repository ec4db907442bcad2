import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { CsvDialect, EngineRelation } from '../../connectors';
import type { CsvScan, Engine, FieldReading, JsonScan } from '../../engine';
import type { TableSchema } from '../../schema';
import { quoteName, quoteText } from '../convert';
import { pgCopyCsv } from '../negotiate';
import type { PreparedLoad } from '../prepared-load';

/** The rows of a source as texts in a table of the engine, before anybody has judged them. @internal */
export interface RawRows {
  /** With {@link rowNumber}, the number among the readable rows from 1, and a column per field. */
  table: string;
  readable: number;
  /** Of a CSV: table of rows that have no fields to speak of, `place`, `position`, `row`, `kind`, `text`, `message`. */
  unreadableTable?: string;
  unreadable: number;
  /** How the texts are read as their types, where they are not written plainly. */
  readings: Record<string, FieldReading>;
  /** The dialect of a CSV. */
  dialect?: CsvDialect;
  /** Column that holds the whole of a record that has no fields: a line of JSON Lines that is no object. */
  broken?: string;
  /** The one plain file in which rows can be found again by their bytes, and how it ends them. */
  plain?: { path: string; csv: CsvDialect };
  /** Deletes what the rows were read from. */
  release(): Promise<void>;
}

const nothingToRelease = async () => undefined;

/** The number of a readable row; no field of a user has this name. @internal */
export const rowNumber = quoteName('ai-etl row');

/**
 * A database on disk: DuckDB writes its tables there compressed, while tables in memory take several times their size
 * (3 M rows: peaks of 600 to 800 MB of this process then, 520 to 640 MB so).
 * @internal
 */
export const disk = 'checking';

const table = `${disk}.raw_rows`;
const unreadableTable = `${disk}.unreadable_rows`;
/** DuckDB's own tables of what it set aside. */
const rejects = { table: 'reject_errors', scans: 'reject_scans' };

/** Reads the whole source once. @internal */
export async function readRawRows(engine: Engine, load: PreparedLoad): Promise<RawRows> {
  const { source, route, options } = load;
  const { signal } = options;
  await engine.execute(`ATTACH ${quoteText(join(engine.scratch, 'checking.db'))} AS ${disk}`);
  const scanOf = source.scan ?? source.part?.scan;
  if (scanOf) {
    const relation = await scanOf(undefined, signal);
    const { scan } = relation;
    if (scan?.kind === 'csv') return scannedCsv(engine, scan, relation, signal);
    const lines = scan && (await import('../../engine')).linesOf(scan);
    if (scan && lines) return scannedLines(engine, scan, lines, relation, signal);
    await relation.release();
    const texts = await scanOf(asTexts(source.schema), signal);
    return { ...(await scanned(engine, texts, source.schema, signal)), readings: scan?.readings ?? {} };
  }
  if (route.read === 'scan') throw new Error('a source that cannot be scanned has no such route');
  const stream = await source.open({ formats: [route.read], signal });
  if (stream.format === 'csv' || stream.format === 'pg-copy-csv') {
    // CSV goes to a file first: its bad rows must be found again by their place.
    const path = join(engine.scratch, 'rows-to-check.csv');
    const dialect = (stream.format === 'csv' && stream.csv) || pgCopyCsv;
    await pipeline(stream.bytes, createWriteStream(path), { signal });
    const { readingsOf } = await import('../../engine');
    const readings = readingsOf(dialect, stream.schema);
    return scannedCsv(
      engine,
      { kind: 'csv', paths: [path], csv: dialect, schema: stream.schema, readings },
      undefined,
      signal,
    );
  }
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

async function scannedCsv(
  engine: Engine,
  scan: CsvScan,
  relation: EngineRelation | undefined,
  signal: AbortSignal | undefined,
): Promise<RawRows> {
  const { csvTextRelation } = await import('../../engine');
  const rows = `SELECT row_number() OVER () AS ${rowNumber}, * FROM ${csvTextRelation(scan, rejects)} AS source`;
  return { ...(await takenRows(engine, rows, scan, relation, signal)), dialect: scan.csv };
}

/** JSON Lines, each line by itself, so that one that is broken takes no other with it. */
async function scannedLines(
  engine: Engine,
  scan: JsonScan,
  lines: CsvScan,
  relation: EngineRelation,
  signal: AbortSignal | undefined,
): Promise<RawRows> {
  const { jsonLinesScan, lineColumns } = await import('../../engine');
  const broken = quoteName(lineColumns.broken);
  const fields = scan.schema.fields
    .map(({ name }) => quoteName(name))
    .map((name) => `${name}::VARCHAR AS ${name}`);
  const rows = `SELECT ${[quoteName(lineColumns.row), broken, ...fields].join(', ')} FROM ${jsonLinesScan(scan, lines, rejects)} AS source`;
  const taken = await takenRows(engine, rows, lines, relation, signal);
  return { ...taken, broken, readings: scan.readings ?? {} };
}

/** What can be read and what cannot, into tables of ours. */
async function takenRows(
  engine: Engine,
  rows: string,
  scan: CsvScan,
  relation: EngineRelation | undefined,
  signal: AbortSignal | undefined,
): Promise<RawRows> {
  const before = (scan.csv.skip ?? 0) + (scan.csv.header ? 1 : 0);
  await engine.execute(
    [
      `CREATE TABLE ${table} AS ${rows}`,
      `CREATE TABLE ${unreadableTable} AS
       SELECT row_number() OVER (ORDER BY file_id, line_byte_position) AS place, line_byte_position::BIGINT - 1 AS position,
         min(line)::BIGINT - ${before} AS row, first(error_type::VARCHAR) AS kind,
         first(left(ltrim(csv_line, chr(13) || chr(10)), 10000)) AS text, first(error_message) AS message
       FROM ${rejects.table} GROUP BY file_id, line_byte_position`,
    ],
    { signal },
  );
  const { plainFileOf } = await import('../../engine');
  const path = plainFileOf(scan);
  return {
    table,
    readable: await countOf(engine, table),
    unreadableTable,
    unreadable: await countOf(engine, unreadableTable),
    readings: scan.readings ?? {},
    ...(path !== undefined && { plain: { path, csv: scan.csv } }),
    release: relation?.release ?? nothingToRelease,
  };
}

async function scanned(
  engine: Engine,
  relation: EngineRelation,
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
      `CREATE TABLE ${table} AS SELECT row_number() OVER () AS ${rowNumber}, ${fields.join(', ')} FROM ${relation.text} AS source`,
      { signal },
    );
  } finally {
    await relation.release();
  }
  return {
    table,
    readable: await countOf(engine, table),
    unreadable: 0,
    readings: {},
    release: nothingToRelease,
  };
}

/** @internal */
export async function countOf(engine: Engine, from: string): Promise<number> {
  const { rows } = await engine.query(`SELECT count(*) AS rows FROM ${from}`);
  return Number(rows[0]!.rows);
}
