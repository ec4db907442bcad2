/** Rows as they lie in the database; `migrations/` makes the tables. Times are ISO 8601 in UTC with milliseconds. */

export type RunState = 'running' | 'success' | 'failed' | 'cancelled' | 'silent' | 'unknown';

export interface PipelineRow {
  id: number;
  name: string;
  entity_name: string;
  kind: 'published' | 'observed';
  title: string | null;
  description: string | null;
  owner: string;
  owner_ref: string;
  schedule: string | null;
  cron: string | null;
  version: number;
  hash: string;
  search_text: string;
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  last_run_id: string | null;
  last_run_at: string | null;
  last_state: RunState | null;
}

export interface VersionRow {
  pipeline_id: number;
  version: number;
  hash: string;
  yaml: string;
  /** JSON of the spec. */
  spec: string;
  /** JSON: TableSchema by `connection:object`. */
  schemas: string;
  message: string | null;
  changes: number;
  created_by: string;
  created_at: string;
}

export interface DatasetRow {
  id: string;
  namespace: string;
  name: string;
  title: string;
  entity_name: string;
  system: string | null;
  connection: string | null;
  owner: string | null;
  sensitivity: string | null;
  /** JSON of the API's fields. */
  fields: string;
  field_count: number;
  fields_from: 'event' | 'spec';
  fields_at: string | null;
  profile: string | null;
  profiled_at: string | null;
  search_text: string;
  created_at: string;
  updated_at: string;
  gone_at: string | null;
  last_written_at: string | null;
}

export interface DatasetNameRow {
  id: string;
  dataset_id: string;
  namespace: string;
  name: string;
}

export interface PipelineDatasetRow {
  pipeline_id: number;
  dataset_id: string;
  direction: 'in' | 'out';
  origin: 'spec' | 'run';
}

export interface ColumnEdgeRow {
  id: string;
  pipeline_id: number;
  from_dataset: string;
  from_field: string | null;
  to_dataset: string;
  to_field: string | null;
  kind: 'direct' | 'indirect';
  transformation: string | null;
  origin: 'spec' | 'run';
}

/** A job of a version of a pipeline, as far as it tells lineage. */
export interface LineageJobRow {
  id: string;
  pipeline_id: number;
  version: number;
  job: string;
  /** Of a DAG, the task that the job is, or belongs to. */
  task: string | null;
  /** JSON: marks of what counts now. */
  live: string;
}

/** What a job tells, once for each mark of it. */
export interface TellingRow {
  id: string;
  job_id: string;
  mark: string;
  /** JSON of edges and column edges, between names as they were told; of the job `tasks` a list of tasks. */
  edges: string;
}

/** From when on a job told what. */
export interface MomentRow {
  job_id: string;
  teller: string;
  run_id: string | null;
  at: string;
  place: string;
  /** SQLite keeps 0 and 1. */
  settles: boolean | number;
  /** JSON. */
  marks: string;
}

export interface RunRow {
  id: string;
  pipeline_id: number;
  version: number | null;
  hash: string | null;
  state: RunState;
  state_at: string;
  started_at: string;
  ended_at: string | null;
  seconds: number | null;
  /** PostgreSQL gives its 64-bit integers as text. */
  read: number | string | null;
  written: number | string | null;
  rejected: number | string | null;
  door: string | null;
  producer: string | null;
  namespace: string | null;
  nominal_time: string | null;
  native_id: string | null;
  /** Event time of the newest event about it. */
  heard_at: string | null;
  /** Who says how it ended, where no event did: `tasks`, `silence` or the id of a source of runs. */
  state_from: string | null;
  /** JSON, like the two after it. */
  error: string | null;
  ledgers: string | null;
  checks: string | null;
  /** JSON: marks of the lineage that it told. */
  told: string | null;
}

export interface TaskRow {
  id: string;
  run_id: string;
  name: string;
  state: RunState;
  state_at: string;
  started_at: string | null;
  ended_at: string | null;
  written: number | string | null;
  error: string | null;
  told: string | null;
}

export interface AuditRow {
  id: number;
  pipeline: string;
  at: string;
  who: string;
  action: string;
  version: number | null;
  message: string | null;
}
