import { z } from 'zod';
import { pipelineSpecSchema } from './pipeline-spec';
import type { SpecPath } from './document';

/**
 * The part of the spec's zod schema that rules a path, so that messages can list what is allowed there.
 * Unions are entered by the discriminator of the value, else by the first form that has the key.
 */
export function schemaAt(path: SpecPath, document: unknown): z.core.$ZodType | undefined {
  let schema: z.core.$ZodType | undefined = pipelineSpecSchema;
  let value = document;
  for (const part of path) {
    schema = enter(schema, value, part);
    value = (value as Record<string | number, unknown> | undefined)?.[part];
  }
  return schema && formFor(unwrap(schema), value);
}

/** Keys that a mapping may have. */
export function keysOf(schema: z.core.$ZodType | undefined): string[] {
  const plain = schema && unwrap(schema);
  return plain instanceof z.ZodObject ? Object.keys(plain.shape) : [];
}

function enter(schema: z.core.$ZodType | undefined, value: unknown, part: string | number) {
  const plain = schema && formFor(unwrap(schema), value);
  if (plain instanceof z.ZodObject) return plain.shape[part] as z.core.$ZodType | undefined;
  if (plain instanceof z.ZodArray) return plain.element as z.core.$ZodType;
  if (plain instanceof z.ZodRecord) return plain.valueType as z.core.$ZodType;
  return undefined;
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? unwrap(schema.unwrap() as z.core.$ZodType)
    : schema;
}

/** The form of a union that a value means; an object form by the key it shares with the value. */
function formFor(schema: z.core.$ZodType, value: unknown): z.core.$ZodType {
  if (!(schema instanceof z.ZodUnion)) return schema;
  const options = schema.options as z.core.$ZodType[];
  if (Array.isArray(value)) return options.find((option) => option instanceof z.ZodArray) ?? schema;
  const kind = (value as { kind?: unknown } | null)?.kind;
  const objects = options.filter((option) => option instanceof z.ZodObject);
  const byKind = objects.find((option) => literal(option.shape.kind) === kind);
  const byKey = objects.find((option) =>
    Object.keys(option.shape).some((key) => isObject(value) && key in value),
  );
  return (
    (kind !== undefined ? byKind : byKey) ?? options.find((option) => option instanceof z.ZodRecord) ?? schema
  );
}

const literal = (schema: unknown) => (schema instanceof z.ZodLiteral ? schema.value : undefined);
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
