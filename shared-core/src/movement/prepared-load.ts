import { randomUUID } from 'node:crypto';
import type { ObjectDescription, WriteRequest } from '../connectors';
import type { DdlSystem } from '../ddl';
import { isAiEtlError } from '../errors';
import type { Field, TableSchema } from '../schema';
import type { EngineOf } from './convert';
import { movementErrors } from './errors';
import type { LoadOptions, LoadTarget } from './load-options';
import { matchFields } from './match-fields';
import { negotiate, type Route } from './negotiate';
import { openSource, type OpenedSource } from './source';

/** A load with everything decided that can be before the first row. @internal */
export interface PreparedLoad {
  source: OpenedSource;
  target: LoadTarget;
  /** What the target is now; undefined where it does not exist yet. */
  description?: ObjectDescription;
  fields: Field[];
  route: Route;
  runId: string;
  options: LoadOptions;
  engine: EngineOf;
}

/** Decides everything that can be before the first row. @throws `movement.*` @internal */
export async function prepare(options: LoadOptions, engine: EngineOf): Promise<PreparedLoad> {
  const { target, signal, runId = randomUUID() } = options;
  const { connector } = target.connection;
  const { modes, accepts, dialect } = connector.capabilities;
  if (!modes.includes(target.mode))
    throw movementErrors['mode-not-offered']({ mode: target.mode, system: connector.title, modes });
  // A file that is replaced has no schema to fit into.
  const isMadeAnew = dialect === undefined && target.mode === 'replace';
  const [opened, description] = await settled([
    openSource(options.source, signal),
    isMadeAnew ? undefined : describeTarget(target, signal),
  ]);
  const source = description ? await asWritten(opened, description, options) : opened;
  const fields = description
    ? matchFields({
        source,
        target: { name: target.object, description },
        ignoreExtra: target.extraFields === 'ignore',
      })
    : source.schema.fields;
  const route = negotiate({
    offers: source.offers,
    accepts,
    schema: { fields },
    sameSystem: source.system === connector.id,
    scans: source.scan !== undefined,
    mustConvert: fields.length < source.schema.fields.length && !source.projects,
  });
  if (!route)
    throw movementErrors['no-common-format']({
      source: source.name,
      target: target.object,
      offers: source.offers,
      accepts,
    });
  return { source, target, description, fields, route, runId, options, engine };
}

/**
 * What a file writes goes into a text column as it is written: `No` and `01.02.2024`, not the `false` and `2024-02-01` that
 * it was taken for. A condition may need the types, so a part of a file keeps them.
 */
async function asWritten(
  opened: OpenedSource,
  { schema }: ObjectDescription,
  { source, signal }: LoadOptions,
): Promise<OpenedSource> {
  if (!('object' in source) || !opened.scan || source.schema) return opened;
  const texts = schema.fields.filter(({ type }) => type.kind === 'string').map(({ name }) => name);
  const fields = opened.schema.fields
    .filter(({ name, type }) => written.has(type.kind) && texts.includes(name))
    .map((field): Field => ({ ...field, type: { kind: 'string' } }));
  return fields.length === 0 ? opened : openSource({ ...source, schema: { fields } }, signal);
}

/** Not times of day: the text that ClickHouse has for them is our own choice, not a person's. */
const written = new Set<Field['type']['kind']>([
  'boolean',
  'integer',
  'decimal',
  'float',
  'date',
  'timestamp',
]);

/** Both sides are asked at once; nothing goes on behind the failure of one, and the source's is told first. */
async function settled<const Both extends readonly unknown[]>(both: Both) {
  const failed = (await Promise.allSettled(both)).find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  return Promise.all(both);
}

async function describeTarget({ connection, object }: LoadTarget, signal?: AbortSignal) {
  try {
    return await connection.describe(object, { signal });
  } catch (error) {
    if (isAiEtlError(error) && missing.includes(error.code)) return undefined;
    throw error;
  }
}

/** What a load may make, or else the connector's `write` refuses. */
const missing = ['connector.object-missing', 'connector.container-missing'];

/** The cheapest form that the engine writes and the target takes. @internal */
export const cheapestWritten = ({ connection }: LoadTarget) => {
  const { accepts } = connection.connector.capabilities;
  return (['pg-copy-csv', 'csv', 'parquet', 'jsonl', 'rows'] as const).find((format) =>
    accepts.includes(format),
  )!;
};

/** What the target is told. @internal */
export async function writeRequest(
  {
    source,
    target,
    description,
    fields,
    runId,
    options,
  }: Pick<PreparedLoad, 'source' | 'target' | 'description' | 'fields' | 'runId' | 'options'>,
  beforePublish?: WriteRequest['beforePublish'],
): Promise<WriteRequest> {
  const { step, signal, onProgress } = options;
  const create = description ? undefined : await creation(target, { ...source.schema, fields });
  return {
    mode: target.mode,
    keys: target.keys,
    runId,
    signal,
    ...(create && { create }),
    beforePublish: async (rows) => {
      await beforePublish?.(rows);
      onProgress?.({ phase: 'publishing', step, rows });
    },
    onProgress: ({ rows, bytes }) => onProgress?.({ phase: 'writing', step, rows, bytes }),
  };
}

/** Statements are made by the ddl room, for the systems that it knows; other systems make their objects themselves. */
async function creation({ connection, create, keys, layout }: LoadTarget, schema: TableSchema) {
  const system = ddlSystems.find((id) => id === connection.connector.id);
  if (!system || create === 'never') return undefined;
  const { createStatements } = await import('../ddl');
  return (object: string) => createStatements({ system, object, schema, keys, layout, ifNotExists: true });
}

const ddlSystems: DdlSystem[] = ['postgresql', 'clickhouse'];
