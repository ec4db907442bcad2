import { z } from 'zod';
import type { Row } from '../connectors';
import { parseType, printType, type Field, type TableSchema } from '../schema';
import type { PipelineSpecInput } from '../spec';
import { referenceErrors } from './errors';

/** A schema in readable JSON: name → printed type, `decimal(12,2)` or `decimal(12,2), nullable`. @public */
export interface ReferenceSchema {
  fields: Record<string, string>;
  /** Only where JSON would lose the order of the fields: names such as `2024` come first in any object. */
  fieldOrder?: string[];
  primaryKey?: string[];
  uniqueKeys?: string[][];
}

/** Where an open connection is found: by an unguessable handle in the process that opened it. @public */
export interface HandleReference {
  handle: string;
  /** The node or command to run again when the handle is gone. */
  openedBy: string;
}

/**
 * What travels instead of rows: the plan built so far, the step whose output is meant, its schema and a preview.
 * Plain JSON; it names connections and never holds their settings.
 * @public
 */
export interface DatasetReference extends ReferenceSchema {
  /** One line for a person. */
  summary: string;
  /** id of the step in `spec` whose output this is. */
  step: string;
  /** What the source knows without a scan; absent once a step may change the number. */
  estimatedRows?: number;
  /** Counted by a profile. */
  rows?: number;
  /** The first rows of a sample run of the plan. */
  preview: Row[];
  /** A spec without a target is not whole yet, but valid so far. */
  spec: PipelineSpecInput;
  /** Schemas of the source steps by their id: what the plan was typed with. */
  sources: Record<string, ReferenceSchema>;
  /** By connection name. */
  handles: Record<string, HandleReference>;
}

const NULLABLE = ', nullable';

/** A schema in readable JSON. @public */
export function printSchema(schema: TableSchema): ReferenceSchema {
  const { primaryKey, uniqueKeys } = schema;
  const names = schema.fields.map(({ name }) => name);
  const fields = Object.fromEntries(
    schema.fields.map(({ name, type, nullable }) => [name, printType(type) + (nullable ? NULLABLE : '')]),
  );
  const keepsOrder = Object.keys(fields).every((name, index) => name === names[index]);
  return {
    fields,
    ...(!keepsOrder && { fieldOrder: names }),
    ...(primaryKey && { primaryKey }),
    ...(uniqueKeys?.length && { uniqueKeys }),
  };
}

/** Reads what {@link printSchema} gives. @throws `schema.unknown-type` (input) @public */
export function readSchema({ fields, fieldOrder, primaryKey, uniqueKeys }: ReferenceSchema): TableSchema {
  const names = fieldOrder ?? Object.keys(fields);
  return {
    fields: names.map((name) => readField(name, fields[name] ?? '')),
    ...(primaryKey && { primaryKey }),
    ...(uniqueKeys && { uniqueKeys }),
  };
}

function readField(name: string, text: string): Field {
  const nullable = text.endsWith(NULLABLE);
  return { name, type: parseType(nullable ? text.slice(0, -NULLABLE.length) : text), nullable };
}

const schemaShape = z.looseObject({
  fields: z.record(z.string(), z.string()),
  fieldOrder: z.array(z.string()).optional(),
});
const referenceShape = schemaShape.extend({
  step: z.string(),
  preview: z.array(z.record(z.string(), z.unknown())),
  spec: z.looseObject({ steps: z.array(z.unknown()) }),
  sources: z.record(z.string(), schemaShape),
  handles: z.record(z.string(), z.looseObject({ handle: z.string(), openedBy: z.string() })),
});

/**
 * The reference in a JSON value that came from outside.
 * @param value - what stands under `dataset`
 * @param from - names the sender in the error
 * @throws `reference.not-a-reference` (input); `reference.damaged` (input) where somebody has edited one
 * @public
 */
export function readReference(value: unknown, from = 'the input'): DatasetReference {
  const { error } = referenceShape.safeParse(value);
  if (!error) return value as DatasetReference;
  if (!looksLikeOne(value)) throw referenceErrors['not-a-reference']({ from });
  throw referenceErrors.damaged({ from, part: error.issues[0]!.path.join('.') });
}

const looksLikeOne = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && ['spec', 'sources', 'handles'].some((part) => part in value);
