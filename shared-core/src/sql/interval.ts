/** Units of an interval in normal form, largest first. @public */
export const intervalUnits = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'] as const;
/** @public */
export type IntervalUnit = (typeof intervalUnits)[number];
/** One part of an interval: `2 month`. @public */
export interface IntervalPart {
  count: number;
  unit: IntervalUnit;
}

const names: Record<string, { unit: IntervalUnit; times: number }> = Object.fromEntries([
  ...intervalUnits.map((unit) => [unit, { unit, times: 1 }]),
  ...Object.entries({ y: 'year', yr: 'year', mon: 'month', w: 'week', d: 'day', h: 'hour', hr: 'hour' }).map(
    ([name, unit]) => [name, { unit, times: 1 }],
  ),
  ...Object.entries({ m: 'minute', min: 'minute', s: 'second', sec: 'second' }).map(([name, unit]) => [
    name,
    { unit, times: 1 },
  ]),
  ['decade', { unit: 'year', times: 10 }],
  ['century', { unit: 'year', times: 100 }],
  ['quarter', { unit: 'month', times: 3 }],
]);
const partPattern = /\s*([+-]?\d+(?:\.\d+)?)\s*([a-z]+)|\s*([+-]?)(\d+):(\d\d)(?::(\d\d(?:\.\d+)?))?/iy;

/**
 * Reads an interval as PostgreSQL writes it: `1 day 02:30`, `-3 months`, `1 year ago`.
 * @returns undefined where the text is not an interval that the tree can hold (fractions of anything but seconds, ISO 8601)
 * @public
 */
export function parseInterval(text: string): IntervalPart[] | undefined {
  const ago = /\s+ago\s*$/i.exec(text);
  const body = (ago ? text.slice(0, ago.index) : text).trimEnd();
  const parts: IntervalPart[] = [];
  partPattern.lastIndex = 0;
  while (partPattern.lastIndex < body.length) {
    const match = partPattern.exec(body);
    const read = match && (match[2] ? wordPart(match[1] ?? '', match[2]) : clockParts(match));
    if (!read) return undefined;
    parts.push(...read);
  }
  if (parts.length === 0) return undefined;
  return ago ? parts.map((part) => ({ ...part, count: -part.count })) : parts;
}

/** The normal form: `1 year -2 months`. @public */
export function printInterval(parts: IntervalPart[]): string {
  return parts.map(({ count, unit }) => `${count} ${unit}${Math.abs(count) === 1 ? '' : 's'}`).join(' ');
}

function wordPart(number: string, word: string): IntervalPart[] | undefined {
  const lower = word.toLowerCase();
  const known = names[lower] ?? names[lower.replace(/s$/, '')];
  const count = Number(number);
  if (!known || (!Number.isInteger(count) && known.unit !== 'second')) return undefined;
  return [{ count: count * known.times, unit: known.unit }];
}

function clockParts([, , , sign, hours, minutes, seconds]: RegExpExecArray): IntervalPart[] {
  const signed = (value: string | undefined) => Number(value ?? 0) * (sign === '-' ? -1 : 1);
  const parts: IntervalPart[] = [
    { count: signed(hours), unit: 'hour' },
    { count: signed(minutes), unit: 'minute' },
    { count: signed(seconds), unit: 'second' },
  ];
  const told = parts.filter((part) => part.count !== 0);
  return told.length > 0 ? told : [{ count: 0, unit: 'second' }];
}
