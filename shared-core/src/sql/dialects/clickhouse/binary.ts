import type { BinaryOperator, Expression } from '../../ast';
import { parseInterval } from '../../interval';
import { level } from '../../print/level';
import { atom, type Printed, type Printer } from '../../print/printer';
import { divisionKind } from '../division-kind';
import { isNeverZero } from '../never-zero';
import { called } from '../spell';
import { exactArithmetic, plainDecimals } from './decimal';
import { intervalText } from './intervals';
import { json } from './json';
import { modulo } from './number';
import { matches } from './regexp';

type Binary = Extract<Expression, { kind: 'binary' }>;
type Rewrite = (expression: Binary, printer: Printer) => Printed | undefined;

const regular =
  (flags: string, negated: boolean): Rewrite =>
  ({ left, right }, printer) => {
    const found = matches(printer.text(left), printer.text(right), flags);
    return negated ? { text: `NOT ${found.text}`, level: level.not } : found;
  };

const rewrites: Partial<Record<BinaryOperator, Rewrite>> = {
  '/': (expression, printer) => divide(expression, printer),
  '%': ({ left, right }, printer) => modulo(left, right, printer),
  '^': ({ left, right }, printer) => called('power', printer.text(left), printer.text(right)),
  '+': (expression, printer) => moved(expression, printer) ?? exactArithmetic(expression, printer),
  '-': (expression, printer) =>
    difference(expression, printer) ?? moved(expression, printer) ?? exactArithmetic(expression, printer),
  '*': (expression, printer) => manyIntervals(expression, printer) ?? exactArithmetic(expression, printer),
  '~': regular('', false),
  '~*': regular('i', false),
  '!~': regular('', true),
  '!~*': regular('i', true),
  '->': json,
  '->>': json,
};

/** Operators that ClickHouse says or means otherwise. */
export const binary: Rewrite = (expression, printer) => {
  plainDecimals(expression, printer);
  return rewrites[expression.operator]?.(expression, printer);
};

/**
 * intDiv divides integers and stops at zero. A float divided by zero is infinite in ClickHouse and an error in
 * PostgreSQL: intDiv(1, …) makes it one, and is not evaluated in a branch of CASE that is not taken.
 */
function divide({ left, right }: Binary, printer: Printer): Printed {
  const kind = divisionKind(left, right, printer);
  if (kind === 'integer') return called('intDiv', printer.text(left), printer.text(right));
  for (const side of [left, right]) printer.plain.add(side);
  const a = kind === 'decimal' ? asFloat(left, printer) : printer.operand(left, level.multiply);
  const b = printer.operand(right, level.multiply + 1);
  const guarded = isNeverZero(right)
    ? b
    : `(${b} * intDiv(1, ${printer.operand(right, level.compare + 1)} <> 0))`;
  return { text: `${a} / ${guarded}`, level: level.multiply };
}

const asFloat = (expression: Expression, printer: Printer) =>
  expression.kind === 'literal' ? printer.text(expression) : `toFloat64(${printer.text(expression)})`;

const kindOf = (expression: Expression, printer: Printer) => printer.typeOf(expression)?.kind;

/** A date or a timestamp moved by an interval: a date becomes a timestamp, as in PostgreSQL. */
function moved({ operator, left, right }: Binary, printer: Printer): Printed | undefined {
  const [moment, shift] = right.kind === 'interval' ? [left, right] : [right, left];
  if (shift.kind !== 'interval' || (operator === '-' && shift === left)) return undefined;
  const kind = kindOf(moment, printer);
  const start =
    kind === 'date' ? `toDateTime64(${printer.text(moment)}, 6)` : printer.operand(moment, level.add);
  const steps = (parseInterval(shift.amount) ?? []).map((part) => `${operator} ${intervalText(part)}`);
  return { text: [start, ...steps].join(' '), level: level.add };
}

function difference({ left, right }: Binary, printer: Printer): Printed | undefined {
  const kinds = [kindOf(left, printer), kindOf(right, printer)];
  if (kinds.every((kind) => kind === 'date'))
    return called('dateDiff', "'day'", printer.text(right), printer.text(left));
  if (!kinds.every((kind) => kind === 'date' || kind === 'timestamp')) return undefined;
  return printer.refuse('a difference of timestamps', {
    en: 'ClickHouse has no interval of mixed units: take extract(epoch from a - b)',
    ru: 'в ClickHouse нет интервала из разных единиц: возьмите extract(epoch from a - b)',
  });
}

/** `n * interval '1 day'`. */
function manyIntervals({ left, right }: Binary, printer: Printer): Printed | undefined {
  const [interval, count] = left.kind === 'interval' ? [left, right] : [right, left];
  if (interval.kind !== 'interval') return undefined;
  const [part, ...more] = parseInterval(interval.amount) ?? [];
  if (!part || more.length > 0) return undefined;
  const unit = part.unit.charAt(0).toUpperCase() + part.unit.slice(1);
  const times =
    part.count === 1 ? printer.text(count) : `${printer.operand(count, level.multiply)} * ${part.count}`;
  return atom(`toInterval${unit}(${times})`);
}
