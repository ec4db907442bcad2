import type { Field, LogicalType, TableSchema } from '../../../schema';
import type { StepOf } from '../../../spec';
import type { Relation } from '../../../sql';
import type { Database, Endpoint, HomeSystem } from '../dag';
import type { FileFacts } from '../landing/file-facts';

/** Where rows lie while they are worked on: the target's own database, or DuckDB beside a file. */
export interface Home {
  system: HomeSystem;
  /** Lands what lies in the target's own connection too. */
  landsEverySource: boolean;
  /** Belongs to one task at a time. */
  isOneAtATime: boolean;
  /** All statements of a task are one transaction. */
  isTransactional: boolean;

  database(pipeline: string, target: StepOf<'target'>): Database;
  /** Where landed tables stand. */
  containerOf(target: StepOf<'target'>): string[];
  /** The type in which a field of a file lands. */
  landedType(field: Field, facts: FileFacts): LogicalType;
  /** What the pipeline's SQL reads of a landed file. */
  relationOf(path: string[], fields: Field[], facts: FileFacts): Relation;
  /** Makes the table in which a source lands, anew. */
  makeLanded(path: string[], fields: Field[], createContainer: boolean): string[];
  /** Takes rows from a server, as CSV in which NULL is \N. */
  takeRows(table: string, fields: Field[]): string;
  /** Takes what DuckDB read in a file, in the same form; types are checked. */
  takeTexts(table: string, fields: Field[]): string;
  /** Takes the bytes of a file as they are; `undefined` where it cannot, and DuckDB has to read them. */
  takeFile(table: string, fields: Field[], facts: FileFacts): string | undefined;
  /** Makes the target where it is missing and may be made. */
  createTarget(target: StepOf<'target'>, schema: TableSchema): string[];
  publish(rows: RowsToPublish): Publishing;
  /** Takes landed tables away. */
  cleanUp(tables: string[]): CleanUp;
}

/** A query whose rows are to become the target's. */
export interface RowsToPublish {
  target: StepOf<'target'>;
  schema: TableSchema;
  query: string;
  /** Some of them come by a cursor. */
  isIncremental: boolean;
  /** Some of them may be there already, and are known by their keys. */
  isOverlapping: boolean;
}

/** How rows become the target's, for the task that does it. */
export interface Publishing {
  operator: { kind: 'statements' } | { kind: 'save'; target: Endpoint };
  /** A sentence for the reader of the DAG, and one for the reader of the SQL. */
  doc: string;
  comment: string;
  statements: string[];
}

/** How landed tables go, for the task that does it. */
export type CleanUp = { doc: string } & ({ kind: 'remove' } | { kind: 'statements'; statements: string[] });
