import { decimal, float, integer, simple, type LogicalType } from '../../schema';
import { decimalOf, exactShape, isOpen, promoted, type SqlType } from '../typing/sql-type';

/** Result types that a signature cannot spell. */
export const resultRules: Record<string, (given: SqlType[]) => SqlType> = {
  /** PostgreSQL widens a sum, so that it does not overflow: int4 → int8, int8 → numeric. */
  '@sum': ([type]) => whenKnown(type, sumOf),
  /** The same type; a whole number where the argument was one. */
  '@same': ([type]) => (type === 'text' ? simple('string') : whenKnown(type, (known) => known)),
  /** round(x, n) and trunc(x, n) keep n digits of a decimal where n is not known here. */
  '@rounded': ([type]) =>
    whenKnown(type, (known) => (known.kind === 'integer' ? wholeDecimal(known) : known)),
  /** ceil, floor, round and trunc of a decimal have no fraction. */
  '@whole': ([type]) => whenKnown(type, whole),
  '@mod': ([left, right]) => whenKnown(left, (a) => whenKnown(right, (b) => promoted(a, b) ?? 'unknown')),
  /** div() is a function of numeric only. */
  '@div': ([left]) => whenKnown(left, (known) => decimalOf(exactShape(known)?.whole ?? 19, 0)),
  '@element': ([type]) => whenKnown(type, (known) => (known.kind === 'array' ? known.of : 'unknown')),
  /** Adding nothing to a date keeps a date; truncating one gives a timestamp. */
  '@truncated': ([, type]) =>
    whenKnown(type, (known) =>
      known.kind === 'timestamp' ? known : { kind: 'timestamp', zone: true, precision: 6 },
    ),
  '@string': () => simple('string'),
};

function whenKnown(type: SqlType | undefined, rule: (known: LogicalType) => SqlType): SqlType {
  return type === undefined || isOpen(type) ? 'unknown' : rule(type);
}

function sumOf(type: LogicalType): LogicalType {
  if (type.kind === 'integer') return type.bits < 64 ? integer(64) : decimal(38, 0);
  if (type.kind === 'decimal') return decimal(Math.max(38, type.precision), type.scale);
  return type.kind === 'float' ? float(64) : type;
}

function whole(type: LogicalType): LogicalType {
  return type.kind === 'decimal'
    ? decimalOf(type.precision - type.scale + 1, 0)
    : type.kind === 'integer'
      ? float(64)
      : type;
}

const wholeDecimal = (type: LogicalType) => decimalOf(exactShape(type)?.whole ?? 19, 0);
