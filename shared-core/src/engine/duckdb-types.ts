import {
  array,
  decimal,
  enumeration,
  float,
  integer,
  map,
  schemaErrors,
  simple,
  struct,
  timestamp,
  type LogicalType,
  type TypeLoss,
  type TypeMapping,
} from '../schema';
import { quoteName, quoteText } from './quote';
import { readNative, type NativeShape } from './native-type-text';

const losses = {
  'number-as-text': {
    code: 'number-as-text',
    en: 'DuckDB counts to 38 digits; the number travels as text, so no digit is lost, but it cannot be calculated with',
    ru: 'DuckDB считает до 38 знаков; число едет текстом, знаки целы, но вычислять с ним нельзя',
  },
  'precision-lost': {
    code: 'precision-lost',
    en: 'an instant keeps microseconds; finer digits are lost',
    ru: 'момент времени хранит микросекунды; более мелкие знаки теряются',
  },
  'zone-lost': {
    code: 'zone-lost',
    en: 'the zone of a time of day is lost',
    ru: 'часовой пояс времени суток теряется',
  },
  'no-such-type': { code: 'no-such-type', en: 'read as text', ru: 'читается как текст' },
} satisfies Record<string, TypeLoss>;

const integerNames = { 8: 'TINYINT', 16: 'SMALLINT', 32: 'INTEGER', 64: 'BIGINT' } as const;
const plainNames: Partial<Record<LogicalType['kind'], string>> = {
  boolean: 'BOOLEAN',
  string: 'VARCHAR',
  bytes: 'BLOB',
  date: 'DATE',
  time: 'TIME',
  interval: 'INTERVAL',
  uuid: 'UUID',
  json: 'JSON',
};

/** A logical type in DuckDB's words. @internal */
export function duckdbType(type: LogicalType): string {
  return toNative(type).text;
}

function toNative(type: LogicalType): { text: string; loss?: TypeLoss } {
  switch (type.kind) {
    case 'integer':
      return { text: `${type.signed ? '' : 'U'}${integerNames[type.bits]}` };
    case 'decimal':
      return type.precision > 38
        ? { text: 'VARCHAR', loss: losses['number-as-text'] }
        : { text: `DECIMAL(${type.precision},${type.scale})` };
    case 'float':
      return { text: type.bits === 32 ? 'FLOAT' : 'DOUBLE' };
    case 'timestamp':
      return nativeTimestamp(type.zone, type.precision);
    case 'enum':
      return { text: `ENUM(${type.values.map(quoteText).join(', ')})` };
    case 'array':
      return nested([type.of], ([item]) => `${item}[]`);
    case 'map':
      return nested([type.key, type.value], ([key, value]) => `MAP(${key}, ${value})`);
    case 'struct':
      return nested(
        type.fields.map((field) => field.type),
        (parts) =>
          `STRUCT(${parts.map((part, at) => `${quoteName(type.fields[at]?.name ?? '')} ${part}`).join(', ')})`,
      );
    default:
      return { text: plainNames[type.kind] ?? refuse(type.kind) };
  }
}

function nativeTimestamp(zone: boolean, precision: number): { text: string; loss?: TypeLoss } {
  if (zone)
    return { text: 'TIMESTAMP WITH TIME ZONE', loss: precision > 6 ? losses['precision-lost'] : undefined };
  return { text: precision > 6 ? 'TIMESTAMP_NS' : 'TIMESTAMP' };
}

function nested(types: LogicalType[], text: (parts: string[]) => string): { text: string; loss?: TypeLoss } {
  const parts = types.map(toNative);
  return { text: text(parts.map((part) => part.text)), loss: parts.find((part) => part.loss)?.loss };
}

function refuse(kind: string): never {
  throw schemaErrors['type-not-sayable']({ type: kind, system: 'DuckDB', reason: 'unknown kind' });
}

const named: Record<string, { type: LogicalType; loss?: TypeLoss }> = {
  BOOLEAN: { type: simple('boolean') },
  TINYINT: { type: integer(8) },
  SMALLINT: { type: integer(16) },
  INTEGER: { type: integer(32) },
  BIGINT: { type: integer(64) },
  UTINYINT: { type: integer(8, false) },
  USMALLINT: { type: integer(16, false) },
  UINTEGER: { type: integer(32, false) },
  UBIGINT: { type: integer(64, false) },
  HUGEINT: { type: decimal(38, 0) },
  UHUGEINT: { type: decimal(38, 0) },
  BIGNUM: { type: decimal(76, 0) },
  FLOAT: { type: float(32) },
  DOUBLE: { type: float(64) },
  VARCHAR: { type: simple('string') },
  BLOB: { type: simple('bytes') },
  DATE: { type: simple('date') },
  TIME: { type: simple('time') },
  TIME_NS: { type: simple('time'), loss: losses['precision-lost'] },
  'TIME WITH TIME ZONE': { type: simple('time'), loss: losses['zone-lost'] },
  TIMESTAMP: { type: timestamp(false, 6) },
  TIMESTAMP_S: { type: timestamp(false, 0) },
  TIMESTAMP_MS: { type: timestamp(false, 3) },
  TIMESTAMP_NS: { type: timestamp(false, 9) },
  'TIMESTAMP WITH TIME ZONE': { type: timestamp(true, 6) },
  INTERVAL: { type: simple('interval') },
  UUID: { type: simple('uuid') },
  JSON: { type: simple('json') },
};

function fromShape(shape: NativeShape): { type: LogicalType; loss?: TypeLoss } {
  switch (shape.kind) {
    case 'named':
      return named[shape.name] ?? { type: simple('string'), loss: losses['no-such-type'] };
    case 'decimal':
      return { type: decimal(shape.precision, shape.scale) };
    case 'enum':
      return { type: enumeration(shape.values) };
    case 'list':
      return joined([shape.of], ([of]) => array(of as LogicalType));
    case 'map':
      return joined([shape.key, shape.value], ([key, value]) =>
        map(key as LogicalType, value as LogicalType),
      );
    case 'struct':
      return joined(
        shape.fields.map((field) => field.type),
        (types) => struct(types.map((type, at) => ({ name: shape.fields[at]?.name ?? '', type }))),
      );
  }
}

function joined(shapes: NativeShape[], make: (types: LogicalType[]) => LogicalType) {
  const parts = shapes.map(fromShape);
  return { type: make(parts.map((part) => part.type)), loss: parts.find((part) => part.loss)?.loss };
}

/** DuckDB's types, both ways. A type of its own that we do not have (bit, union, geometry) is read as text, said as a loss. @public */
export const duckdbTypes: TypeMapping = {
  toNative,
  fromNative: (native) => fromShape(readNative(native)),
};
