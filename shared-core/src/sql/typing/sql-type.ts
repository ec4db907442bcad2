import { decimal, float, integer, printType, simple, timestamp, type LogicalType } from '../../schema';

/**
 * A type while typing: `null` of the bare NULL, `text` of a string literal, which PostgreSQL still lets become
 * anything, `unknown` of a field whose schema nobody knows.
 */
export type SqlType = LogicalType | 'null' | 'text' | 'unknown';

/** Type and nullability of an expression. */
export interface Typed {
  type: SqlType;
  nullable: boolean;
}

export const isOpen = (type: SqlType): type is 'null' | 'text' | 'unknown' => typeof type === 'string';

/** The type that leaves a query: PostgreSQL makes text of what stayed open. */
export const closed = (type: SqlType): LogicalType => (isOpen(type) ? simple('string') : type);

export const describe = (type: SqlType): string =>
  type === 'text' ? 'string' : type === 'unknown' ? 'unknown' : type === 'null' ? 'NULL' : printType(type);

const digits = { 8: 3, 16: 5, 32: 10, 64: 19 } as const;
const most = 38;

/** Whole digits and scale that hold an exact number. */
export function exactShape(type: LogicalType): { whole: number; scale: number } | undefined {
  if (type.kind === 'integer')
    return { whole: digits[type.bits] + (type.bits === 64 && !type.signed ? 1 : 0), scale: 0 };
  if (type.kind === 'decimal') return { whole: type.precision - type.scale, scale: type.scale };
  return undefined;
}

/** A decimal of this shape; past 38 digits whole digits give way, never more than what 76 can hold. */
export function decimalOf(whole: number, scale: number): LogicalType {
  const kept = Math.min(scale, most);
  return decimal(Math.max(1, Math.min(most, Math.max(whole, 0) + kept)), kept);
}

export const isNumber = (type: SqlType) =>
  !isOpen(type) && (type.kind === 'integer' || type.kind === 'decimal' || type.kind === 'float');

/** The number type that holds values of both, as PostgreSQL promotes: integer, then decimal, then float64. */
export function promoted(left: LogicalType, right: LogicalType): LogicalType | undefined {
  if (left.kind === 'integer' && right.kind === 'integer') return wider(left, right);
  if (left.kind === 'float' && right.kind === 'float')
    return float(left.bits === 32 && right.bits === 32 ? 32 : 64);
  if (!isNumber(left) || !isNumber(right)) return undefined;
  if (left.kind === 'float' || right.kind === 'float') return float(64);
  const [a, b] = [exactShape(left), exactShape(right)];
  return a && b && decimalOf(Math.max(a.whole, b.whole), Math.max(a.scale, b.scale));
}

type Integer = Extract<LogicalType, { kind: 'integer' }>;

function wider(left: Integer, right: Integer): LogicalType {
  const bits = Math.max(left.bits, right.bits) as Integer['bits'];
  if (left.signed === right.signed) return integer(bits, left.signed);
  const unsigned = left.signed ? right : left;
  const signedBits = left.signed ? left.bits : right.bits;
  if (signedBits > unsigned.bits) return integer(signedBits);
  return unsigned.bits === 64 ? decimal(20, 0) : integer((unsigned.bits * 2) as Integer['bits']);
}

/** The type that branches of CASE, COALESCE, lists and set operations share; undefined where there is none. */
export function commonType(types: SqlType[]): SqlType | undefined {
  return types.reduce<SqlType | undefined>((left, right) => left && commonOfTwo(left, right), 'null');
}

function commonOfTwo(left: SqlType, right: SqlType): SqlType | undefined {
  if (left === 'unknown' || right === 'unknown') return 'unknown';
  if (left === 'null') return right;
  if (right === 'null') return left;
  if (left === 'text') return right;
  if (right === 'text') return left;
  if (printType(left) === printType(right)) return left;
  const number = promoted(left, right);
  if (number) return number;
  if (isTextual(left) && isTextual(right)) return simple('string');
  return commonTime(left, right) ?? commonArray(left, right);
}

/** Strings and enums mix freely. */
export const isTextual = (type: SqlType) => !isOpen(type) && (type.kind === 'string' || type.kind === 'enum');

function commonTime(left: LogicalType, right: LogicalType): LogicalType | undefined {
  const times = [left, right].filter((type) => type.kind === 'timestamp');
  if (times.length === 0 || [left, right].some(({ kind }) => kind !== 'timestamp' && kind !== 'date'))
    return undefined;
  const zone = times.some((type) => type.kind === 'timestamp' && type.zone);
  return timestamp(zone, Math.max(...times.map((type) => (type.kind === 'timestamp' ? type.precision : 0))));
}

function commonArray(left: LogicalType, right: LogicalType): LogicalType | undefined {
  if (left.kind !== 'array' || right.kind !== 'array') return undefined;
  const of = commonType([left.of, right.of]);
  return of && !isOpen(of) ? { kind: 'array', of } : undefined;
}

/** True if values of the two can be compared as PostgreSQL compares them. */
export const comparable = (left: SqlType, right: SqlType): boolean => commonType([left, right]) !== undefined;
