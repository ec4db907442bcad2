import type { ColumnProfile } from './profile';
import type { ValueCount } from './value-counts';

/** A value on a line, with its text and the number of rows that have it. @internal */
export interface Point {
  at: number;
  text: string;
  count: number;
}

/** @internal */
export interface Moments {
  minimum: string;
  maximum: string;
  mean: number;
  deviation?: number;
  quantiles: string[];
}

/** Shares of the quantiles that a profile gives. @internal */
export const quantileShares = [0.05, 0.25, 0.5, 0.75, 0.95];

/** Bins of a histogram. @internal */
export const histogramBins = 20;

/**
 * Exact moments of counted values. Quantiles of numbers are interpolated between neighbours (as percentile_cont),
 * those of times are values that occur (as percentile_disc).
 * @internal
 */
export function momentsOf(points: Point[], kind: 'number' | 'time'): Moments | undefined {
  const sorted = points.filter(({ at }) => Number.isFinite(at)).sort((a, b) => a.at - b.at);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return undefined;
  const total = sorted.reduce((sum, { count }) => sum + count, 0);
  const mean = sorted.reduce((sum, { at, count }) => sum + at * count, 0) / total;
  const squares = sorted.reduce((sum, { at, count }) => sum + (at - mean) ** 2 * count, 0);
  return {
    minimum: first.text,
    maximum: last.text,
    mean,
    deviation: total > 1 ? Math.sqrt(squares / (total - 1)) : undefined,
    quantiles: quantileShares.map((share) => quantile(sorted, total, share, kind)),
  };
}

function quantile(sorted: Point[], total: number, share: number, kind: 'number' | 'time'): string {
  if (kind === 'time') return rowAt(sorted, Math.max(0, Math.ceil(share * total) - 1)).text;
  const position = share * (total - 1);
  const [low, high] = [rowAt(sorted, Math.floor(position)), rowAt(sorted, Math.ceil(position))];
  return printNumber(low.at + (high.at - low.at) * (position - Math.floor(position)));
}

/** Twelve digits: what lies beyond is the noise of binary arithmetic. @internal */
export const printNumber = (at: number) => String(Number(at.toPrecision(12)));

/** The point that the row of that place, counted from 0 in sorted order, lies in. */
function rowAt(sorted: Point[], place: number): Point {
  let passed = 0;
  for (const point of sorted) {
    passed += point.count;
    if (place < passed) return point;
  }
  return sorted[sorted.length - 1]!;
}

/** Equal-width bins over counted values. @internal */
export function histogramOf(
  points: Point[],
  print: (at: number) => string,
): ColumnProfile['histogram'] | undefined {
  const finite = points.filter(({ at }) => Number.isFinite(at));
  if (finite.length < 2) return undefined;
  const [low, high] = boundsOf(finite);
  if (low === high) return undefined;
  const counts = Array.from({ length: histogramBins }, () => 0);
  for (const { at, count } of finite) {
    const bin = Math.min(histogramBins - 1, Math.floor(((at - low) / (high - low)) * histogramBins));
    counts[bin] = (counts[bin] ?? 0) + count;
  }
  return binsOf(low, high, counts, print);
}

/** Names the borders of bins that were counted. @internal */
export function binsOf(low: number, high: number, counts: number[], print: (at: number) => string) {
  const width = (high - low) / counts.length;
  return counts.map((count, index) => ({
    from: print(low + width * index),
    to: print(index === counts.length - 1 ? high : low + width * (index + 1)),
    count,
  }));
}

/** Characters of counted texts. @internal */
export function lengthsOf(values: ValueCount[]): ColumnProfile['length'] | undefined {
  if (values.length === 0) return undefined;
  let [minimum, maximum, sum, rows] = [Infinity, 0, 0, 0];
  for (const { value, count } of values) {
    const length = [...value].length;
    minimum = Math.min(minimum, length);
    maximum = Math.max(maximum, length);
    sum += length * count;
    rows += count;
  }
  return { minimum, maximum, mean: sum / rows };
}

function boundsOf(points: Point[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const { at } of points) {
    low = Math.min(low, at);
    high = Math.max(high, at);
  }
  return [low, high];
}
