import type { UnreadableRow } from './rejected-rows';
import type { StatDialect } from './stat-dialect';
import type { TextField } from './text-relation';

/** A row of an answer: every value as text. @internal */
export type TextRow = Record<string, string | null>;

/** Something whose every row can be counted by SQL: a relation of the embedded engine, or a table where it lies. @internal */
export interface Scan {
  dialect: StatDialect;
  /** SQL text of the whole dataset. */
  relation: string;
  /** SQL text of its first rows, cheap to ask again. */
  head: string;
  /** Rows that the head has, unless the dataset has fewer. */
  headRows: number;
  fields: TextField[];
  /** A guess, for the share of rows that a sample takes. */
  estimatedRows: number;
  query(sql: string): Promise<TextRow[]>;
  /** Rows that could not be read at all, once the dataset has been scanned. */
  rejected?(): Promise<{ count: number; rows: UnreadableRow[] }>;
  close(): Promise<void>;
}

/** Rows of the head: enough that keys and growing domains show, cheap enough to read twice. @internal */
export const mostHeadRows = 51_200;
/** The head is kept in memory, so that a wide table has fewer rows of it. */
const headCells = 1_000_000;

/** @internal */
export const headRowsOf = (fields: number) =>
  Math.min(mostHeadRows, Math.max(4096, Math.floor(headCells / Math.max(1, fields))));

/** A field with more values is estimated; up to here each value is kept with its count. @internal */
export const enumerableLimit = 10_000;
