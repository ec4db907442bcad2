import type { TypeName } from 'libpg-query';
import { array, decimal, float, integer, simple, timestamp, type LogicalType } from '../../schema';
import type { ParseContext } from './context';

/** A type as SQL names it; `length` is that of varchar(n), which cuts the text. */
export interface NamedType {
  type: LogicalType;
  length?: number;
}

/** Digits of a bare `numeric`: PostgreSQL bounds it by nothing, the others need a bound. */
const bareNumeric = decimal(38, 10);

const plain: Record<string, LogicalType> = {
  bool: simple('boolean'),
  boolean: simple('boolean'),
  tinyint: integer(8),
  int2: integer(16),
  int4: integer(32),
  int8: integer(64),
  uint8: integer(8, false),
  uint16: integer(16, false),
  uint32: integer(32, false),
  uint64: integer(64, false),
  float4: float(32),
  float8: float(64),
  float32: float(32),
  float64: float(64),
  text: simple('string'),
  string: simple('string'),
  varchar: simple('string'),
  bytea: simple('bytes'),
  date: simple('date'),
  time: simple('time'),
  interval: simple('interval'),
  uuid: simple('uuid'),
  json: simple('json'),
  jsonb: simple('json'),
};

/** Lowers a type's name; PostgreSQL's own meaning wins (int8 has 64 bits), uint8 … uint64 and tinyint are ours. */
export function lowerType(name: TypeName, c: ParseContext): NamedType {
  c.only(name, ['names', 'typmods', 'typemod', 'arrayBounds'], 'a type', name.location);
  const words = (name.names ?? []).map((word) => c.name(word)).filter((word) => word !== 'pg_catalog');
  const word = words.join('.').toLowerCase();
  const digits = numbersOf(name);
  const element = elementType(word, digits);
  if (!element)
    throw c.refuse(
      `the type ${[word, digits.length ? `(${digits.join(',')})` : ''].join('')}`,
      name.location,
    );
  return (name.arrayBounds ?? []).reduce<NamedType>(({ type }) => ({ type: array(type) }), element);
}

function elementType(word: string, digits: number[]): NamedType | undefined {
  const [first, second] = digits;
  if (word === 'numeric' || word === 'decimal') {
    if (first === undefined) return { type: bareNumeric };
    const scale = second ?? 0;
    return first <= 76 && scale >= 0 && scale <= first ? { type: decimal(first, scale) } : undefined;
  }
  if (word === 'timestamp' || word === 'timestamptz')
    return { type: timestamp(word === 'timestamptz', first ?? 6) };
  // The fields of an interval (`interval '1' day`) belong to its literal.
  if (word === 'interval') return { type: simple('interval') };
  const type = plain[word];
  if (!type || (first !== undefined && word !== 'varchar')) return undefined;
  return { type, length: first };
}

function numbersOf({ typmods }: TypeName): number[] {
  return (typmods ?? []).map((node) =>
    'A_Const' in node && node.A_Const.ival ? (node.A_Const.ival.ival ?? 0) : NaN,
  );
}
