import type { LogicalType } from './logical-type';

/** A named, typed part of a row. @public */
export interface Field {
  name: string;
  type: LogicalType;
  nullable: boolean;
  comment?: string;
  /** The type in its system's own words, where the field was described by a system. */
  nativeType?: string;
}

/** What a dataset looks like: fields in order, and the keys that are known to hold. @public */
export interface TableSchema {
  fields: Field[];
  primaryKey?: string[];
  uniqueKeys?: string[][];
}

/** The field of that name, or undefined. @public */
export function fieldNamed(schema: TableSchema, name: string): Field | undefined {
  return schema.fields.find((field) => field.name === name);
}
