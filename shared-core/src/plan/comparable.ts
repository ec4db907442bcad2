import type { LogicalType } from '../schema';

/** Types that compare with one another, by family; the rest compare only with their own kind. */
const families: Partial<Record<LogicalType['kind'], string>> = {
  integer: 'number',
  decimal: 'number',
  float: 'number',
  string: 'text',
  enum: 'text',
  date: 'day',
  timestamp: 'day',
};

/** True where two values can be asked for equality; an unknown type is trusted. */
export const comparable = (a: LogicalType | undefined, b: LogicalType | undefined): boolean =>
  !a || !b || (families[a.kind] ?? a.kind) === (families[b.kind] ?? b.kind);

/**
 * The type that holds the values of both, or undefined where none does.
 *
 * @remarks Whole numbers grow to the next size; a whole number beside a decimal gives a decimal with all its digits;
 * anything beside a float gives float64.
 */
export function commonType(a: LogicalType, b: LogicalType): LogicalType | undefined {
  if (JSON.stringify(a) === JSON.stringify(b)) return a;
  if (a.kind === 'integer' && b.kind === 'integer') return commonInteger(a, b);
  if (families[a.kind] === 'number' && families[b.kind] === 'number') return commonNumber(a, b);
  if (families[a.kind] === 'text' && families[b.kind] === 'text') return { kind: 'string' };
  if (a.kind === 'timestamp' && b.kind === 'timestamp') return commonTimestamp(a, b);
  if (families[a.kind] === 'day' && families[b.kind] === 'day') return a.kind === 'timestamp' ? a : b;
  return undefined;
}

type Of<K extends LogicalType['kind']> = Extract<LogicalType, { kind: K }>;

function commonInteger(a: Of<'integer'>, b: Of<'integer'>): LogicalType {
  const signed = a.signed || b.signed;
  // An unsigned number fits a signed one only of the next size.
  const needed = [a, b].map((type) => (signed && !type.signed ? type.bits * 2 : type.bits));
  const bits = Math.max(...needed);
  return bits > 64
    ? { kind: 'decimal', precision: 20, scale: 0 }
    : { kind: 'integer', signed, bits: bits as 8 | 16 | 32 | 64 };
}

function commonNumber(a: LogicalType, b: LogicalType): LogicalType {
  if (a.kind === 'float' || b.kind === 'float') return { kind: 'float', bits: 64 };
  const [x, y] = [digits(a), digits(b)];
  const scale = Math.max(x.scale, y.scale);
  return { kind: 'decimal', precision: Math.min(76, Math.max(x.whole, y.whole) + scale), scale };
}

const integerDigits = { 8: 3, 16: 5, 32: 10, 64: 20 };

const digits = (type: LogicalType) =>
  type.kind === 'decimal'
    ? { whole: type.precision - type.scale, scale: type.scale }
    : { whole: type.kind === 'integer' ? integerDigits[type.bits] : 0, scale: 0 };

const commonTimestamp = (a: Of<'timestamp'>, b: Of<'timestamp'>): LogicalType | undefined =>
  a.zone === b.zone ? { ...a, precision: Math.max(a.precision, b.precision) } : undefined;
