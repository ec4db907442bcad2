import type { Connection, ObjectDescription } from '../connectors';
import { openEngine } from '../engine';
import type { Field, TableSchema } from '../schema';
import { engineRelation, engineScan, isTextFile } from './engine-scan';
import { profilingErrors } from './errors';
import type { ProfileOptions } from './profile-dataset';
import { pushDownScan } from './push-down-scan';
import type { Scan } from './scan';

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
  const canPushDown = !connection.engineRelation && dialect && dialect !== 'duckdb' && !options.sample;
  const scan = canPushDown
    ? pushDownScan(connection, object, fields, dialect, signal)
    : await scanInEngine(connection, object, description, fields, options);
  return { scan, description };
}

async function scanInEngine(
  connection: Connection,
  object: string,
  described: ObjectDescription,
  fields: Field[],
  options: ProfileOptions,
): Promise<Scan> {
  const { sample, signal } = options;
  const ends: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of ends.reverse()) await end();
  };
  try {
    const engine = options.engine ?? (await openEngine({ signal }));
    if (!options.engine) ends.push(() => engine.close());
    const names = fields.map(({ name }) => name);
    const relation = await engineRelation(engine, connection, object, {
      ...options,
      described,
      fields: names,
    });
    ends.push(() => relation.release());
    const { rows, sizeBytes } = described;
    const scan = await engineScan(engine, relation.text, {
      fields,
      isRaw: isTextFile(described),
      rows,
      sizeBytes,
      sample,
      signal,
    });
    ends.push(() => scan.close());
    return { ...scan, close };
  } catch (error) {
    await close();
    throw error;
  }
}

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
