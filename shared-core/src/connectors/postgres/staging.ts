import type { PoolClient } from 'pg';
import type { Relation } from './catalog';
import { quote, quoteList, quoteObject } from './quote';
import type { PostgresServer } from './server';

/** How rows get into a table: COPY from a stream, or INSERT … SELECT. @internal */
export interface Filling {
  /** A query may read the very table it replaces, so its result is set aside first. */
  readsTarget: boolean;
  fill(table: string, columns: string[]): Promise<Filled>;
}

/** @internal */
export interface Filled {
  rows: number;
  bytes: number;
}

/** @internal */
export interface ModeContext {
  keys?: string[];
  object: string;
  server: PostgresServer;
}

/** Temporary: nobody else sees it, it writes no log, and it goes with the transaction. @internal */
export const staging = quote('ai_etl_staging');

/** @internal */
export const tableOf = ({ schema, name }: Relation) => quoteObject({ container: schema, name });

/** Fills the staging table, whose columns have the target's types but none of its rules. @internal */
export async function stage(
  client: PoolClient,
  relation: Relation,
  fields: string[],
  filling: Filling,
): Promise<Filled> {
  await client.query(
    `CREATE TEMPORARY TABLE ${staging} ON COMMIT DROP AS SELECT ${quoteList(fields)} FROM ${tableOf(relation)} WITH NO DATA`,
  );
  return filling.fill(staging, fields);
}

/** @internal */
export async function insertStaged(client: PoolClient, relation: Relation, fields: string[]): Promise<void> {
  const names = quoteList(fields);
  await client.query(
    `INSERT INTO ${tableOf(relation)} (${names}) OVERRIDING SYSTEM VALUE SELECT ${names} FROM ${staging}`,
  );
}
