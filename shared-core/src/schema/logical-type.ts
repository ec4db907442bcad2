/**
 * Our own types, to and from which every system's types are mapped.
 * `timestamp` with `zone` is an instant; without, a wall-clock reading. `precision` is digits of a second.
 * @public
 */
export type LogicalType =
  | { kind: 'boolean' }
  | { kind: 'integer'; bits: 8 | 16 | 32 | 64; signed: boolean }
  | { kind: 'decimal'; precision: number; scale: number }
  | { kind: 'float'; bits: 32 | 64 }
  | { kind: 'string' }
  | { kind: 'bytes' }
  | { kind: 'date' }
  | { kind: 'time' }
  | { kind: 'timestamp'; zone: boolean; precision: number }
  | { kind: 'interval' }
  | { kind: 'uuid' }
  | { kind: 'json' }
  | { kind: 'enum'; values: string[] }
  | { kind: 'array'; of: LogicalType }
  | { kind: 'map'; key: LogicalType; value: LogicalType }
  | { kind: 'struct'; fields: { name: string; type: LogicalType }[] };

/** Names of the types that have no parameters. @public */
export type TypeName = 'boolean' | 'string' | 'bytes' | 'date' | 'time' | 'interval' | 'uuid' | 'json';

/** A type without parameters. @public */
export const simple = (kind: TypeName): LogicalType => ({ kind });
/** int8 … int64, uint8 … uint64. @public */
export const integer = (bits: 8 | 16 | 32 | 64 = 64, signed = true): LogicalType => ({
  kind: 'integer',
  bits,
  signed,
});
/** Exact number; precision counts all digits, 1 to 76. @public */
export const decimal = (precision: number, scale: number): LogicalType => ({
  kind: 'decimal',
  precision,
  scale,
});
/** IEEE 754 binary number. @public */
export const float = (bits: 32 | 64 = 64): LogicalType => ({ kind: 'float', bits });
/** With a zone an instant, without one a wall-clock reading; precision 0 to 9. @public */
export const timestamp = (zone: boolean, precision = 6): LogicalType => ({
  kind: 'timestamp',
  zone,
  precision,
});
/** One of named values. @public */
export const enumeration = (values: string[]): LogicalType => ({ kind: 'enum', values });
/** A list of values of one type. @public */
export const array = (of: LogicalType): LogicalType => ({ kind: 'array', of });
/** Keys to values. @public */
export const map = (key: LogicalType, value: LogicalType): LogicalType => ({ kind: 'map', key, value });
/** Named parts. @public */
export const struct = (fields: { name: string; type: LogicalType }[]): LogicalType => ({
  kind: 'struct',
  fields,
});
