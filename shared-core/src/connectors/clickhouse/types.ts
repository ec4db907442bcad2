import {
  array,
  decimal,
  enumeration,
  float,
  integer,
  map,
  printType,
  schemaErrors,
  simple,
  struct,
  timestamp,
  type LogicalType,
  type NativeType as SaidType,
  type TypeLoss,
  type TypeMapping,
} from '../../schema';
import { losses } from './losses';
import {
  bareType,
  numberArgument,
  parseNativeType,
  textArgument,
  typeArguments,
  type NativeType,
} from './native-type';
import { literal, quote } from './quote';

interface Reading {
  type: LogicalType;
  loss?: TypeLoss;
}

/** Native ↔ logical, a table each way. @internal */
export const clickhouseTypes: TypeMapping = {
  toNative,
  fromNative: (native) => {
    const { type, nullable } = bareType(parseNativeType(native));
    return { ...reading(type), nullable };
  },
};

const fixed: Record<string, LogicalType> = {
  Bool: simple('boolean'),
  Int8: integer(8),
  Int16: integer(16),
  Int32: integer(32),
  Int64: integer(64),
  UInt8: integer(8, false),
  UInt16: integer(16, false),
  UInt32: integer(32, false),
  UInt64: integer(64, false),
  Int128: decimal(39, 0),
  UInt128: decimal(39, 0),
  BFloat16: float(32),
  Float32: float(32),
  Float64: float(64),
  String: simple('string'),
  FixedString: simple('string'),
  Date: simple('date'),
  Date32: simple('date'),
  Time: simple('time'),
  Time64: simple('time'),
  UUID: simple('uuid'),
  JSON: simple('json'),
};

/** Digits of the decimals that are named by their width. */
const decimalDigits: Record<string, number> = { Decimal32: 9, Decimal64: 18, Decimal128: 38, Decimal256: 76 };

const parametric: Record<string, (type: NativeType) => Reading> = {
  Decimal: (type) => ({ type: decimal(numberArgument(type) ?? 10, numberArgument(type, 1) ?? 0) }),
  DateTime: (type) => ({ type: timestamp(textArgument(type) !== undefined, 0) }),
  DateTime64: (type) => ({ type: timestamp(textArgument(type) !== undefined, numberArgument(type) ?? 3) }),
  Enum: enumOf,
  Enum8: enumOf,
  Enum16: enumOf,
  Array: (type) => wrapped(type, ([of]) => array(of!)),
  Map: (type) => wrapped(type, ([key, value]) => map(key!, value!)),
  Tuple: (type) => wrapped(type, (parts) => struct(named(type, parts))),
  Nested: (type) => wrapped(type, (parts) => array(struct(named(type, parts)))),
};

function reading(type: NativeType): Reading {
  const digits = decimalDigits[type.name];
  if (digits !== undefined) return { type: decimal(digits, numberArgument(type) ?? 0) };
  const plain = fixed[type.name];
  if (plain) return { type: plain };
  return parametric[type.name]?.(type) ?? { type: simple('string'), loss: losses.asText(type.name) };
}

function enumOf(type: NativeType): Reading {
  return { type: enumeration(type.arguments.flatMap((item) => (item.kind === 'text' ? [item.text] : []))) };
}

function wrapped(type: NativeType, make: (inner: LogicalType[]) => LogicalType): Reading {
  const inner = typeArguments(type).map((argument) => reading(bareType(argument.type).type));
  const loss = inner.find((one) => one.loss)?.loss;
  return { type: make(inner.map((one) => one.type)), ...(loss && { loss }) };
}

const named = (type: NativeType, parts: LogicalType[]) =>
  typeArguments(type).map(({ label }, i) => ({ name: label ?? String(i + 1), type: parts[i]! }));

function toNative(type: LogicalType): SaidType {
  switch (type.kind) {
    case 'boolean':
      return { text: 'Bool' };
    case 'integer':
      return { text: `${type.signed ? '' : 'U'}Int${type.bits}` };
    case 'decimal':
      return { text: `Decimal(${type.precision}, ${type.scale})` };
    case 'float':
      return { text: `Float${type.bits}` };
    case 'string':
      return { text: 'String' };
    case 'bytes':
      return { text: 'String', loss: losses.bytes };
    case 'date':
      return { text: 'Date32', loss: losses.dateRange };
    case 'time':
    case 'interval':
      return { text: 'String', loss: losses.asText(type.kind) };
    case 'timestamp':
      return type.zone
        ? { text: `DateTime64(${type.precision}, 'UTC')`, loss: losses.timestampRange }
        : { text: `DateTime64(${type.precision})`, loss: losses.wallClock };
    case 'uuid':
      return { text: 'UUID' };
    case 'json':
      return { text: 'String', loss: losses.asText('json') };
    default:
      return composite(type);
  }
}

function composite(type: Extract<LogicalType, { kind: 'enum' | 'array' | 'map' | 'struct' }>): SaidType {
  switch (type.kind) {
    case 'enum':
      return nativeEnum(type.values);
    case 'array': {
      const inner = element(type.of);
      return { text: `Array(${inner.text})`, loss: inner.loss ?? losses.nullAsEmpty };
    }
    case 'map':
      return { text: `Map(${mapKey(type.key)}, ${element(type.value).text})`, loss: losses.nullAsEmpty };
    case 'struct': {
      const parts = type.fields.map((field) => `${quote(field.name)} ${element(field.type).text}`);
      return { text: `Tuple(${parts.join(', ')})`, loss: losses.nullAsEmpty };
    }
  }
}

/** Elements may be NULL in the logical type, so they are here wherever ClickHouse lets them. */
function element(type: LogicalType): SaidType {
  const { text, loss } = toNative(type);
  return { text: canBeNull(text) ? `Nullable(${text})` : text, ...(loss && { loss }) };
}

/** ClickHouse has no NULL for a whole array, map or tuple. @internal */
export const canBeNull = (native: string) =>
  !/^(Array|Map|Tuple|Nested|Nullable|LowCardinality|Variant|Dynamic|JSON|Object|AggregateFunction)\b/.test(
    native,
  );

const mostEnum8 = 127;
const mostEnum16 = 32_767;

function nativeEnum(values: string[]): SaidType {
  if (values.length > mostEnum16) return { text: 'String', loss: losses.enumUnchecked };
  const width = values.length <= mostEnum8 ? 8 : 16;
  return { text: `Enum${width}(${values.map((value, i) => `${literal(value)} = ${i + 1}`).join(', ')})` };
}

function mapKey(key: LogicalType): string {
  const { text } = toNative(key);
  if (canBeNull(text) && key.kind !== 'float') return text;
  throw schemaErrors['type-not-sayable']({
    type: `map<${printType(key)},…>`,
    system: 'ClickHouse',
    reason: 'a key must be a text, a number, a date, a UUID or an enum',
  });
}
