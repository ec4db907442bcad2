import type { PartOfTime } from './grain';

/**
 * How a system says the statistics that a profile is made of. Every entry is a template over SQL text of that system;
 * expressions that come in are quoted already.
 * @internal
 */
export interface StatDialect {
  id: 'duckdb' | 'postgresql' | 'clickhouse';
  quote(name: string): string;
  literal(text: string): string;
  text(x: string): string;
  /** Text of a JSON value: a JSON string without its quotes. */
  jsonText(x: string): string;
  double(x: string): string;
  /** NULL for NaN and the infinities, with which no mean can be counted. */
  finite(x: string): string;
  /** Distinct values, NULL not counted: an estimate where counting all would need much memory. */
  estimateDistinct(x: string): string;
  /** The same, some ten percent off and with next to no memory. */
  roughDistinct(x: string): string;
  /** True when `estimateDistinct` is exact. */
  distinctIsExact: boolean;
  exactDistinct(x: string[]): string;
  deviation(x: string): string;
  /** JSON text of an array. */
  quantiles(x: string, shares: number[], kind: 'number' | 'time'): string;
  length(x: string): string;
  countIf(condition: string): string;
  truncate(part: PartOfTime, x: string): string;
  /** Bin number of a number between two bounds, from 0. */
  bin(x: string, minimum: number, width: number, bins: number): string;
  isPadded(x: string): string;
  /** True for text of that kind; never fails. */
  fits?: Partial<Record<CastKind, (x: string) => string>>;
  /** The typed value of a text, NULL where it does not fit. */
  cast?: Partial<Record<CastKind, (x: string) => string>>;
  /**
   * JSON text of an array of rows (arrays of texts), picked evenly over the whole dataset in the same scan.
   * @param share - rows that may be picked, of one; some times more than `size` rows should pass
   */
  rowSample?(texts: string[], hashed: string[], size: number, share: number): string;
}

/** Types that a text is tried as. @internal */
export type CastKind =
  | 'boolean'
  | 'integer'
  | 'float'
  | 'date'
  | 'timestamp'
  | 'timestamptz'
  | 'time'
  | 'uuid'
  | `date(${string})`;
