import type { PoolClient } from 'pg';
import type { WriteRequest } from '../contract';
import { denied } from './permissions';
import { literal, quote } from './quote';

/** The table of finished loads in the target's schema; written in the load's own transaction. */
const ledgerName = 'ai_etl_load';

type Who = { connection: string; user: string };

const ledgerTable = (schema: string) => `${quote(schema)}.${quote(ledgerName)}`;

/**
 * Makes the ledger table where it is missing, in a transaction of its own: inside the load's, two first loads into
 * one schema would wait for each other's whole length.
 * @throws `connector.permission-denied` (input)
 * @internal
 */
export async function ensureLedger(client: PoolClient, schema: string, who: Who): Promise<void> {
  const table = ledgerTable(schema);
  const { rows } = await client.query<{ exists: boolean; usable: boolean; creatable: boolean }>(
    `SELECT to_regclass($1) IS NOT NULL AS exists, has_schema_privilege(n.oid, 'CREATE') AS creatable,
       coalesce(has_table_privilege(to_regclass($1), 'SELECT') AND has_table_privilege(to_regclass($1), 'INSERT')
         AND has_table_privilege(to_regclass($1), 'UPDATE'), false) AS usable
     FROM pg_namespace n WHERE n.nspname = $2 AND has_schema_privilege(n.oid, 'USAGE')`,
    [table, schema],
  );
  const state = rows[0];
  if (!state) throw denied(who, 'USAGE', `SCHEMA ${quote(schema)}`);
  if (state.exists && !state.usable) throw denied(who, 'SELECT, INSERT, UPDATE', table);
  if (state.exists) return;
  if (!state.creatable) throw denied(who, 'CREATE', `SCHEMA ${quote(schema)}`);
  await client.query(
    `BEGIN; SELECT pg_advisory_xact_lock(hashtext(${literal(table)}));
     CREATE TABLE IF NOT EXISTS ${table} (
       run_id text NOT NULL, object text NOT NULL, mode text NOT NULL, rows bigint, bytes bigint, superseded bigint,
       loaded_by text NOT NULL DEFAULT current_user, started_at timestamptz NOT NULL DEFAULT now(),
       PRIMARY KEY (run_id, object));
     COMMENT ON TABLE ${table} IS 'Finished loads of AI-ETL: a run id that stands here is not loaded again';
     COMMIT`,
  );
}

/** @internal */
export interface RecordedLoad {
  rows: number;
  bytes: number;
  superseded: number;
}

/**
 * Claims a run for this transaction. A second load with the same id waits here for the first to end, then learns
 * that it is done.
 * @returns the earlier load, where there is one
 * @internal
 */
export async function claimRun(
  client: PoolClient,
  schema: string,
  table: string,
  request: WriteRequest,
): Promise<RecordedLoad | undefined> {
  const ledger = ledgerTable(schema);
  const claim = await client.query(
    `INSERT INTO ${ledger} (run_id, object, mode) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
    [request.runId, table, request.mode],
  );
  if (claim.rowCount === 1) return undefined;
  const { rows } = await client.query<RecordedLoad>(
    `SELECT rows::float8, bytes::float8, superseded::float8 FROM ${ledger} WHERE run_id = $1 AND object = $2`,
    [request.runId, table],
  );
  return rows[0];
}

/** @internal */
export async function recordLoad(
  client: PoolClient,
  schema: string,
  table: string,
  runId: string,
  { rows, bytes, superseded }: RecordedLoad,
): Promise<void> {
  await client.query(
    `UPDATE ${ledgerTable(schema)} SET rows = $3, bytes = $4, superseded = $5 WHERE run_id = $1 AND object = $2`,
    [runId, table, rows, bytes, superseded],
  );
}

/** A table that is made anew holds none of the rows that were loaded under its name before. @internal */
export async function forgetLoads(client: PoolClient, schema: string, table: string): Promise<void> {
  await client.query(`DELETE FROM ${ledgerTable(schema)} WHERE object = $1`, [table]);
}
