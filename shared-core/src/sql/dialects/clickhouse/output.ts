import type { Expression } from '../../ast';
import type { Printer } from '../../print/printer';
import { isOpen, type SqlType } from '../../typing/sql-type';
import { isUnsigned } from './unify';

const alreadyTyped = new Set<Expression['kind']>([
  'column',
  'cast',
  'literal',
  'star',
  'subquery',
  'parameter',
]);

/**
 * A condition gives ClickHouse a UInt8; what leaves a SELECT must be a Bool. The parts of a set operation must have
 * types with a common one: it finds none for a decimal and a float, nor for UInt64 and a signed integer.
 */
export function output(text: string, expression: Expression, printer: Printer, wanted?: SqlType): string {
  const type = printer.typeOf(expression);
  const isCondition = type?.kind === 'boolean' && !alreadyTyped.has(expression.kind);
  const isAggregate = expression.kind === 'call' && ['bool_and', 'bool_or'].includes(expression.function);
  if (isCondition || isAggregate) return `toBool(${text})`;
  if (wanted === undefined || isOpen(wanted)) return text;
  if (wanted.kind === 'float' && (type?.kind === 'decimal' || type?.kind === 'integer'))
    return `toFloat64(${text})`;
  return isUnsigned(expression, printer) ? `toInt64(${text})` : text;
}
