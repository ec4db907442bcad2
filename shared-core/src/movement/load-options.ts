import type { Connection, DatasetStream, LoadMode, ReadRequest, StreamFormat } from '../connectors';
import type { TableLayout } from '../ddl';
import type { TableSchema } from '../schema';
import type { Progress } from './ledger';

/** A dataset of a connection. @public */
export interface ObjectSource {
  connection: Connection;
  object: string;
  options?: Record<string, unknown>;
  fields?: string[];
  /** In the connector's own dialect. */
  where?: string;
  limit?: number;
  /** Declared types, which win over inference. */
  schema?: TableSchema;
}

/** A SELECT in the dialect of a connection; into the same connection the rows never leave it. @public */
export interface QuerySource {
  connection: Connection;
  sql: string;
  schema: TableSchema;
  /** What messages and the ledger call it. */
  name: string;
}

/** Anything that can be opened again: a load that was refused reads it a second time. @public */
export interface StreamSource {
  name: string;
  schema: TableSchema;
  offers: StreamFormat[];
  open(request: Pick<ReadRequest, 'formats' | 'signal'>): Promise<DatasetStream>;
}

/** @public */
export type LoadSource = ObjectSource | QuerySource | StreamSource;

/** @public */
export interface LoadTarget {
  connection: Connection;
  object: string;
  mode: LoadMode;
  /** Fields that identify a row; a merge needs them. */
  keys?: string[];
  /** `auto` (the default) creates a missing table from the schema of the source. */
  create?: 'auto' | 'never';
  /** How a table lies that is created. */
  layout?: TableLayout;
  /** Fields of the source that the target does not have; refused by default. */
  extraFields?: 'refuse' | 'ignore';
}

/** @public */
export interface LoadOptions {
  source: LoadSource;
  target: LoadTarget;
  /** The same id again is the same load: it is done once. A new one by default. */
  runId?: string;
  pipeline?: string;
  step?: string;
  /** More rejected rows than this fail the load; any number by default. */
  rejectLimit?: number;
  /** Where rejected rows are written; a folder of the system's temporary one by default. */
  rejectsDirectory?: string;
  /** DuckDB's memory, where rows must be converted or checked. */
  memoryLimit?: string;
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}
