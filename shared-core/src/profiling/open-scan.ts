import type { Connection, EngineRelation, ObjectDescription } from '../connectors';
import { openEngine, type Engine } from '../engine';
import { isAiEtlError } from '../errors';
import type { Field, TableSchema } from '../schema';
import { engineScan, textRows } from './engine-scan';
import { profilingErrors } from './errors';
import type { ProfileOptions } from './profile-dataset';
import { pushDownScan } from './push-down-scan';
import { dropRejects, rejectedRows, rejectTables, type RejectTables } from './rejected-rows';
import type { Scan } from './scan';
import { textRelation, type TextField, type TextRelation } from './text-relation';

/** A limit, not a need: three million rows of five fields take less than half of it. Wide tables need some of it per field. */
const memoryLimit = (fields: number) => `${Math.max(512, Math.ceil(fields * 0.5))}MB`;

/**
 * Opens a dataset where it is best counted, counts it, and closes it: a file in the embedded engine, a table where it
 * lies, anything else from a copy that the engine keeps (on disk, when it is large). A file with rows that are no rows
 * is counted again with those set aside.
 * @internal
 */
export async function withScan<T>(
  connection: Connection,
  object: string,
  options: ProfileOptions,
  use: (scan: Scan, description: ObjectDescription) => Promise<T>,
): Promise<T> {
  const { signal } = options;
  const description = await connection.describe(object, { options: options.options, signal });
  const dialect = connection.connector.capabilities.dialect;
  const canPushDown = !connection.engineRelation && dialect && dialect !== 'duckdb' && !options.sample;
  if (canPushDown) {
    const fields = chosenFields(description.schema, options.fields, object);
    return use(pushDownScan(connection, object, fields, dialect, signal), description);
  }
  const engine =
    options.engine ??
    (await openEngine({ signal, memoryLimit: memoryLimit(description.schema.fields.length) }));
  try {
    const source = { connection, object, description, options };
    return await inEngine(engine, source, use);
  } finally {
    if (!options.engine) await engine.close();
  }
}

interface Source {
  connection: Connection;
  object: string;
  description: ObjectDescription;
  options: ProfileOptions;
}

async function inEngine<T>(
  engine: Engine,
  source: Source,
  use: (scan: Scan, description: ObjectDescription) => Promise<T>,
): Promise<T> {
  try {
    return await scanOnce(engine, source, use);
  } catch (error) {
    const isOfRows = isAiEtlError(error) && error.code === 'engine.bad-value';
    if (!isOfRows || source.description.details.format !== 'csv') throw error;
  }
  const rejects = rejectTables();
  try {
    return await scanOnce(engine, source, use, rejects);
  } finally {
    await dropRejects(engine, rejects);
  }
}

async function scanOnce<T>(
  engine: Engine,
  { connection, object, description, options }: Source,
  use: (scan: Scan, description: ObjectDescription) => Promise<T>,
  rejects?: RejectTables,
): Promise<T> {
  const { sample, signal } = options;
  const relation = await openRelation(engine, connection, object, { ...options, description, rejects });
  try {
    const names = chosenFields(description.schema, options.fields, object).map(({ name }) => name);
    const fields = names.flatMap((name) => relation.fields.find(({ field }) => field.name === name) ?? []);
    const { rows, sizeBytes } = description;
    const scan = await engineScan(engine, relation.text, { fields, rows, sizeBytes, sample, signal });
    const query = (sql: string) => textRows(engine, sql, signal);
    const rejected = rejects && (() => rejectedRows(query, rejects));
    try {
      return await use({ ...scan, rejected }, description);
    } finally {
      await scan.close();
    }
  } finally {
    await relation.release();
  }
}

/** The dataset as something the engine can scan as often as it likes; the caller releases it. @internal */
export async function openRelation(
  engine: Engine,
  connection: Connection,
  object: string,
  options: Pick<ProfileOptions, 'fields' | 'sample' | 'options' | 'signal'> & {
    description?: ObjectDescription;
    rejects?: RejectTables;
  },
): Promise<TextRelation> {
  const { signal, fields, sample } = options;
  const described =
    options.description ?? (await connection.describe(object, { options: options.options, signal }));
  if (connection.engineRelation) return textRelation(connection, object, described, options);
  const stream = await connection.read(object, {
    fields,
    formats: ['parquet', 'pg-copy-csv', 'csv', 'jsonl', 'rows'],
    limit: sample,
    options: options.options,
    signal,
  });
  return typed(await engine.relationFromStream(stream, { reusable: true, signal }));
}

const typed = (relation: EngineRelation): TextRelation => ({
  ...relation,
  fields: relation.schema.fields.map((field): TextField => ({ field, isRaw: false })),
});

/** @throws `profiling.unknown-field` (input) @internal */
export function chosenFields(schema: TableSchema, names: string[] | undefined, object: string): Field[] {
  if (!names) return schema.fields;
  return names.map((name) => {
    const field = schema.fields.find((candidate) => candidate.name === name);
    const known = schema.fields.map((one) => one.name);
    if (!field) throw profilingErrors['unknown-field']({ field: name, dataset: object, known });
    return field;
  });
}
