import type { Connection, EngineRelation, ObjectDescription } from '../connectors';
import { openEngine, type Engine } from '../engine';
import { simple, type Field, type TableSchema } from '../schema';
import { profilingErrors } from './errors';
import type { ProfileOptions } from './profile-dataset';
import { headRows, type Scan, type TextRow } from './scan';
import { duckdbExact, statDialects } from './stat-dialects';

/** Formats whose fields come as text that somebody has to type. */
const textFormats = new Set(['csv', 'tsv', 'text', 'fwf']);

/** A dataset ready to be counted, with what its connection said of it. @internal */
export interface OpenedScan {
  scan: Scan;
  description: ObjectDescription;
}

/**
 * Chooses where to count: a file in the embedded engine, a table where it lies, anything else from a copy that the
 * engine keeps (on disk, when it is large).
 * @internal
 */
export async function openScan(
  connection: Connection,
  object: string,
  options: ProfileOptions,
): Promise<OpenedScan> {
  const { signal } = options;
  const description = await connection.describe(object, { options: options.options, signal });
  const fields = chosenFields(description.schema, options.fields, object);
  const dialect = connection.connector.capabilities.dialect;
  if (!connection.engineRelation && dialect && dialect !== 'duckdb' && !options.sample)
    return { description, scan: pushDownScan(connection, object, fields, dialect, signal) };
  const engine = options.engine ?? (await openEngine({ signal }));
  try {
    const scan = await engineScan(engine, connection, object, {
      ...options,
      described: description,
      chosen: fields,
    });
    return {
      description,
      scan: { ...scan, close: () => closeBoth(scan, options.engine ? undefined : engine) },
    };
  } catch (error) {
    if (!options.engine) await engine.close();
    throw error;
  }
}

/** By the bytes of a row that most files have; a sample allows for a mistake of some times. */
const estimateRows = (sizeBytes = 0) => Math.max(headRows, sizeBytes / 50);

const closeBoth = async (scan: Scan, engine: Engine | undefined) => {
  await scan.close();
  await engine?.close();
};

function chosenFields(schema: TableSchema, names: string[] | undefined, object: string): Field[] {
  if (!names) return schema.fields;
  return names.map((name) => {
    const field = schema.fields.find((candidate) => candidate.name === name);
    if (!field)
      throw profilingErrors['unknown-field']({
        field: name,
        dataset: object,
        known: schema.fields.map((known) => known.name),
      });
    return field;
  });
}

interface EngineScanOptions extends ProfileOptions {
  described: ObjectDescription;
  chosen: Field[];
}

async function engineScan(
  engine: Engine,
  connection: Connection,
  object: string,
  options: EngineScanOptions,
): Promise<Scan> {
  const { described, chosen, signal } = options;
  const isRaw = isTextFile(described);
  const fields = chosen.map(({ name }) => name);
  const relation = await engineRelation(engine, connection, object, { ...options, fields });
  const head = `profile_head_${Math.random().toString(36).slice(2)}`;
  const whole = options.sample
    ? `(SELECT * FROM ${relation.text} LIMIT ${Math.floor(options.sample)}) AS whole`
    : `${relation.text} AS whole`;
  const query = (sql: string) => textRows(engine, sql, signal);
  try {
    await engine.execute(`CREATE TABLE ${head} AS SELECT * FROM ${whole} LIMIT ${headRows}`, { signal });
  } catch (error) {
    await relation.release();
    throw error;
  }
  const [counted] = await query(`SELECT count(*)::VARCHAR AS n FROM ${head}`);
  // A small dataset is its own head: it is read once and counted in memory.
  const isSmall = Number(counted?.n ?? 0) < headRows;
  return {
    dialect: isSmall ? duckdbExact : statDialects.duckdb,
    estimatedRows: options.sample ?? described.rows ?? estimateRows(described.sizeBytes),
    relation: isSmall ? head : whole,
    head,
    fields: chosen.map((field) => ({ field, isRaw })),
    query,
    close: async () => {
      await engine.execute(`DROP TABLE IF EXISTS ${head}`);
      await relation.release();
    },
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
  options: Pick<ProfileOptions, 'fields' | 'sample' | 'options' | 'signal'> & {
    described?: ObjectDescription;
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

const isTextFile = ({ details }: ObjectDescription) => textFormats.has(String(details.format ?? ''));

const asText = (schema: TableSchema): TableSchema => ({
  fields: schema.fields.map((field) => ({ ...field, type: simple('string') })),
});

async function textRows(engine: Engine, sql: string, signal?: AbortSignal): Promise<TextRow[]> {
  const rows: TextRow[] = [];
  for await (const batch of engine.batches(sql, { signal }))
    for (const row of batch) rows.push(row as TextRow);
  return rows;
}

function pushDownScan(
  connection: Connection,
  object: string,
  fields: Field[],
  dialect: 'postgresql' | 'clickhouse',
  signal?: AbortSignal,
): Scan {
  const { quote } = statDialects[dialect];
  const table = quotedObject(object, quote);
  return {
    dialect: statDialects[dialect],
    estimatedRows: headRows,
    relation: table,
    head: `(SELECT ${fields.map((field) => quote(field.name)).join(', ')} FROM ${table} LIMIT ${headRows})`,
    fields: fields.map((field) => ({ field, isRaw: false })),
    query: async (sql) => (await connection.query(sql, { limit: answerRows, signal })).rows as TextRow[],
    close: () => Promise.resolve(),
  };
}

/** No question of ours has more rows: 24 fields of 10,000 values, with room for estimates that were too low. */
const answerRows = 300_000;

const quotedObject = (object: string, quote: (name: string) => string) =>
  [...object.matchAll(/"((?:[^"]|"")*)"|`([^`]*)`|([^."`]+)/g)]
    .map(([, double, back, plain]) => quote(double?.replaceAll('""', '"') ?? back ?? plain ?? ''))
    .join('.');
