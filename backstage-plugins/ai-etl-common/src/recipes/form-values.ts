/** What the table picker of a form gives: a dataset of one of the portal's connections. @public */
export interface PickedTable {
  connection: string;
  system: string;
  object: string;
  /** Only these fields; all without it. */
  fields?: string[];
}

/** What every form of a pipeline asks. @public */
export interface PipelineForm {
  name: string;
  description?: string;
  owner?: string;
  source: PickedTable;
  target: PickedTable;
  /** An expression over the fields of the source. */
  where?: string;
  mode?: 'replace' | 'append' | 'merge';
  /** Fields that identify a row; a merge needs them. */
  keys?: string[];
  /** Field that grows with every change of a row: only what is new since the last load is read. */
  cursor?: string;
  schedule?: { cron?: string; timezone?: string };
  /** Who is told when a run fails. */
  email?: string;
}
