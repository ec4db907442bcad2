import type { Engine } from '../engine';
import type { TextRow } from './scan';

/** Tables of the engine that take rows which are no rows. @internal */
export interface RejectTables {
  table: string;
  scans: string;
}

/** A row that has too many or too few fields, or a quote that never ends. @public */
export interface UnreadableRow {
  /** Line in the file, counted from 1. */
  line: number;
  reason: string;
  raw: string;
}

/** Rows of them that a profile shows. */
const shown = 20;

/** @internal */
export const rejectTables = (): RejectTables => {
  const id = Math.random().toString(36).slice(2);
  return { table: `profile_rejects_${id}`, scans: `profile_reject_scans_${id}` };
};

/** What was set aside; every scan sets the same rows aside again, so they are counted by their place. @internal */
export async function rejectedRows(
  query: (sql: string) => Promise<TextRow[]>,
  { table }: RejectTables,
): Promise<{ count: number; rows: UnreadableRow[] }> {
  const [counted] = await query(`SELECT count(DISTINCT (file_id, line))::VARCHAR AS n FROM ${table}`);
  const rows = await query(
    `SELECT line::VARCHAR AS line, any_value(error_message) AS reason, any_value(csv_line) AS raw
     FROM ${table} AS r GROUP BY file_id, r.line ORDER BY file_id, r.line LIMIT ${shown}`,
  );
  return {
    count: Number(counted?.n ?? 0),
    rows: rows.map(({ line, reason, raw }) => ({
      line: Number(line),
      reason: reason ?? '',
      raw: (raw ?? '').slice(0, 400),
    })),
  };
}

/** @internal */
export const dropRejects = (engine: Engine, { table, scans }: RejectTables): Promise<void> =>
  engine.execute([`DROP TABLE IF EXISTS ${table}`, `DROP TABLE IF EXISTS ${scans}`]);
