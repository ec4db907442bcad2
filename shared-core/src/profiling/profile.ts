import type { Localized } from '../language';
import type { LogicalType, TableSchema } from '../schema';
import type { UnreadableRow } from './rejected-rows';

/** Why a type (or an encoding, a key, …) was chosen. @public */
export interface Inference<T> {
  value: T;
  /** 0 to 1. */
  confidence: number;
  runnerUp?: { value: T; confidence: number };
  /** The row, byte or word that decided against the runner-up. */
  decidedBy?: { row?: number; byte?: number; value?: string; why: Localized };
}

/** A pattern that most values of a field follow. @public */
export type SemanticType =
  | 'email'
  | 'url'
  | 'uuid'
  | 'phone'
  | 'ip'
  | 'country-code'
  | 'currency-code'
  | 'percent'
  | 'money'
  | 'date-iso'
  | 'date-ru'
  | 'date-us'
  | 'date-eu'
  | 'decimal-comma'
  | 'latitude'
  | 'longitude'
  | 'postal-code'
  | 'inn'
  | 'snils'
  | 'iban'
  | 'json';

/** @public */
export interface ColumnProfile {
  name: string;
  type: LogicalType;
  inference: Inference<string>;
  nulls: number;
  nullShare: number;
  /** Estimate above 10,000 values; `distinctExact` says which. */
  distinct: number;
  distinctExact: boolean;
  unique: boolean;
  minimum?: string;
  maximum?: string;
  mean?: number;
  standardDeviation?: number;
  /** 0.05, 0.25, 0.5, 0.75, 0.95 of a number or time. */
  quantiles?: Record<string, string>;
  top: { value: string; count: number }[];
  /** Every value with its count, where there are at most 200; most frequent first. */
  values?: { value: string; count: number }[];
  /** Share of neighbouring rows, in the order of the data, that do not go down; of a sample. */
  ordered?: number;
  /** Histogram of a number or time: equal-width bins. */
  histogram?: { from: string; to: string; count: number }[];
  length?: { minimum: number; maximum: number; mean: number };
  semantic?: Inference<SemanticType>;
  patterns?: { pattern: string; share: number; example: string }[];
  /** Of a time field: the finest unit that its values use, and gaps in it. */
  grain?: {
    unit: 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';
    confidence: number;
    /** Periods without a row between the first and the last. */
    gaps: number;
    /** Unit of `gaps`: days for values finer than a day that are too many to keep; absent when gaps were not counted. */
    gapUnit?: string;
  };
  /** Of a time field: rows in each period, oldest first, at the finest unit from day on that has at most 5,000. */
  periods?: { unit: 'day' | 'month' | 'year'; counts: { start: string; count: number }[] };
  warnings: { code: string; en: string; ru: string }[];
}

/** @public */
export interface CandidateKey {
  fields: string[];
  confidence: number;
  evidence: Localized;
}

/** @public */
export interface DatasetProfile {
  dataset: string;
  rows: number;
  sizeBytes?: number;
  columns: ColumnProfile[];
  keys: CandidateKey[];
  /** Fields that carry time, best first. */
  timeFields: string[];
  schema: TableSchema;
  /** Of a text file: encoding, delimiter, quote, header, line ends, each with its inference. */
  dialect?: Record<string, Inference<string>>;
  /** Rows that could not be read at all and are not counted in `rows`. */
  rejected: number;
  /** The first of them. */
  rejectedRows?: UnreadableRow[];
  seconds: number;
}
