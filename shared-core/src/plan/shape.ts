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

/** The field of that name; of an open shape any name exists, untyped. */
export function shapeField(shape: Shape, name: string): ShapeField | undefined {
  return shape.fields.find((field) => field.name === name) ?? (shape.open ? untyped(name) : undefined);
}

export const fieldNames = (shape: Shape): string[] => shape.fields.map((field) => field.name);

/** Fields replaced in their place, or added at the end. */
export function withFields(shape: Shape, fields: ShapeField[]): Shape {
  const replaced = new Map(fields.map((field) => [field.name, field]));
  const kept = shape.fields.map((field) => replaced.get(field.name) ?? field);
  const added = fields.filter((field) => !shape.fields.some((old) => old.name === field.name));
  return { fields: [...kept, ...added], open: shape.open };
}

/** The typed part of a shape, as other rooms read it. */
export function schemaOf(shape: Shape): TableSchema {
  return {
    fields: shape.fields.flatMap(({ name, type, nullable }) => (type ? [{ name, type, nullable }] : [])),
  };
}
