import type { Expression } from '../../ast';
import type { Printer } from '../../print/printer';

const alreadyTyped = new Set<Expression['kind']>([
  'column',
  'cast',
  'literal',
  'star',
  'subquery',
  'parameter',
]);

/** A condition gives ClickHouse a UInt8; what leaves a SELECT must be a Bool. */
export function output(text: string, expression: Expression, printer: Printer): string {
  const isCondition = printer.typeOf(expression)?.kind === 'boolean' && !alreadyTyped.has(expression.kind);
  const isAggregate = expression.kind === 'call' && ['bool_and', 'bool_or'].includes(expression.function);
  return isCondition || isAggregate ? `toBool(${text})` : text;
}
