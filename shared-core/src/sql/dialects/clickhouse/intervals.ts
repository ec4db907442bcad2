import type { IntervalPart } from '../../interval';
import { atom, type Printed, type Printer } from '../../print/printer';

/** `INTERVAL 1 YEAR`; several units only stand where a time is moved by them. */
export function intervals(parts: IntervalPart[], printer: Printer): Printed {
  const [part] = parts;
  if (parts.length === 1 && part) return atom(intervalText(part));
  return printer.refuse('an interval of several units by itself', {
    en: 'ClickHouse has intervals of one unit',
    ru: 'в ClickHouse интервал из одной единицы',
  });
}

/** */
export function intervalText({ count, unit }: IntervalPart): string {
  if (Number.isInteger(count)) return `INTERVAL ${count} ${unit.toUpperCase()}`;
  return `INTERVAL ${Math.round(count * 1_000_000)} MICROSECOND`;
}
