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
  /**
   * Distinct values, NULL not counted: an estimate where counting all would need much memory.
   * @param rows - about so many rows are there
   */
  estimateDistinct(x: string, rows: number): string;
  /** Above so many the estimate made for so many rows is no good: the guess of the rows was too low. */
  estimatedUpTo?(rows: number): number;
  /** Counting exactly costs no sort: fields that may be keys are counted along with the rest. */
  countsKeysAlong?: boolean;
  /** The same, some ten percent off and with next to no memory. */
  roughDistinct(x: string): string;
  /** True when `estimateDistinct` is exact. */
  distinctIsExact: boolean;
  exactDistinct(x: string[]): string;
  /**
   * Rows, and different combinations, of several fields: of those whose hash falls into one part of so many.
   * @param part - a power of two; 1 for all
   */
  repetition(x: string[], part: number): { rows: string; distinct: string };
  /**
   * A query of its own that estimates distinct values of several expressions, `k` and `n` in each row: where an
   * aggregate among others would have to sort.
   */
  distinctQuery?(x: string[], relation: string): string;
  /** Exact, of integers between bounds that are not far apart: much cheaper than counting what was seen. */
  denseDistinct?(x: string, minimum: string, maximum: string): string;
  /**
   * A query for the first rows of a table that was made from them, in their order: JSON text of an array of rows (arrays
   * of texts), `rows`. Fetched value by value they cost twice as much.
   */
  firstRows?(texts: string[], table: string, limit: number): string;
  /** Values of several texts can be counted as one column with the number of their field. */
  canUnpivot?: boolean;
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
