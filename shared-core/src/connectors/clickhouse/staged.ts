import type { Relation } from './catalog';
import type { Publication } from './publish';
import { quoteList, quoteTable } from './quote';
import type { ClickHouseServer } from './server';
import { createStaging, stagingOf, type Staging } from './staging';

/** What a load has staged, and where it is to go. @internal */
export interface Staged {
  server: ClickHouseServer;
  relation: Relation;
  /** The rows as they came. */
  rows: Staging;
  /** Is being asked for. */
  count: Promise<number>;
  fields: string[];
  keys: string[];
  runId: string;
  object: string;
  /** Tables to drop afterwards; whoever makes one adds it. */
  made: Staging[];
}

/** A publication, with the rows that a later row of the same stream replaces. @internal */
export type Prepared = Publication & { superseded: number };

/** An empty twin of the target: engine, keys, indexes, TTL, comment. @internal */
export async function createNext(staged: Staged): Promise<Staging> {
  const { server, relation, runId, made } = staged;
  const next = stagingOf(relation, runId, 'next');
  made.push(next);
  await server.run({ sql: `DROP TABLE IF EXISTS ${quoteTable(next)}${server.onCluster} SYNC` });
  await server.run({ sql: `CREATE TABLE ${quoteTable(next)}${server.onCluster} AS ${quoteTable(relation)}` });
  return next;
}

/** The rows in the target's order of keys, so that their parts can be attached. @internal */
export async function createKeyed({ server, relation, runId, made }: Staged): Promise<Staging> {
  const keyed = stagingOf(relation, runId, 'keyed');
  made.push(keyed);
  await createStaging(server, relation, keyed, 'target');
  return keyed;
}

/** Columns whose values are kept; the server computes the others. @internal */
export const storedColumns = (relation: Relation) =>
  relation.columns
    .filter(({ defaultKind }) => defaultKind === '' || defaultKind === 'DEFAULT')
    .map(({ name }) => name);

/** @internal */
export async function copyRows({ server, relation }: Staged, from: Staging, to: Staging): Promise<void> {
  const names = quoteList(storedColumns(relation));
  await server.run({
    sql: `INSERT INTO ${quoteTable(to)} (${names}) SELECT ${names} FROM ${quoteTable(from)}`,
  });
}
