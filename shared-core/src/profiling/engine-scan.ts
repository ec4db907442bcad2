import type { Engine } from '../engine';
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
  return {
    dialect: isSmall ? duckdbExact : duckdb,
    estimatedRows:
      facts.sample ?? facts.rows ?? Math.max(mostHeadRows, (facts.sizeBytes ?? 0) / assumedRowBytes),
    relation: isSmall ? head : whole,
    head,
    headRows,
    fields,
    query,
    close: () => engine.execute(`DROP TABLE IF EXISTS ${head}`),
  };
}

/** Rows of an answer. @internal */
export async function textRows(engine: Engine, sql: string, signal?: AbortSignal): Promise<TextRow[]> {
  const rows: TextRow[] = [];
  for await (const batch of engine.batches(sql, { signal }))
    for (const row of batch) rows.push(row as TextRow);
  return rows;
}
