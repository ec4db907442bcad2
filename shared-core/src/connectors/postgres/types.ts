import {
  array,
  decimal,
  float,
  integer,
  printType,
  simple,
  timestamp,
  type LogicalType,
  type NativeType,
  type TypeLoss,
  type TypeMapping,
} from '../../schema';

type Reading = { type: LogicalType; loss?: TypeLoss };

const losses = {
  asText: (native: string): TypeLoss => ({
    code: 'type-as-text',
    en: `${native} is carried as its text`,
    ru: `${native} передаётся текстом`,
  }),
  scaleAssumed: {
    code: 'scale-assumed',
    en: 'numeric without precision is taken as decimal(38,10): further digits are rounded, larger numbers refused',
    ru: 'numeric без точности принимается за decimal(38,10): лишние знаки округляются, большие числа отвергаются',
  },
  nanoseconds: {
    code: 'precision-lost',
    en: 'PostgreSQL keeps microseconds, further digits are rounded',
    ru: 'PostgreSQL хранит микросекунды, лишние знаки округляются',
  },
  enumUnchecked: {
    code: 'enum-unchecked',
    en: 'the values of the enum are kept as text and not checked',
    ru: 'значения перечисления хранятся текстом и не проверяются',
  },
  asJson: (type: string): TypeLoss => ({
    code: 'structure-as-json',
    en: `${type} is kept as jsonb`,
    ru: `${type} хранится как jsonb`,
  }),
};

/** Names as `format_type` prints them, without parameters. */
const fixed: Record<string, LogicalType> = {
  boolean: simple('boolean'),
  smallint: integer(16),
  integer: integer(32),
  bigint: integer(64),
  oid: integer(32, false),
  real: float(32),
  'double precision': float(64),
  text: simple('string'),
  character: simple('string'),
  'character varying': simple('string'),
  name: simple('string'),
  bytea: simple('bytes'),
  date: simple('date'),
  'time without time zone': simple('time'),
  interval: simple('interval'),
  uuid: simple('uuid'),
  json: simple('json'),
  jsonb: simple('json'),
};

/** Short names, which people write and DDL carries. */
const aliases: Record<string, string> = {
  bool: 'boolean',
  int: 'integer',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  float4: 'real',
  float8: 'double precision',
  decimal: 'numeric',
  varchar: 'character varying',
  char: 'character',
  bpchar: 'character',
  time: 'time without time zone',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
};

/** `numeric(12,2)`, `timestamp(3) with time zone`: the parameters stand in the middle of a name. */
const nativePattern = /^([^(]+?)\s*(?:\(([\d,\s-]+)\))?(\s+[a-z ]+)?$/;

/** Native ↔ logical, a table each way. @internal */
export const postgresTypes: TypeMapping = { toNative, fromNative };

function fromNative(native: string): Reading {
  const text = native.trim().toLowerCase();
  if (text.endsWith('[]')) return element(native.trim());
  const [, head = text, parameters = '', tail = ''] = nativePattern.exec(text) ?? [];
  const name = aliases[head + tail] ?? head + tail;
  const numbers = parameters.split(',').filter(Boolean).map(Number);
  if (name === 'numeric') return numeric(numbers);
  if (name.startsWith('timestamp '))
    return { type: timestamp(name.includes('with time zone'), numbers[0] ?? 6) };
  if (name.startsWith('interval')) return { type: simple('interval') };
  const known = fixed[name];
  return known ? { type: known } : { type: simple('string'), loss: losses.asText(native.trim()) };
}

function element(native: string): Reading {
  const { type, loss } = fromNative(native.slice(0, -2));
  return { type: array(type), ...(loss && { loss }) };
}

function numeric([precision, scale = 0]: number[]): Reading {
  if (precision === undefined) return { type: decimal(38, 10), loss: losses.scaleAssumed };
  // numeric(3,5) holds 0.00123 and numeric(3,-2) 12300: both have a plain form with more digits.
  const digits = Math.max(precision, scale) - Math.min(scale, 0);
  if (digits > 76) return { type: simple('string'), loss: losses.asText(`numeric(${precision},${scale})`) };
  return { type: decimal(digits, Math.max(scale, 0)) };
}

function toNative(type: LogicalType): NativeType {
  switch (type.kind) {
    case 'integer':
      return { text: integers[`${type.signed ? '' : 'u'}${type.bits}`]! };
    case 'decimal':
      return { text: `numeric(${type.precision},${type.scale})` };
    case 'float':
      return { text: type.bits === 32 ? 'real' : 'double precision' };
    case 'string':
      return { text: 'text' };
    case 'bytes':
      return { text: 'bytea' };
    case 'timestamp':
      return nativeTimestamp(type.zone, type.precision);
    case 'json':
      return { text: 'jsonb' };
    case 'enum':
      return { text: 'text', loss: losses.enumUnchecked };
    case 'array':
      return nativeArray(type.of);
    case 'map':
    case 'struct':
      return { text: 'jsonb', loss: losses.asJson(printType(type)) };
    default:
      return { text: type.kind };
  }
}

/** The narrowest type that holds every value. */
const integers: Record<string, string> = {
  '8': 'smallint',
  '16': 'smallint',
  '32': 'integer',
  '64': 'bigint',
  u8: 'smallint',
  u16: 'integer',
  u32: 'bigint',
  u64: 'numeric(20,0)',
};

function nativeTimestamp(zone: boolean, precision: number): NativeType {
  const digits = precision >= 6 ? '' : `(${precision})`;
  const text = `timestamp${digits} ${zone ? 'with' : 'without'} time zone`;
  return precision > 6 ? { text, loss: losses.nanoseconds } : { text };
}

/** PostgreSQL's arrays are rectangular, so a list of lists is no array of arrays. */
function nativeArray(of: LogicalType): NativeType {
  if (of.kind === 'array' || of.kind === 'map' || of.kind === 'struct')
    return { text: 'jsonb', loss: losses.asJson(`array<${printType(of)}>`) };
  const inner = toNative(of);
  return { ...inner, text: `${inner.text}[]` };
}
