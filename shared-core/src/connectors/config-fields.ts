import { z } from 'zod';

/** A setting or an option as a form shows it: what n8n fields, Backstage forms and CLI flags are made of. @public */
export interface ConfigField {
  name: string;
  kind: 'text' | 'number' | 'boolean' | 'choice';
  title: string;
  titleRu?: string;
  description?: string;
  descriptionRu?: string;
  placeholder?: string;
  /** Never shown, never logged. */
  secret: boolean;
  multiline: boolean;
  required: boolean;
  default?: string | number | boolean;
  /** Of a choice. */
  choices?: string[];
  minimum?: number;
  maximum?: number;
}

/** The parts of JSON Schema, with our own metadata, that a field is made of. */
interface FieldSchema extends Record<string, unknown> {
  type?: string;
  enum?: unknown[];
  anyOf?: FieldSchema[];
  default?: ConfigField['default'];
  minimum?: number;
  maximum?: number;
}

/**
 * The fields of a `configSchema` or of `readOptions`, in the order of their declaration.
 *
 * @remarks By way of JSON Schema, which knows defaults and metadata through every wrapper of zod.
 * @public
 */
export function configFields(schema: z.ZodObject): ConfigField[] {
  // The output side: on the input side a coerced number may be anything. A field with a default is not required.
  const json = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' });
  const required = new Set(json.required ?? []);
  return Object.entries(json.properties ?? {}).map(([name, field]) =>
    fieldOf(name, field as FieldSchema, required.has(name)),
  );
}

function fieldOf(name: string, schema: FieldSchema, required: boolean): ConfigField {
  const value = schema.anyOf?.find((one) => one.type !== 'null') ?? schema;
  return {
    name,
    kind: kindOf(value),
    title: text(schema, 'title') ?? words(name),
    ...pick(schema, ['titleRu', 'description', 'descriptionRu', 'placeholder']),
    secret: schema.secret === true,
    multiline: schema.multiline === true,
    required: required && schema.default === undefined,
    ...(schema.default !== undefined && { default: schema.default }),
    ...(value.enum && { choices: value.enum.map(String) }),
    // zod says the range of a safe integer where the schema says none
    ...(inSight(value.minimum) && { minimum: value.minimum }),
    ...(inSight(value.maximum) && { maximum: value.maximum }),
  };
}

function kindOf({ type, enum: choices }: FieldSchema): ConfigField['kind'] {
  if (choices) return 'choice';
  if (type === 'boolean') return 'boolean';
  return type === 'integer' || type === 'number' ? 'number' : 'text';
}

const inSight = (limit: number | undefined) =>
  limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER;

const text = (schema: FieldSchema, key: string) =>
  typeof schema[key] === 'string' ? schema[key] : undefined;

const pick = (schema: FieldSchema, keys: (keyof ConfigField & string)[]) =>
  Object.fromEntries(
    keys.flatMap((key) => (text(schema, key) === undefined ? [] : [[key, text(schema, key)]])),
  );

/** `maxConnections` → `Max connections`, where nobody gave a title. */
const words = (name: string) => {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};
