import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '../engine';
import { isAiEtlError } from '../errors';
import { headRowsOf, mostHeadRows, type Scan, type TextRow } from './scan';
import { duckdb, duckdbExact } from './stat-dialects';
import type { TextField } from './text-relation';

/** What is known of a relation before it is scanned. @internal */
export interface RelationFacts {
  fields: TextField[];
  rows?: number;
  sizeBytes?: number;
  /** Only the first rows, this many. */
  sample?: number;
  signal?: AbortSignal;
}

/** Bytes of a row that most files have; a sample allows for a mistake of some times. */
const assumedRowBytes = 50;

/** A relation of the embedded engine, ready to be counted. @internal */
export async function engineScan(engine: Engine, relation: string, facts: RelationFacts): Promise<Scan> {
  const { fields, signal } = facts;
  const headRows = headRowsOf(fields.length);
  const query = (sql: string) => textRows(engine, sql, signal);
  const head = `profile_head_${Math.random().toString(36).slice(2)}`;
  const names = fields.map(({ field }) => duckdb.quote(field.name)).join(', ');
  const whole = facts.sample
    ? `(SELECT * FROM ${relation} LIMIT ${Math.floor(facts.sample)}) AS whole`
    : `${relation} AS whole`;
  await engine.execute(`CREATE TABLE ${head} AS SELECT ${names} FROM ${whole} LIMIT ${headRows}`, { signal });
  const [counted] = await query(`SELECT count(*)::VARCHAR AS n FROM ${head}`);
  // A small dataset is its own head: it is read once and counted in memory.
  const isSmall = Number(counted?.n ?? 0) < headRows;
  const copy = !isSmall && isWideText(fields) ? await copyOf(engine, whole, fields, signal) : undefined;
  return {
    dialect: isSmall ? duckdbExact : duckdb,
    estimatedRows:
      facts.sample ?? facts.rows ?? Math.max(mostHeadRows, (facts.sizeBytes ?? 0) / assumedRowBytes),
    relation: isSmall ? head : (copy?.relation ?? whole),
    head,
    headRows,
    fields,
    query,
    close: async () => {
      await engine.execute(`DROP TABLE IF EXISTS ${head}`);
      await copy?.release();
    },
  };
}

/** A text of more fields is scanned so often, some fields at a time, that parsing it each time costs the most. */
const manyFields = 48;
/** Values in a group of rows of the copy; a group is held in memory while it is written. */
const groupCells = 400_000;
/** Then it goes without the copy: slower, with less memory and no disk. */
const noRoom = new Set(['engine.out-of-memory', 'engine.disk-full']);

const isWideText = (fields: TextField[]) => fields.length > manyFields && fields.some(({ isRaw }) => isRaw);

/** The dataset by columns, in the engine's own folder, so that a scan reads only the fields it counts. */
async function copyOf(engine: Engine, whole: string, fields: TextField[], signal?: AbortSignal) {
  const path = join(engine.scratch, `profile-${Math.random().toString(36).slice(2)}.parquet`);
  const names = fields.map(({ field }) => duckdb.quote(field.name)).join(', ');
  const rows = Math.max(1024, Math.floor(groupCells / fields.length));
  const release = () => rm(path, { force: true });
  const copy = `COPY (SELECT ${names} FROM ${whole}) TO ${duckdb.literal(path)}`;
  try {
    await engine.execute(`${copy} (FORMAT parquet, ROW_GROUP_SIZE ${rows}, COMPRESSION lz4_raw)`, { signal });
  } catch (error) {
    await release();
    if (isAiEtlError(error) && noRoom.has(error.code)) return undefined;
    throw error;
  }
  return { relation: `read_parquet(${duckdb.literal(path)}) AS whole`, release };
}

/** Rows of an answer. @internal */
export async function textRows(engine: Engine, sql: string, signal?: AbortSignal): Promise<TextRow[]> {
  const rows: TextRow[] = [];
  for await (const batch of engine.batches(sql, { signal }))
    for (const row of batch) rows.push(row as TextRow);
  return rows;
}
