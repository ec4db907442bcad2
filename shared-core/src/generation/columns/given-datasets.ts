import { parseType, simple, type Field, type LogicalType } from '../../schema';
import type { GenerationDataset } from '../options';

/** Words for types as people and systems write them, by our own. */
const aliases: [RegExp, string][] = [
  [/^(int|integer|int4|serial|mediumint)$/, 'int32'],
  [/^(bigint|int8|long|bigserial|number\(\d+\))$/, 'int64'],
  [/^(smallint|tinyint|short)$/, 'int16'],
  [/^(double|double precision|float|float8|number|real|float4)$/, 'float64'],
  [/^(numeric|decimal|money)$/, 'decimal(18,4)'],
  [/^(text|varchar|char|str|object|category|character varying|bpchar)(\(\d+\))?$/, 'string'],
  [/^(bool)$/, 'boolean'],
  [/^(datetime|timestamp without time zone|datetime64.*)$/, 'timestamp'],
  [/^(timestamp with time zone)$/, 'timestamptz'],
];

/** A type as text; what no table knows is kept as text, for that is how it can be read. */
function typeOf(type: unknown): LogicalType {
  if (typeof type === 'object' && type !== null && 'kind' in type) return type as LogicalType;
  const plain = String(type)
    .trim()
    .toLowerCase()
    .replace(/^numeric\(/, 'decimal(');
  const known = aliases.find(([form]) => form.test(plain))?.[1] ?? plain;
  try {
    return parseType(known);
  } catch {
    return simple('string'); // an unknown word for a type must not cost the whole sentence
  }
}

const fieldOf = (name: string, type: unknown, rest: Partial<Field> = {}): Field => ({
  nullable: true,
  ...rest,
  name,
  type: typeOf(type),
});

function fieldsOf(schema: unknown): Field[] {
  const list = Array.isArray(schema) ? schema : (schema as { fields?: unknown } | undefined)?.fields;
  if (Array.isArray(list))
    return list.map((field: Partial<Field> & { name: string }) =>
      fieldOf(field.name, field.type ?? 'string', field),
    );
  return Object.entries((schema ?? {}) as Record<string, unknown>).map(([name, type]) => fieldOf(name, type));
}

/**
 * Datasets as a file or a door may give them: `schema` as a {@link TableSchema}, as a list of fields, or as name → type;
 * types as objects or as text. A dataset without a schema stays open: names of fields are taken from the sentence.
 */
export function givenDatasets(datasets: readonly GenerationDataset[] = []): GenerationDataset[] {
  return datasets.map((dataset) => {
    const schema: unknown = dataset.schema ?? (dataset as { fields?: unknown }).fields;
    const { primaryKey, uniqueKeys } = (schema ?? {}) as Partial<GenerationDataset['schema']>;
    const keys = Array.isArray(primaryKey) ? { primaryKey, ...(uniqueKeys ? { uniqueKeys } : {}) } : {};
    return { ...dataset, schema: { fields: fieldsOf(schema), ...keys } };
  });
}
