import {
  array,
  decimal,
  enumeration,
  float,
  integer,
  simple,
  timestamp,
  type LogicalType,
} from '../../../schema';
import type { Reading } from './reading';

const plain: Record<string, LogicalType> = {
  bool: simple('boolean'),
  boolean: simple('boolean'),
  ...Object.fromEntries([8, 16, 32, 64].map((bits) => [`int${bits}`, integer(bits as 8)])),
  ...Object.fromEntries([8, 16, 32, 64].map((bits) => [`uint${bits}`, integer(bits as 8, false)])),
  tinyint: integer(8),
  smallint: integer(16),
  int: integer(32),
  integer: integer(32),
  bigint: integer(64),
  float32: float(32),
  float64: float(64),
  float: float(32),
  double: float(64),
  string: simple('string'),
  text: simple('string'),
  varchar: simple('string'),
  char: simple('string'),
  fixedstring: simple('string'),
  date: simple('date'),
  date32: simple('date'),
  uuid: simple('uuid'),
  json: simple('json'),
};

const digits: Record<string, number> = { decimal32: 9, decimal64: 18, decimal128: 38, decimal256: 76 };

/** What stands in the brackets of a type. */
interface Argument {
  text?: string;
  number?: number;
  type?: LogicalType;
}

/** A type of ClickHouse as ours, Nullable and LowCardinality taken off; undefined where it is none of ours. */
export function readType(reading: Reading): LogicalType | undefined {
  return read(reading).type;
}

/** Whether NULL may come: ClickHouse says so in the type. */
export function readFieldType(reading: Reading): { type?: LogicalType; nullable: boolean } {
  return read(reading);
}

function read(reading: Reading): { type?: LogicalType; nullable: boolean } {
  const word = reading.name().toLowerCase();
  if (word === 'double') reading.takesWords('PRECISION');
  const parts = reading.isSymbol('(') ? reading.inBrackets(() => argument(reading)) : [];
  const [first, second] = parts;
  if (word === 'nullable') return { ...typed(first?.type), nullable: true };
  return { ...typed(named(word, parts, first, second)), nullable: false };
}

const typed = (type: LogicalType | undefined) => (type ? { type } : {});

function named(
  word: string,
  parts: Argument[],
  first?: Argument,
  second?: Argument,
): LogicalType | undefined {
  const width = digits[word];
  if (width !== undefined) return decimal(width, first?.number ?? 0);
  switch (word) {
    case 'lowcardinality':
      return first?.type;
    case 'array':
      return first?.type && array(first.type);
    case 'decimal':
      return decimal(first?.number ?? 10, second?.number ?? 0);
    case 'datetime':
      return timestamp(first?.text !== undefined, 0);
    case 'datetime64':
      return timestamp(second?.text !== undefined, first?.number ?? 3);
    case 'enum':
    case 'enum8':
    case 'enum16':
      return enumeration(parts.flatMap(({ text }) => (text === undefined ? [] : [text])));
    default:
      return plain[word];
  }
}

/** A type, `name type`, `'text' = 1`, `max_types = 10`, a number or a text. */
function argument(reading: Reading): Argument {
  const token = reading.peek();
  if (token.kind === 'text' || token.kind === 'number' || reading.isSymbol('-')) {
    const sign = reading.takes('-') ? -1 : 1;
    const { kind, value } = reading.next();
    skipRest(reading);
    return kind === 'text' ? { text: value } : { number: sign * Number(value) };
  }
  const isLabelled = ['word', 'name'].includes(reading.peek(1).kind);
  if (isLabelled) reading.next();
  const { type } = read(reading);
  skipRest(reading);
  // A field of a tuple has a name, which no type of ours in brackets has.
  return isLabelled ? {} : typed(type);
}

const skipRest = (reading: Reading) => reading.skip(() => reading.isSymbol(',') || reading.isSymbol(')'));
