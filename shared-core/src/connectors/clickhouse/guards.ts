import type { Field, LogicalType } from '../../schema';
import type { Column } from './catalog';
import { bareType, numberArgument, parseNativeType, textArgument, type NativeType } from './native-type';
import { literal, quote } from './quote';
import { refuseIf } from './refusal';
import { canBeNull, clickhouseTypes } from './types';

/**
 * How a field gets from a stream into a column. ClickHouse's own parsers let wrong values pass: 300 becomes 44 in a
 * UInt8, 31 February the 2nd of March, an empty cell 0, the year 1 the year 1970, and 1.239 is cut to 1.23. So texts
 * are read as texts and converted under checks, in the same statement.
 * @internal
 */
export interface Guard {
  /** Type in which the format's reader makes the value. */
  read: string;
  /** Expression that makes the column's value from it. */
  value: string;
  /** Expressions that fail the statement for a wrong value. */
  checks: string[];
}

/** What is known about the values of a stream. @internal */
export interface Form {
  /** `text`: cells of CSV; `json`: values of JSON; `typed`: Parquet, Arrow or a query, whose values have types. */
  kind: 'text' | 'json' | 'typed';
  /** The values are known to fit the logical types of the stream, because a typed system wrote them. */
  trusted: boolean;
  decimalComma?: boolean;
  /** No text but the empty one means NULL; so where NULL is not allowed, a text needs no mark of being none. */
  onlyEmptyIsNull?: boolean;
  /** Zone of the server, in which zoneless times are kept. */
  timezone: string;
}

/** @internal */
export function guardField(field: Field, column: Column, form: Form): Guard {
  const native = parseNativeType(column.type);
  const { type: bare, nullable } = bareType(native);
  const name = quote(field.name);
  const expects = (condition: string, what: string) =>
    refuseIf(condition, { field: field.name, expects: what });
  const make = form.kind === 'typed' ? typedGuard : isPlain(field.type, bare, form) ? plainGuard : textGuard;
  const isComposite = !canBeNull(bare.name);
  const isBare = form.onlyEmptyIsNull === true && !nullable && !isComposite;
  const guard = make({ name, field, bare, native: column.type, form, isBare, expects });
  const refuseNone = (condition: string) => refuseIf(condition, { field: field.name, expects: null });
  const nulls = () => {
    if (guard.read === bareText) return [refuseNone(`empty(${name})`)];
    const isExpected = field.nullable || !form.trusted;
    return nullable || isComposite || !isExpected ? [] : [refuseNone(`isNull(${name})`)];
  };
  const value =
    guard.value === name && guard.read === column.type
      ? name
      : `CAST(${guard.value}, ${literal(column.type)})`;
  return { read: guard.read, value, checks: [...nulls(), ...guard.checks] };
}

interface Case {
  name: string;
  field: Field;
  /** The column's type without Nullable and LowCardinality. */
  bare: NativeType;
  native: string;
  form: Form;
  /** Texts can be read without marks of NULL, which spares the server a tenth of its work. */
  isBare: boolean;
  expects(condition: string, what: string): string;
}

/** What a typed system wrote fits, if the column holds the type; ClickHouse's parsers are right about right values. */
function isPlain(type: LogicalType, bare: NativeType, form: Form): boolean {
  if (!form.trusted) return false;
  if (type.kind === 'integer') return integerHolds(bare.name, type);
  return type.kind === 'boolean' ? bare.name === 'Bool' : type.kind === 'uuid' && bare.name === 'UUID';
}

function integerHolds(name: string, type: Extract<LogicalType, { kind: 'integer' }>): boolean {
  const match = /^(U?)Int(\d+)$/.exec(name);
  if (!match) return false;
  const bits = Number(match[2]);
  if (match[1] === 'U') return !type.signed && bits >= type.bits;
  return type.signed ? bits >= type.bits : bits > type.bits;
}

const nullableOf = (native: string) => (canBeNull(native) ? `Nullable(${native})` : native);

function plainGuard({ name, bare, native }: Case): Guard {
  return { read: canBeNull(bare.name) ? nullableOf(unwrapped(native)) : native, value: name, checks: [] };
}

/** The type's text without the wrappers that say how it is kept. */
const unwrapped = (native: string): string => {
  const inner = /^(?:Nullable|LowCardinality)\((.*)\)$/s.exec(native);
  return inner ? unwrapped(inner[1]!) : native;
};

const asText = 'Nullable(String)';
const bareText = 'String';

/** Reads a text that is to become something else; the check leaves alone what is no value. */
const readText = ({ name, isBare }: Case, value: string, refuse: (present: string) => string): Guard =>
  isBare
    ? { read: bareText, value, checks: [refuse('')] }
    : { read: asText, value, checks: [refuse(`isNotNull(${name}) AND `)] };

function textGuard(one: Case): Guard {
  const rule = textRules.find(({ types }) => types.test(one.bare.name));
  return rule ? rule.guard(one) : plainGuard(one);
}

/** The value, NULL where the text is none; wrong is what has a text and no value. */
const parsed = (one: Case, value: string, also: string[], what: string): Guard =>
  readText(one, value, (present) =>
    one.expects(`${present}(${[`isNull(${value})`, ...also].join(' OR ')})`, what),
  );

/** The value's own text must be the text it came from: nothing was cut, wrapped or moved. */
const sameText = (value: string, text: string) => `ifNull(toString(${value}), '') != ${text}`;

const textRules: { types: RegExp; guard: (one: Case) => Guard }[] = [
  {
    types: /^U?Int(8|16|32|64)$/,
    guard: (one) => parsed(one, `to${one.bare.name}OrNull(${one.name})`, [], one.bare.name),
  },
  {
    types: /^U?Int(128|256)$/,
    guard: (one) => {
      const value = `to${one.bare.name}OrNull(${one.name})`;
      return parsed(one, value, [sameText(value, one.name)], one.bare.name);
    },
  },
  {
    types: /^(B?Float\d+)$/,
    guard: (one) => {
      const value = `toFloat64OrNull(${decimalText(one)})`;
      // Only what says so is infinite, and two signs are no number.
      const isTooLarge = `isInfinite(CAST(${value}, ${literal(nullableOf(one.bare.name))})) AND NOT lower(${one.name}) LIKE '%inf%'`;
      const hasTwoSigns = ['++', '+-', '-+', '--'].map((signs) => `startsWith(${one.name}, '${signs}')`);
      return parsed(one, value, [isTooLarge, ...hasTwoSigns], one.bare.name);
    },
  },
  { types: /^Decimal/, guard: decimalGuard },
  {
    types: /^Date(32)?$/,
    guard: (one) => {
      const value = `to${one.bare.name}OrNull(${one.name})`;
      return parsed(one, value, [sameText(value, one.name)], `${one.bare.name} (YYYY-MM-DD)`);
    },
  },
  { types: /^DateTime(64)?$/, guard: timestampGuard },
  {
    types: /^Enum/,
    guard: (one) => {
      const value = `CAST(${one.name}, ${literal(`Nullable(${unwrapped(one.native)})`)})`;
      // The cast itself fails for a text that is no value, an empty one too: NULL must be one before.
      return parsed({ ...one, isBare: false }, value, [sameText(value, one.name)], 'value of the enum');
    },
  },
  { types: /^(String|FixedString)$/, guard: stringGuard },
  { types: /^Array$/, guard: arrayGuard },
  { types: /^(Map|Tuple|Nested)$/, guard: partsGuard },
  { types: /^JSON$/, guard: (one) => ({ read: asText, value: one.name, checks: [] }) },
];

const decimalText = ({ name, form }: Case) => (form.decimalComma ? `replaceOne(${name}, ',', '.')` : name);

/** Digits that a Decimal keeps, by the width it is computed in. */
const decimalWidths = [
  { digits: 9, bits: 32 },
  { digits: 18, bits: 64 },
  { digits: 38, bits: 128 },
  { digits: 76, bits: 256 },
];

function decimalGuard(one: Case): Guard {
  const type = clickhouseTypes.fromNative(unwrapped(one.native)).type;
  const { precision, scale } = type.kind === 'decimal' ? type : { precision: 76, scale: 0 };
  const { digits, bits } = decimalWidths.find((width) => width.digits >= precision)!;
  const text = decimalText(one);
  const value = `toDecimal${bits}OrNull(${text}, ${scale})`;
  const fraction = `if(position(${text}, '.') = 0, 0, length(${text}) - position(${text}, '.')) > ${scale}`;
  // The type that computes has more digits than the column: its own check is too wide.
  const tooLarge = `abs(${value}) >= CAST('1${'0'.repeat(precision - scale)}', 'Decimal(76, 0)')`;
  const also = precision < digits ? [fraction, tooLarge] : [fraction];
  return parsed(one, value, also, `Decimal(${precision}, ${scale})`);
}

function timestampGuard(one: Case): Guard {
  const { name, bare, field } = one;
  const precision = bare.name === 'DateTime' ? 0 : (numberArgument(bare) ?? 3);
  const zone = textArgument(bare);
  const what = `${bare.name} of ISO form`;
  if (field.type.kind === 'timestamp' && field.type.zone) return instantGuard(one, precision, what);
  const zoneText = zone === undefined ? '' : `, ${literal(zone)}`;
  // Digits beyond the column's precision are cut, as any narrower timestamp does.
  const isCut = field.type.kind === 'timestamp' && field.type.precision > precision;
  const value =
    bare.name === 'DateTime'
      ? `toDateTimeOrNull(${isCut ? `substring(${name}, 1, 19)` : name}${zoneText})`
      : `toDateTime64OrNull(${name}, ${precision}${zoneText})`;
  const text = `replaceOne(${name}, 'T', ' ')`;
  const expected = isCut ? `substring(${text}, 1, ${precision === 0 ? 19 : 20 + precision})` : text;
  // Of no value the text is that of 1970, which only its own text equals, and that has a value.
  const said = `toString(assumeNotNull(${value}))`;
  const isShort = `length(${name}) < 10`;
  const isOther = `isNull(${value}) OR NOT startsWith(${said}, ${expected}) OR ${isShort}`;
  // Most texts are written as the server writes them; only the others are looked at closely.
  const isUnlike =
    precision === 0 ? `${said} != ${name}` : `(NOT startsWith(${said}, ${name}) OR ${isShort})`;
  return readText(one, value, (present) => one.expects(`${present}${isUnlike} AND (${isOther})`, what));
}

/** With its offset or Z; a month 00 or an hour 25 would be carried over in silence. */
const instantPattern = String.raw`^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])[ T]([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d([.]\\d+)?)? ?(Z|[+-]\\d\\d(:?\\d\\d)?)$`;

function instantGuard(one: Case, precision: number, what: string): Guard {
  const { name, bare } = one;
  const value = `parseDateTime64BestEffortOrNull(${name}, ${precision}, 'UTC')`;
  const range = bare.name === 'DateTime' ? [outsideDateTime(value)] : [];
  return parsed(one, value, [`NOT match(${name}, '${instantPattern}')`, ...range], `${what} with a zone`);
}

/** DateTime counts seconds since 1970 in 32 bits. */
const outsideDateTime = (value: string) =>
  `${value} < toDateTime64('1970-01-01 00:00:00', 0, 'UTC') OR ${value} > toDateTime64('2106-02-07 06:28:15', 0, 'UTC')`;

/** Bytes travel in texts as `\x` and hexadecimal digits. */
function stringGuard(one: Case): Guard {
  const { name, field } = one;
  if (field.type.kind !== 'bytes') return { read: asText, value: name, checks: [] };
  const check = one.expects(
    `isNotNull(${name}) AND NOT match(${name}, '^\\\\\\\\x([0-9a-fA-F]{2})*$')`,
    'bytes in hexadecimal',
  );
  return {
    read: asText,
    value: `if(isNull(${name}), NULL, unhex(substring(assumeNotNull(${name}), 3)))`,
    checks: [check],
  };
}

/** In CSV an array has PostgreSQL's form, `{1,"a b",NULL}`; in JSON its own. */
function arrayGuard(one: Case): Guard {
  const { name, form, field } = one;
  if (field.type.kind !== 'array' || !isScalar(field.type.of)) return partsGuard(one);
  if (form.kind === 'json') return plainGuard(one);
  const items = String.raw`extractAll(ifNull(${name}, '{}'), '"(?:[^"\\\\]|\\\\.)*"|[^{},]+')`;
  const unquoted = String.raw`replaceRegexpAll(substring(x, 2, length(x) - 2), '\\\\(.)', '\\1')`;
  const value = `arrayMap(x -> if(x = 'NULL', NULL, if(startsWith(x, '"'), ${unquoted}, x)), ${items})`;
  const isOther = `NOT (startsWith(${name}, '{') AND endsWith(${name}, '}')) OR startsWith(${name}, '{{')`;
  const check = one.expects(`isNotNull(${name}) AND (${isOther})`, 'array of one dimension');
  return { read: asText, value, checks: [check] };
}

const isScalar = (type: LogicalType) => !['array', 'map', 'struct'].includes(type.kind);

/** In CSV what has parts is a JSON document. */
function partsGuard(one: Case): Guard {
  const { name, form, native } = one;
  if (form.kind === 'json') return plainGuard(one);
  const check = one.expects(
    `isNotNull(${name}) AND NOT isValidJSON(assumeNotNull(${name}))`,
    'JSON document',
  );
  return {
    read: asText,
    value: `JSONExtract(ifNull(${name}, ''), ${literal(unwrapped(native))})`,
    checks: [check],
  };
}

/** Values that have a type already: read in it, and converted to the column's where that loses nothing. */
function typedGuard(one: Case): Guard {
  const { name, field, bare } = one;
  const source = sourceType(field.type, bare, one.native);
  const read = nullableOf(source);
  if (source === unwrapped(one.native)) return { read, value: name, checks: [] };
  if (bare.name === 'String' || bare.name === 'FixedString')
    return { read, value: `toString(${name})`, checks: [] };
  const target = nullableOf(unwrapped(one.native));
  if (/^U?Int(128|256)$/.test(bare.name)) {
    const value = `to${bare.name}OrNull(toString(${name}))`;
    return { ...parsed(one, value, [sameText(value, `toString(${name})`)], bare.name), read };
  }
  if (/^(U?Int|Decimal)/.test(bare.name) && /^(U?Int|Decimal)/.test(source)) {
    const value = `accurateCastOrNull(${name}, ${literal(target)})`;
    return { ...parsed(one, value, [`${value} != ${name}`], unwrapped(one.native)), read };
  }
  if (/^Date/.test(bare.name) && /^Date/.test(source)) return timeGuard(one, source);
  return { read, value: name, checks: [] };
}

function sourceType(type: LogicalType, bare: NativeType, native: string): string {
  // Elements and parts are cast by the reader of the format.
  if (!canBeNull(bare.name)) return unwrapped(native);
  if (type.kind === 'enum') return 'String';
  const wall = type.kind === 'timestamp' && !type.zone;
  return wall ? `DateTime64(${type.precision}, 'UTC')` : clickhouseTypes.toNative(type).text;
}

/** Parquet and Arrow count from 1970 in UTC; a zoneless time is the same reading of the clock in the column's zone. */
function timeGuard(one: Case, source: string): Guard {
  const { name, bare, field, form } = one;
  const zone = textArgument(bare);
  const isWall = field.type.kind === 'timestamp' && !field.type.zone && (zone ?? form.timezone) !== 'UTC';
  const read = nullableOf(source);
  const precision = bare.name === 'DateTime' ? 0 : (numberArgument(bare) ?? 3);
  const zoneText = zone === undefined ? '' : `, ${literal(zone)}`;
  const value = isWall
    ? `toDateTime64OrNull(toString(${name}), ${precision}${zoneText})`
    : `CAST(${name}, ${literal(nullableOf(unwrapped(one.native)))})`;
  const text = `substring(toString(${name}), 1, length(toString(${value})))`;
  const checks = /^Date(32)?$/.test(bare.name) || isWall ? [sameText(value, text)] : [];
  const range = bare.name === 'DateTime' ? [outsideDateTime(name)] : [];
  const wrong = [...checks, ...range];
  if (wrong.length === 0) return { read, value, checks: [] };
  return { ...parsed(one, value, wrong, unwrapped(one.native)), read };
}
