import type { Expression } from '../../ast';
import { level } from '../../print/level';
import type { Printer } from '../../print/printer';
import { isNeverZero } from '../never-zero';

/** A divisor that stops the query where PostgreSQL would; DuckDB gives NULL or infinity for a division by zero. */
export function guardedDivisor(divisor: Expression, printer: Printer): string {
  if (isNeverZero(divisor)) return printer.operand(divisor, level.multiply + 1);
  const text = printer.text(divisor);
  return `if(${printer.operand(divisor, level.compare + 1)} = 0, error('division by zero'), ${text})`;
}
