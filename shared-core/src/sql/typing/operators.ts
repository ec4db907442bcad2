import { float, integer, simple, timestamp, type LogicalType } from '../../schema';
import type { BinaryOperator } from '../ast';
import { comparable, decimalOf, exactShape, isOpen, isTextual, promoted, type SqlType } from './sql-type';

/** Type of `left operator right`; undefined where the operator does not fit. */
export function operatorType(operator: BinaryOperator, left: SqlType, right: SqlType): SqlType | undefined {
  if (operator === 'and' || operator === 'or')
    return [left, right].every(canBeBoolean) ? simple('boolean') : undefined;
  if (comparisons.has(operator)) return comparable(left, right) ? simple('boolean') : undefined;
  if (operator.includes('~')) return [left, right].every(canBeText) ? simple('boolean') : undefined;
  if (operator === '->' || operator === '->>') return jsonStep(operator, left);
  if (operator === '||') return joined(left, right);
  return arithmetic(operator, left, right);
}

export const comparisons = new Set<BinaryOperator>(['=', '<>', '<', '<=', '>', '>=']);

export const canBeBoolean = (type: SqlType) => isOpen(type) || type.kind === 'boolean';
export const canBeText = (type: SqlType) => isOpen(type) || isTextual(type);

function jsonStep(operator: '->' | '->>', left: SqlType): SqlType | undefined {
  if (!isOpen(left) && left.kind !== 'json') return undefined;
  return operator === '->' ? simple('json') : simple('string');
}

/** What PostgreSQL turns into text the way the others do; floats, booleans and timestamps want a cast or to_char. */
export const sayable = (type: SqlType): boolean =>
  isOpen(type) || ['string', 'enum', 'integer', 'decimal', 'date', 'uuid'].includes(type.kind);

function joined(left: SqlType, right: SqlType): SqlType | undefined {
  if (!isOpen(left) && left.kind === 'array') return left;
  if (!isOpen(right) && right.kind === 'array') return right;
  if (left === 'unknown' || right === 'unknown') return 'unknown';
  return (canBeText(left) || canBeText(right)) && sayable(left) && sayable(right)
    ? simple('string')
    : undefined;
}

function arithmetic(operator: BinaryOperator, left: SqlType, right: SqlType): SqlType | undefined {
  if (left === 'unknown' || right === 'unknown') return 'unknown';
  const [a, b] = [settle(left, right), settle(right, left)];
  if (!a || !b) return 'unknown';
  return numeric(operator, a, b) ?? temporal(operator, a, b);
}

/** A bare NULL or a literal in quotes takes the type of the other side. */
function settle(type: SqlType, other: SqlType): LogicalType | undefined {
  if (!isOpen(type)) return type;
  return isOpen(other) ? undefined : other;
}

function numeric(operator: BinaryOperator, left: LogicalType, right: LogicalType): LogicalType | undefined {
  const common = promoted(left, right);
  if (!common) return undefined;
  if (operator === '^') return float(64);
  if (common.kind !== 'decimal') return common;
  if (operator === '/') return float(64);
  const [a, b] = [exactShape(left), exactShape(right)];
  if (!a || !b) return common;
  if (operator === '*') return decimalOf(a.whole + b.whole, a.scale + b.scale);
  const scale = Math.max(a.scale, b.scale);
  return operator === '%'
    ? decimalOf(Math.max(a.whole, b.whole), scale)
    : decimalOf(Math.max(a.whole, b.whole) + 1, scale);
}

const interval = simple('interval');

/** Arithmetic of times: kind of the left side, operator, kind of the right side → the result. */
const times: Record<string, LogicalType | ((left: LogicalType, right: LogicalType) => LogicalType)> = {
  'date + integer': simple('date'),
  'date - integer': simple('date'),
  'integer + date': simple('date'),
  'date - date': integer(32),
  'date + interval': timestamp(false),
  'date - interval': timestamp(false),
  'interval + date': timestamp(false),
  'timestamp + interval': (left) => left,
  'timestamp - interval': (left) => left,
  'interval + timestamp': (_, right) => right,
  'timestamp - timestamp': interval,
  'timestamp - date': interval,
  'date - timestamp': interval,
  'time + interval': simple('time'),
  'time - interval': simple('time'),
  'interval + interval': interval,
  'interval - interval': interval,
  'interval * integer': interval,
  'integer * interval': interval,
  'date + time': timestamp(false),
};

function temporal(operator: BinaryOperator, left: LogicalType, right: LogicalType): LogicalType | undefined {
  const found = times[`${left.kind} ${operator} ${right.kind}`];
  return typeof found === 'function' ? found(left, right) : found;
}
