import type { LogicalType } from '../../../schema';
import type { Printer } from '../../print/printer';
import { typeNames } from '../type-names';

/** Names without Nullable; JSON travels as its text. */
export const typeName = typeNames({
  boolean: 'Bool',
  int8: 'Int8',
  int16: 'Int16',
  int32: 'Int32',
  int64: 'Int64',
  uint8: 'UInt8',
  uint16: 'UInt16',
  uint32: 'UInt32',
  uint64: 'UInt64',
  float32: 'Float32',
  float64: 'Float64',
  decimal: 'Decimal({p}, {s})',
  string: 'String',
  bytes: 'String',
  date: 'Date32',
  timestamp: 'DateTime64({p})',
  timestamptz: "DateTime64({p}, 'UTC')",
  uuid: 'UUID',
  json: 'String',
  array: 'Array({of})',
});

/** The name with Nullable where NULL may come; arrays cannot be NULL in ClickHouse. */
export function nullableName(type: LogicalType, nullable: boolean, printer: Printer): string {
  const name = typeName(type, printer);
  return nullable && type.kind !== 'array' ? `Nullable(${name})` : name;
}
