/** Logical types, fields and keys: what every room means by "a table". */
export {
  type LogicalType,
  type TypeName,
  integer,
  decimal,
  float,
  simple,
  array,
  map,
  struct,
  enumeration,
  timestamp,
} from './logical-type';
export { printType, parseType } from './type-text';
export { type Field, type TableSchema, fieldNamed } from './table-schema';
export { type TypeMapping, type NativeType, type TypeLoss } from './type-mapping';
export { schemaErrors } from './errors';
