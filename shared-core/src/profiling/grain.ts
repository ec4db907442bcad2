import type { ColumnProfile } from './profile';

/** Units of time, finest first. @internal */
const partsOfTime = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
/** @internal */
export type PartOfTime = (typeof partsOfTime)[number];

const day = 86_400_000;

/** Is this instant (UTC milliseconds) the start of the unit? */
const starts: Record<PartOfTime, (at: number) => boolean> = {
  second: (at) => at % 1000 === 0,
  minute: (at) => at % 60_000 === 0,
  hour: (at) => at % 3_600_000 === 0,
  day: (at) => at % day === 0,
  week: (at) => at % day === 0 && new Date(at).getUTCDay() === 1,
  month: (at) => at % day === 0 && new Date(at).getUTCDate() === 1,
  quarter: (at) => starts.month(at) && new Date(at).getUTCMonth() % 3 === 0,
  year: (at) => starts.month(at) && new Date(at).getUTCMonth() === 0,
};

/** Number of the period that an instant lies in; neighbours differ by one. */
const periodNumber: Record<PartOfTime, (at: number) => number> = {
  second: (at) => Math.floor(at / 1000),
  minute: (at) => Math.floor(at / 60_000),
  hour: (at) => Math.floor(at / 3_600_000),
  day: (at) => Math.floor(at / day),
  // 1970-01-05 was a Monday.
  week: (at) => Math.floor((at / day - 4) / 7),
  month: (at) => new Date(at).getUTCFullYear() * 12 + new Date(at).getUTCMonth(),
  quarter: (at) => new Date(at).getUTCFullYear() * 4 + Math.floor(new Date(at).getUTCMonth() / 3),
  year: (at) => new Date(at).getUTCFullYear(),
};

/** How many of those whose unit is finer may stray before the coarser unit is given up: one in a hundred. */
const straying = 0.01;

/**
 * The coarsest unit whose borders the values keep to.
 *
 * @param instants - UTC milliseconds with how often each occurs, every value or a sample of them
 * @param isComplete - whether `instants` are all there are; gaps can be counted only then
 * @internal
 */
export function grainOf(
  instants: { at: number; count: number }[],
  isComplete: boolean,
): ColumnProfile['grain'] | undefined {
  const total = instants.reduce((sum, { count }) => sum + count, 0);
  // One value keeps to every border and says nothing.
  if (instants.length < 2) return undefined;
  for (const unit of [...partsOfTime].reverse()) {
    const kept = instants.reduce((sum, { at, count }) => sum + (starts[unit](at) ? count : 0), 0);
    if (kept / total >= 1 - straying)
      return {
        unit,
        confidence: round((kept / total) * (1 - 1 / (instants.length + 1))),
        gaps: isComplete ? gapsIn(instants, unit) : 0,
        gapUnit: isComplete ? unit : undefined,
      };
  }
  return { unit: 'second', confidence: round(1 - 1 / (instants.length + 1)), gaps: 0 };
}

/** Periods between the first and the last that have no value. @internal */
export function gapsIn(instants: { at: number }[], unit: PartOfTime): number {
  const numbers = new Set(instants.map(({ at }) => periodNumber[unit](at)));
  const [first, last] = [...numbers].reduce(
    ([low, high], number) => [Math.min(low, number), Math.max(high, number)],
    [Infinity, -Infinity],
  );
  return numbers.size === 0 ? 0 : last - first + 1 - numbers.size;
}

const round = (x: number) => Math.round(x * 10_000) / 10_000;
