import type { PartitionGrain } from './layout';

/** One partition of time: from inclusive, to exclusive, ISO dates. @internal */
export interface Period {
  label: string;
  from: string;
  to: string;
}

/** How a grain starts, steps and is called. Everything is UTC: a partition's border must not move with a server's zone. */
const grains: Record<
  PartitionGrain,
  { start(date: Date): Date; next(start: Date): Date; label(start: Date): string }
> = {
  day: {
    start: (date) => utc(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()),
    next: (start) => utc(start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate() + 1),
    label: (start) => day(start).replaceAll('-', '_'),
  },
  week: {
    start: (date) =>
      utc(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() - ((date.getUTCDay() + 6) % 7)),
    next: (start) => utc(start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate() + 7),
    label: (start) => `w${day(start).replaceAll('-', '_')}`,
  },
  month: {
    start: (date) => utc(date.getUTCFullYear(), date.getUTCMonth(), 1),
    next: (start) => utc(start.getUTCFullYear(), start.getUTCMonth() + 1, 1),
    label: (start) => day(start).slice(0, 7).replace('-', '_'),
  },
  quarter: {
    start: (date) => utc(date.getUTCFullYear(), date.getUTCMonth() - (date.getUTCMonth() % 3), 1),
    next: (start) => utc(start.getUTCFullYear(), start.getUTCMonth() + 3, 1),
    label: (start) => `${start.getUTCFullYear()}_q${start.getUTCMonth() / 3 + 1}`,
  },
  year: {
    start: (date) => utc(date.getUTCFullYear(), 0, 1),
    next: (start) => utc(start.getUTCFullYear() + 1, 0, 1),
    label: (start) => String(start.getUTCFullYear()),
  },
};

/**
 * The periods of a grain from the one that holds `minimum` to the one that holds `maximum`.
 * @returns `undefined` when the bounds are no dates of the years 1 to 9999
 * @internal
 */
export function periodsBetween(grain: PartitionGrain, minimum: string, maximum: string, limit: number) {
  const [first, last] = [readInstant(minimum), readInstant(maximum)];
  if (!first || !last) return undefined;
  const { start, next, label } = grains[grain];
  const periods: Period[] = [];
  for (let from = start(first); from <= last && periods.length <= limit; from = next(from))
    periods.push({ label: label(from), from: day(from), to: day(next(from)) });
  return periods;
}

/** ISO text as a profile gives it: `2001-01-31`, `2001-01-31 10:00:00`, optionally with a zone. */
function readInstant(text: string): Date | undefined {
  const match = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?$/.exec(
    text.trim(),
  );
  if (!match) return undefined;
  const [, date, time = '00:00', zone = 'Z'] = match;
  const offset = /^[+-]\d\d$/.test(zone) ? `${zone}:00` : zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
  const instant = new Date(`${date}T${time}${offset}`);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

function utc(year: number, month: number, dayOfMonth: number): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month, dayOfMonth);
  return date;
}

const day = (date: Date) => date.toISOString().slice(0, 10);
