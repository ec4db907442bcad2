import type { Connection, EngineRelation, ObjectDescription } from '../connectors';
import type { Engine } from '../engine';
import { simple, type Field, type TableSchema } from '../schema';
import { headRows, type Scan, type TextRow } from './scan';
import { duckdb, duckdbExact } from './stat-dialects';

/** Formats whose fields come as text that somebody has to type. */
const textFormats = new Set(['csv', 'tsv', 'text', 'fwf']);

/** @internal */
export const isTextFile = ({ details }: ObjectDescription) => textFormats.has(String(details.format ?? ''));

/** What is known of a relation before it is scanned. @internal */
export interface RelationFacts {
  fields: Field[];
  /** Its fields are texts that were not typed yet. */
  isRaw: boolean;
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
  const { fields, isRaw, signal } = facts;
  const query = (sql: string) => textRows(engine, sql, signal);
  const head = `profile_head_${Math.random().toString(36).slice(2)}`;
  const names = fields.map(({ name }) => duckdb.quote(name)).join(', ');
  const whole = facts.sample
    ? `(SELECT * FROM ${relation} LIMIT ${Math.floor(facts.sample)}) AS whole`
    : `${relation} AS whole`;
  await engine.execute(`CREATE TABLE ${head} AS SELECT ${names} FROM ${whole} LIMIT ${headRows}`, { signal });
  const [counted] = await query(`SELECT count(*)::VARCHAR AS n FROM ${head}`);
  // A small dataset is its own head: it is read once and counted in memory.
  const isSmall = Number(counted?.n ?? 0) < headRows;
  return {
    dialect: isSmall ? duckdbExact : duckdb,
    estimatedRows: facts.sample ?? facts.rows ?? Math.max(headRows, (facts.sizeBytes ?? 0) / assumedRowBytes),
    relation: isSmall ? head : whole,
    head,
    fields: fields.map((field) => ({ field, isRaw })),
    query,
    close: () => engine.execute(`DROP TABLE IF EXISTS ${head}`),
  };
}

/**
 * The dataset as something the engine can scan as often as it likes; the caller releases it. Fields of a text file come
 * as their text.
 * @internal
 */
export async function engineRelation(
  engine: Engine,
  connection: Connection,
  object: string,
  options: {
    described?: ObjectDescription;
    fields?: string[];
    sample?: number;
    options?: Record<string, unknown>;
    signal?: AbortSignal;
  },
): Promise<EngineRelation> {
  const { signal, fields } = options;
  if (connection.engineRelation) {
    const described =
      options.described ?? (await connection.describe(object, { options: options.options, signal }));
    const schema = isTextFile(described) ? asText(described.schema) : undefined;
    return connection.engineRelation(object, { options: options.options, schema, signal });
  }
  const stream = await connection.read(object, {
    fields,
    formats: ['parquet', 'pg-copy-csv', 'csv', 'jsonl', 'rows'],
    limit: options.sample,
    options: options.options,
    signal,
  });
  return engine.relationFromStream(stream, { reusable: true, signal });
}

const asText = (schema: TableSchema): TableSchema => ({
  fields: schema.fields.map((field) => ({ ...field, type: simple('string') })),
});

async function textRows(engine: Engine, sql: string, signal?: AbortSignal): Promise<TextRow[]> {
  const rows: TextRow[] = [];
  for await (const batch of engine.batches(sql, { signal }))
    for (const row of batch) rows.push(row as TextRow);
  return rows;
}
