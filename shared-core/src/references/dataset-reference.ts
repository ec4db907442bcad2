import type { Row } from '../connectors';
import { parseType, printType, type TableSchema } from '../schema';
import type { PipelineSpecInput } from '../spec';
import { referenceErrors } from './errors';

/** A field as a reader of JSON sees it; the type is printed, such as `decimal(12,2)`. @public */
export interface ReferenceField {
  name: string;
  type: string;
  nullable: boolean;
}

/** A schema in readable JSON. @public */
export interface ReferenceSchema {
  fields: ReferenceField[];
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
export interface DatasetReference {
  /** One line for a person. */
  summary: string;
  /** id of the step in `spec` whose output this is. */
  step: string;
  /** Rows of the source, where it knows them without a scan; absent once a step may change the number. */
  rows?: number;
  schema: ReferenceSchema;
  /** The first rows of a sample run of the plan. */
  preview: Row[];
  /** A spec without a target is not whole yet, but valid so far. */
  spec: PipelineSpecInput;
  /** Schemas of the source steps by their id: what the plan was typed with. */
  sources: Record<string, ReferenceSchema>;
  /** By connection name. */
  handles: Record<string, HandleReference>;
}

/** A schema in readable JSON. @public */
export function printSchema(schema: TableSchema): ReferenceSchema {
  const fields = schema.fields.map(({ name, type, nullable }) => ({ name, type: printType(type), nullable }));
  const { primaryKey, uniqueKeys } = schema;
  return { fields, ...(primaryKey && { primaryKey }), ...(uniqueKeys?.length && { uniqueKeys }) };
}

/** Reads what {@link printSchema} gives. @throws `schema.unknown-type` (input) @public */
export function readSchema(printed: ReferenceSchema): TableSchema {
  return { ...printed, fields: printed.fields.map((field) => ({ ...field, type: parseType(field.type) })) };
}

/**
 * The reference in a JSON value that came from outside.
 * @param value - what stands under `dataset`
 * @param from - names the sender in the error
 * @throws `reference.not-a-reference` (input)
 * @public
 */
export function readReference(value: unknown, from = 'the input'): DatasetReference {
  if (isReference(value)) return value;
  throw referenceErrors['not-a-reference']({ from });
}

function isReference(value: unknown): value is DatasetReference {
  if (typeof value !== 'object' || value === null) return false;
  const { step, schema, spec, sources, handles } = value as Partial<DatasetReference>;
  const parts = [schema, spec, sources, handles].every((part) => typeof part === 'object' && part !== null);
  return typeof step === 'string' && parts && Array.isArray(spec?.steps) && Array.isArray(schema?.fields);
}
