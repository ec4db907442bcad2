import type { Expression } from '../../ast';
import { level } from '../../print/level';
import { atom, type Printed, type Printer } from '../../print/printer';
import { argument, called, type Call } from '../spell';
import { unify } from './unify';

/** Its round of a decimal goes away from zero, of a float to even, as PostgreSQL's does. */
export function round(call: Call, printer: Printer): Printed {
  return called('round', ...call.arguments.map((_, index) => argument(call, index, printer)));
}

/** Division that stops where PostgreSQL would. Its own `%` of decimals with different scales is wrong. */
export function mod(call: Call, printer: Printer): Printed {
  const [left, right] = call.arguments as [Expression, Expression];
  return modulo(left, right, printer);
}

/** Beside an unsigned divisor ClickHouse takes a negative number for a huge one. @internal */
export function modulo(dividend: Expression, divisor: Expression, printer: Printer): Printed {
  const kinds = [dividend, divisor].map((side) => printer.typeOf(side)?.kind);
  const [left = dividend, right = divisor] = unify([dividend, divisor], undefined, printer);
  if (kinds.includes('decimal') && !kinds.includes('float')) {
    const [a, b] = [printer.operand(left, level.multiply), printer.operand(right, level.multiply + 1)];
    return {
      text: `${a} - intDiv(${printer.text(left)}, ${printer.text(right)}) * ${b}`,
      level: level.add,
    };
  }
  return {
    text: `${printer.operand(left, level.multiply)} % ${printer.operand(right, level.multiply + 1)}`,
    level: level.multiply,
  };
}

export const div = (call: Call, printer: Printer): Printed =>
  atom(`intDiv(${argument(call, 0, printer)}, ${argument(call, 1, printer)})`);
