import { parseInterval, type IntervalPart } from '../../interval';
import type { Expression } from '../../ast';
import { level } from '../../print/level';
import type { Printed, Printer } from '../../print/printer';
import { called, type Call } from '../spell';

/** `generate_series(from, to, step)`: a row for each item of an array. */
export function series(call: Call, printer: Printer): Printed {
  const [from, to, step] = call.arguments as [Expression, Expression, Expression?];
  const isNumbers = printer.typeOf(from)?.kind === 'integer';
  const items = isNumbers ? numbers(from, to, step, printer) : moments(from, to, step, printer);
  if (items) return called('arrayJoin', items);
  return printer.refuse('generate_series() by this step', {
    en: 'it needs a literal step of one unit, and months from a first day of theirs',
    ru: 'нужен шаг-литерал из одной единицы, а для месяцев — начало с первого числа',
  });
}

/** range() leaves its end out. */
function numbers(from: Expression, to: Expression, step: Expression | undefined, printer: Printer) {
  const width = step === undefined ? 1 : wholeNumber(step);
  if (!width) return undefined;
  const end = `toInt64(${printer.text(to)}) ${width > 0 ? '+' : '-'} 1`;
  return `range(toInt64(${printer.text(from)}), ${end}, ${width})`;
}

function wholeNumber(step: Expression): number | undefined {
  if (step.kind === 'unary' && step.operator === '-') return -(wholeNumber(step.operand) ?? 0);
  return step.kind === 'literal' && typeof step.value === 'number' ? step.value : undefined;
}

/** As many steps as fit; dateDiff counts edges of units, so the last one may lie past the end. */
function moments(from: Expression, to: Expression, step: Expression | undefined, printer: Printer) {
  const [part, ...more] = step?.kind === 'interval' ? (parseInterval(step.amount) ?? []) : [];
  if (!part || more.length > 0 || part.count <= 0 || !Number.isInteger(part.count)) return undefined;
  if (isOfMonths(part) && !startsUnit(from)) return undefined;
  const [first, last] = [from, to].map((side) => moment(side, printer));
  const unit = part.unit.charAt(0).toUpperCase() + part.unit.slice(1);
  const count = `intDiv(dateDiff('${part.unit}', ${first}, ${last}), ${part.count})`;
  const all = `arrayMap(step -> ${first} + toInterval${unit}(step * ${part.count}), range(0, greatest(0, ${count} + 1)))`;
  return `arrayFilter(item -> item <= ${last}, ${all})`;
}

const moment = (side: Expression, printer: Printer) =>
  printer.typeOf(side)?.kind === 'date'
    ? `toDateTime64(${printer.text(side)}, 6)`
    : printer.operand(side, level.add);

const isOfMonths = ({ unit }: IntervalPart) => unit === 'month' || unit === 'year';

/** PostgreSQL steps from the last item, so that the 31st stays on the 29th after a February. */
const startsUnit = (from: Expression): boolean =>
  (from.kind === 'literal' && /^\d{4,}-\d\d-(0[1-9]|1\d|2[0-8])/.test(String(from.value))) ||
  (from.kind === 'call' && from.function === 'date_trunc');
