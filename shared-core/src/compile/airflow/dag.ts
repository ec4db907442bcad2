import type { LineageFile } from './lineage-file';

/** A DAG before it is text: data that the templates print. */
export interface Dag {
  id: string;
  /** File name without ending, and folder of its SQL. */
  module: string;
  title: string;
  /** Lines under the title: where from, what, where to. */
  story: string[];
  hash: string;
  owner: string;
  tags: string[];
  schedule: Schedule;
  timezone: string;
  retry?: { attempts: number; delay: Duration; exponential: boolean };
  timeout?: Duration;
  sla?: Duration;
  notify: { on: 'failure' | 'success' | 'sla'; email: string }[];
  parameters: { name: string; default: unknown; schema: string }[];
  tasks: Task[];
  /** Pairs of task ids: the first before the second. */
  edges: [string, string][];
}

/** A duration as `timedelta` takes it. */
export interface Duration {
  unit: 'seconds' | 'minutes' | 'hours' | 'days';
  amount: number;
}

export type Schedule =
  | { kind: 'cron'; cron: string }
  | { kind: 'every'; every: Duration }
  | { kind: 'asset'; asset: string }
  | { kind: 'manual' };

/** Systems that hold the rows while they are worked on. */
export type WarehouseSystem = 'postgresql' | 'clickhouse';

export const isWarehouse = (system: string): system is WarehouseSystem =>
  system === 'postgresql' || system === 'clickhouse';

/** What works on rows: the target's own SQL, or DuckDB where the target is a file. */
export type HomeSystem = WarehouseSystem | 'duckdb';

/** Where rows come from or go to, as the runtime's classes are called. */
export type Endpoint =
  { kind: 'file'; connection: string; path: string; encoding: string; compression?: 'gzip' } | Database;

/** What runs statements. */
export type Database =
  | { kind: WarehouseSystem; connection: string }
  /** A file of the engine's own below the folder of a connection. */
  | { kind: 'duckdb'; connection: string; path: string };

interface TaskBase {
  id: string;
  /** A sentence for the reader of the DAG. */
  doc: string;
}

interface DatabaseTask extends TaskBase {
  database: Database;
  sql: SqlFile;
}

export type Task =
  | (TaskBase & {
      kind: 'copy';
      source: Endpoint;
      /** What to ask the source for; a file without one is read as it is. */
      query?: SqlFile;
      target: Database;
      /** Makes a table; the last statement takes the rows. */
      sql: SqlFile;
    })
  | (DatabaseTask & { kind: 'statements'; outlet?: string; lineage?: LineageFile })
  | (DatabaseTask & { kind: 'check' | 'warning' | 'watermark' })
  | (DatabaseTask & { kind: 'save'; target: Endpoint; outlet?: string; lineage?: LineageFile })
  | (TaskBase & { kind: 'remove'; database: Database });

/** Statements of one task, in a file of their own. */
export interface SqlFile {
  path: string;
  /** Said at the top of the file. */
  comment: string;
  statements: string[];
}
