import { createHash } from 'node:crypto';
import type { Relation } from './catalog';
import { splitList } from './native-type';
import { literal, quoteTable } from './quote';
import type { ClickHouseServer } from './server';

/** A table of ours beside the target. @internal */
export interface Staging {
  database: string;
  name: string;
}

/**
 * Named after the load, so that another attempt finds and drops what an earlier one left.
 * @param role - `rows` as they came, `keyed` in the target's order, or `next`, the table that is to become the target
 * @internal
 */
export function stagingOf(relation: Relation, runId: string, role: 'rows' | 'keyed' | 'next'): Staging {
  const hash = createHash('sha256').update(`${relation.name}\0${runId}`).digest('hex').slice(0, 16);
  return { database: relation.database, name: `ai_etl_${role}_${hash}` };
}

/** @internal */
export async function dropStaging(server: ClickHouseServer, staging: Staging, onCluster = ''): Promise<void> {
  await server.run({ sql: `DROP TABLE IF EXISTS ${quoteTable(staging)}${onCluster} SYNC` });
}

/**
 * Parts stay as they were inserted: their hashes are evidence, and their order is the order of the rows. A plain
 * MergeTree keeps every row, where a Replacing or Summing one would merge rows while they are inserted.
 */
const unmerged = {
  max_bytes_to_merge_at_max_space_in_pool: 1,
  max_bytes_to_merge_at_min_space_in_pool: 1,
  parts_to_delay_insert: 1_000_000,
  parts_to_throw_insert: 1_000_000,
  max_parts_in_total: 10_000_000,
  allow_nullable_key: 1,
};

/**
 * Makes an empty table with the columns of the target.
 * @param layout - `target`: parts can be attached to the target; `none`: rows keep the order in which they come
 * @internal
 */
export async function createStaging(
  server: ClickHouseServer,
  relation: Relation,
  staging: Staging,
  layout: 'target' | 'none',
): Promise<void> {
  const settings: [string, string][] = Object.entries(unmerged).map(([name, value]) => [name, String(value)]);
  const isOwn = layout === 'target' && isMergeTree(relation.engine);
  if (relation.storagePolicy && isMergeTree(relation.engine))
    settings.push(['storage_policy', literal(relation.storagePolicy)]);
  const clauses = [
    isOwn && relation.partitionKey && `PARTITION BY ${relation.partitionKey}`,
    isOwn && relation.primaryKey && `PRIMARY KEY ${asKey(relation.primaryKey)}`,
    isOwn && relation.sortingKey ? `ORDER BY ${asKey(relation.sortingKey)}` : 'ORDER BY tuple()',
    `SETTINGS ${settings.map(([name, value]) => `${name} = ${value}`).join(', ')}`,
  ].filter(Boolean);
  const sql = `CREATE TABLE ${quoteTable(staging)} AS ${quoteTable(relation)} ENGINE = MergeTree ${clauses.join(' ')}`;
  try {
    await server.run({ sql });
  } catch (error) {
    if (!isTableExists(error)) throw error;
    // An earlier attempt left it.
    await dropStaging(server, staging);
    await server.run({ sql });
  }
}

/** TABLE_ALREADY_EXISTS. */
const isTableExists = (error: unknown) =>
  error instanceof Error && String((error.cause as { code?: unknown } | undefined)?.code) === '57';

/** The catalogue lists the expressions; the server compares keys as they are written, brackets included. */
const asKey = (list: string) => (splitList(list).length === 1 ? list : `(${list})`);

/** @internal */
export const isMergeTree = (engine: string) => engine.endsWith('MergeTree');

/** @internal */
export async function countRows(server: ClickHouseServer, table: Staging): Promise<number> {
  const [row] = await server.rows<{ rows: number }>({
    sql: `SELECT toFloat64(count()) AS rows FROM ${quoteTable(table)}`,
  });
  return row!.rows;
}
