import type { LogicalType } from '../schema';
import { duckdbType } from './duckdb-types';
import { quoteText } from './quote';

/** How the text of a field becomes its type, where it is not written plainly (`.` for decimals, ISO dates). @public */
export interface FieldReading {
  /** Texts that mean NULL in this field, besides those of the dialect. */
  nulls?: string[];
  decimalSeparator?: '.' | ',';
  /** Characters between groups of digits. */
  thousands?: string[];
  /** strptime patterns; the first that fits is taken. */
  formats?: string[];
  /** Words for true and for false, in lower case. */
  booleans?: { true: string[]; false: string[] };
  /** How arrays, structs and bytes are written: as JSON and `\x…` (the default), or as PostgreSQL prints them. */
  nested?: 'json' | 'postgresql';
}

const digits = '[0-9]+';
const shapes = {
  integer: `[+-]?${digits}`,
  float:
    '[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?|[+-]?([iI][nN][fF]([iI][nN][iI][tT][yY])?|[nN][aA][nN])',
  date: '[+-]?[0-9]{4,6}-[0-9]{1,2}-[0-9]{1,2}( ?\\(BC\\))?|-?infinity',
  // No zone: DuckDB would drop it without a word.
  timestamp:
    '[0-9]{4,6}-[0-9]{1,2}-[0-9]{1,2}([ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?)?( ?\\(BC\\))?|-?infinity',
};
const decimalShape = (scale: number) =>
  `[+-]?([0-9]+([.][0-9]{0,${scale}}0*)?|[.][0-9]{1,${Math.max(scale, 1)}}0*)([eE][+-]?[0-9]+)?`;

const matching = (text: string, shape: string, then: string) =>
  `CASE WHEN regexp_full_match(${text}, '${shape}') THEN ${then} END`;
const tryCast = (text: string, type: LogicalType) => `TRY_CAST(${text} AS ${duckdbType(type)})`;

/**
 * SQL that reads a text as a type, NULL where it does not fit. Stricter than a cast: no rounding of `1.5` to a
 * whole number, no dropped zone, no `1_000`.
 * @param text - SQL of the text, NULL already told
 * @internal
 */
export function tryRead(text: string, type: LogicalType, reading: FieldReading = {}): string {
  switch (type.kind) {
    case 'string':
      return text;
    case 'boolean':
      return tryBoolean(text, reading);
    case 'integer':
      return onNumber(text, reading, (number) => matching(number, shapes.integer, tryCast(number, type)));
    case 'decimal':
      return onNumber(text, reading, (number) =>
        matching(number, decimalShape(type.scale), tryCast(number, type)),
      );
    case 'float':
      return onNumber(text, reading, (number) => matching(number, shapes.float, tryCast(number, type)));
    case 'date':
    case 'timestamp':
      return tryMoment(text, type, reading);
    default:
      return tryOther(text, type, reading);
  }
}

function onNumber(
  text: string,
  { thousands = [], decimalSeparator = '.' }: FieldReading,
  read: (number: string) => string,
): string {
  const joined = thousands.reduce((so, separator) => `replace(${so}, ${quoteText(separator)}, '')`, text);
  return read(decimalSeparator === ',' ? `replace(${joined}, ',', '.')` : joined);
}

function tryBoolean(text: string, { booleans }: FieldReading): string {
  const words = booleans ?? { true: ['true', 't', '1', 'yes', 'y'], false: ['false', 'f', '0', 'no', 'n'] };
  const among = (list: string[]) => `lower(${text}) IN (${list.map(quoteText).join(', ')})`;
  return `CASE WHEN ${among(words.true)} THEN true WHEN ${among(words.false)} THEN false END`;
}

function tryMoment(
  text: string,
  type: LogicalType & { kind: 'date' | 'timestamp' },
  { formats }: FieldReading,
): string {
  if (formats?.length) {
    return `CAST(try_strptime(${text}, [${formats.map(quoteText).join(', ')}]) AS ${duckdbType(type)})`;
  }
  if (type.kind === 'date') return matching(text, shapes.date, tryCast(text, type));
  return type.zone ? tryCast(text, type) : matching(text, shapes.timestamp, tryCast(text, type));
}

function tryOther(text: string, type: LogicalType, { nested }: FieldReading): string {
  if (type.kind === 'bytes')
    return `CASE WHEN starts_with(${text}, '\\x') THEN unhex(substr(${text}, 3)) ELSE encode(${text}) END`;
  if (type.kind === 'array' && nested === 'postgresql') return fromArrayLiteral(text, type);
  if (type.kind === 'array' || type.kind === 'map' || type.kind === 'struct') {
    return `TRY_CAST(TRY_CAST(${text} AS JSON) AS ${duckdbType(type)})`;
  }
  return tryCast(text, type);
}

/** `{1,NULL,"a b"}` is DuckDB's `[1, NULL, "a b"]` but for the brackets; in nested arrays of text a brace may be a character. */
function fromArrayLiteral(text: string, type: LogicalType): string {
  const inside = `'[' || substr(${text}, 2, length(${text}) - 2) || ']'`;
  const literal =
    type.kind === 'array' && type.of.kind === 'array' ? `translate(${text}, '{}', '[]')` : inside;
  return tryCast(literal, type);
}

/** The text of a field without white space around numbers and dates, NULL where it says so. @internal */
export function readableText(column: string, type: LogicalType, reading: FieldReading = {}): string {
  const nulls = type.kind === 'string' ? (reading.nulls ?? []) : ['', ...(reading.nulls ?? [])];
  const text = type.kind === 'string' ? column : `trim(${column})`;
  if (nulls.length === 0) return text;
  if (nulls.length === 1) return `nullif(${text}, ${quoteText(nulls[0] ?? '')})`;
  return `CASE WHEN ${text} NOT IN (${nulls.map(quoteText).join(', ')}) THEN ${text} END`;
}

/** SQL that reads a field, or ends the query with an error that names the field and the value. @internal */
export function readOrFail(
  column: string,
  name: string,
  type: LogicalType,
  reading: FieldReading = {},
): string {
  return readTextOrFail(readableText(column, type, reading), name, type, reading);
}

/** The same of a text that {@link readableText} has made. @internal */
export function readTextOrFail(
  text: string,
  name: string,
  type: LogicalType,
  reading: FieldReading = {},
): string {
  if (type.kind === 'string') return text;
  const attempt = tryRead(text, type, reading);
  const failure = `error('Failed to cast value: field ' || ${quoteText(JSON.stringify(name))} || ' holds "' || left(${text}, 100) || '"')`;
  return `coalesce(${attempt}, CASE WHEN ${text} IS NOT NULL THEN CAST(${failure} AS ${duckdbType(type)}) END)`;
}
