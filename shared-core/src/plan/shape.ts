import type { TableSchema } from '../schema';
import type { Shape, ShapeField } from './plan';

/** The shape of a dataset whose schema was described. */
export const shapeOfSchema = (schema: TableSchema): Shape => ({
  fields: schema.fields.map(({ name, type, nullable }) => ({ name, type, nullable })),
  open: false,
});

/** The shape of a dataset that nobody has described. */
export const unknownShape: Shape = { fields: [], open: true };

/** A field whose type is not known. */
export const untyped = (name: string): ShapeField => ({ name, nullable: true });

const indexes = new WeakMap<readonly ShapeField[], Map<string, ShapeField>>();

/** The first field of each name. A list is indexed once: a table of thousands of fields is asked thousands of times. */
function indexOf(fields: readonly ShapeField[]): ReadonlyMap<string, ShapeField> {
  const known = indexes.get(fields);
  if (known) return known;
  const index = new Map([...fields].reverse().map((field) => [field.name, field]));
  indexes.set(fields, index);
  return index;
}

/** The field of that name; of an open shape any name exists, untyped. */
export function shapeField(shape: Shape, name: string): ShapeField | undefined {
  return indexOf(shape.fields).get(name) ?? (shape.open ? untyped(name) : undefined);
}

export const fieldNames = (shape: Shape): string[] => shape.fields.map((field) => field.name);

/** Fields replaced in their place, or added at the end. */
export function withFields(shape: Shape, fields: ShapeField[]): Shape {
  const replaced = new Map(fields.map((field) => [field.name, field]));
  const kept = shape.fields.map((field) => replaced.get(field.name) ?? field);
  const old = indexOf(shape.fields);
  const added = fields.filter(({ name }) => !old.has(name));
  return { fields: [...kept, ...added], open: shape.open };
}

/** The typed part of a shape, as other rooms read it. */
export function schemaOf(shape: Shape): TableSchema {
  return {
    fields: shape.fields.flatMap(({ name, type, nullable }) => (type ? [{ name, type, nullable }] : [])),
  };
}
