import type { Field, LogicalType } from '../../schema';
import type { StreamFormat } from '../contract';
import { bareType, parseNativeType, textArgument, typeArguments, type NativeType } from './native-type';
import { literal, quote } from './quote';

/**
 * How fields are selected, so that they mean the same outside of ClickHouse: instants carry their zone, and types that
 * a format cannot name go as text.
 * @param timezone - of the server, in which its zoneless times are read
 * @internal
 */
export function carryAll(fields: Field[], format: StreamFormat, timezone: string): string[] {
  const withDocuments = format === 'rows' && holdsDocuments(fields);
  return fields.map((field) => carry(field, format, timezone, withDocuments));
}

/** Whether a field is of ClickHouse's own type JSON, whose numbers a setting for the whole result would quote. @internal */
export const holdsDocuments = (fields: Field[]) =>
  fields.some((field) => /^(Nullable\()?JSON\b/.test(field.nativeType ?? ''));

function carry(field: Field, format: StreamFormat, timezone: string, withDocuments: boolean): string {
  const name = quote(field.name);
  const native = parseNativeType(field.nativeType ?? 'String');
  if (withDocuments && /\bU?Int(64|128|256)\b/.test(field.nativeType ?? ''))
    return `CAST(${name}, ${literal(print(replaced(native, wideIntegers)))}) AS ${name}`;
  const expression = isBinary(format)
    ? carryBinary(name, field.type, native, timezone)
    : carryText(name, field.type, native, format);
  return expression === name ? name : `${expression} AS ${name}`;
}

const isBinary = (format: StreamFormat) => format === 'parquet' || format === 'arrow';
const isCsv = (format: StreamFormat) => format === 'csv' || format === 'pg-copy-csv';

function carryText(name: string, type: LogicalType, native: NativeType, format: StreamFormat): string {
  if (type.kind === 'timestamp') return carryTime(name, type.zone, format);
  if (!isCsv(format))
    return bareType(native).type.name === 'JSON' && format === 'rows' ? `toString(${name})` : name;
  if (format === 'pg-copy-csv' && type.kind === 'array' && isScalar(type.of)) return postgresArray(name);
  return isScalar(type) ? name : `toJSONString(${name})`;
}

/** The text of a time has no zone in ClickHouse, whatever its type: an instant is moved to UTC and says so. */
function carryTime(name: string, zone: boolean, format: StreamFormat): string {
  const text = zone ? `concat(toString(toTimeZone(${name}, 'UTC')), 'Z')` : `toString(${name})`;
  if (!isCsv(format)) return `replaceOne(${text}, ' ', 'T')`;
  return zone ? text : name;
}

const isScalar = (type: LogicalType) => !['array', 'map', 'struct'].includes(type.kind);

/** `{"a","b",NULL}`, every element quoted, so that none can be taken for NULL or syntax. */
function postgresArray(name: string): string {
  const escaped = String.raw`replaceRegexpAll(assumeNotNull(toString(x)), '(["\\\\])', '\\\\\\1')`;
  return `concat('{', arrayStringConcat(arrayMap(x -> if(isNull(x), 'NULL', concat('"', ${escaped}, '"')), ${name}), ','), '}')`;
}

function carryBinary(name: string, type: LogicalType, native: NativeType, timezone: string): string {
  const bare = bareType(native).type;
  if (isWallClock(bare) && timezone !== 'UTC') {
    const precision = type.kind === 'timestamp' ? type.precision : 0;
    return `toDateTime64(toString(${name}), ${precision}, 'UTC')`;
  }
  // ClickHouse has no cast from the wide integers to decimals.
  if (/^U?Int128$/.test(bare.name)) return `toDecimal256(toString(${name}), 0)`;
  const told = print(native);
  const carried = print(replaced(native, renamed));
  return carried === told ? name : `CAST(${name}, ${literal(carried)})`;
}

const isWallClock = (type: NativeType) =>
  /^DateTime(64)?$/.test(type.name) && textArgument(type) === undefined;

/** What Parquet and Arrow have no name for, or what ClickHouse writes as bare numbers or bytes. */
const renamed: Record<string, string> = {
  Date: 'Date32',
  DateTime: 'DateTime64(0)',
  UUID: 'String',
  IPv4: 'String',
  IPv6: 'String',
  Enum8: 'String',
  Enum16: 'String',
  FixedString: 'String',
  JSON: 'String',
  Dynamic: 'String',
  Variant: 'String',
  Time: 'String',
  Time64: 'String',
  BFloat16: 'Float32',
  Int128: 'String',
  UInt128: 'String',
  Int256: 'String',
  UInt256: 'String',
};

/** Integers that JavaScript's numbers do not hold, as their digits. */
const wideIntegers = Object.fromEntries(
  ['Int64', 'UInt64', 'Int128', 'UInt128', 'Int256', 'UInt256'].map((name) => [name, 'String']),
);

/** The type with others in place of some, at any depth. */
function replaced(type: NativeType, names: Record<string, string>): NativeType {
  const name = names[type.name];
  if (name !== undefined) return parseNativeType(withZone(name, type));
  const inner = type.name === 'LowCardinality' ? typeArguments(type)[0] : undefined;
  if (inner) return replaced(inner.type, names);
  const parts = type.arguments.map((argument) =>
    argument.kind === 'type' ? { ...argument, type: replaced(argument.type, names) } : argument,
  );
  return { ...type, arguments: parts };
}

const withZone = (name: string, type: NativeType) =>
  type.name === 'DateTime' && textArgument(type) !== undefined
    ? `DateTime64(0, '${textArgument(type)}')`
    : name;

function print(type: NativeType): string {
  if (type.arguments.length === 0) return type.name;
  const parts = type.arguments.map((argument) => {
    if (argument.kind === 'type')
      return (argument.label ? `${quote(argument.label)} ` : '') + print(argument.type);
    if (argument.kind === 'number') return String(argument.value);
    if (argument.kind === 'other') return argument.text;
    const text = `'${argument.text.replace(/[\\']/g, '\\$&')}'`;
    return argument.value === undefined ? text : `${text} = ${argument.value}`;
  });
  return `${type.name}(${parts.join(', ')})`;
}
