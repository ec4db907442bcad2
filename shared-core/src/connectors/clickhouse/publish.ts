import { connectorErrors } from '../errors';
import { joinObject } from '../object-name';
import { findRelation, type Relation } from './catalog';
import type { Evidence } from './load-ledger';
import { lastBlocks, partsAfter, partsOf, type Part } from './parts';
import { literal, quoteList, quoteTable } from './quote';
import type { ClickHouseServer } from './server';
import type { Staging } from './staging';

/** A publication that is ready: what to write down before it, and how to do it. @internal */
export interface Publication {
  evidence: Evidence;
  publish(): Promise<void>;
}

/**
 * Adds the staged parts to the target in one step: `ATTACH PARTITION ALL FROM` links all parts and makes them visible
 * under one lock (MergeTreeData, `Transaction::commit`), so a reader has all or none of them, and other writers are
 * not held up. No row is written twice.
 * @internal
 */
export async function attachment(
  server: ClickHouseServer,
  relation: Relation,
  staged: Staging,
): Promise<Publication> {
  const [own, before] = await Promise.all([partsOf(server, staged), partsOf(server, relation)]);
  const parts = own.filter((part) => part.active);
  return {
    evidence: { kind: 'attach', hashes: parts.map((part) => part.hash), lastBlocks: lastBlocks(before) },
    publish: async () => {
      if (parts.length === 0) return;
      await server.run({
        sql: `ALTER TABLE ${quoteTable(relation)} ATTACH PARTITION ALL FROM ${quoteTable(staged)}`,
      });
    },
  };
}

/** Rows of one block of one partition appear together, which an INSERT promises, and views are fed by it. */
const oneBlock = {
  max_threads: 1,
  max_insert_threads: 1,
  max_block_size: 1_100_000,
  min_insert_block_size_rows: 1_100_000,
  min_insert_block_size_bytes: 1_000_000_000_000,
  max_insert_block_size: 1_100_000,
  async_insert: 0,
};
const oneBlockRows = 1_000_000;

/**
 * For a table that feeds materialized views, which an attached part would pass by.
 * @throws `connector.not-writable` (refusal) when the rows do not fit into one atomic block
 * @internal
 */
export async function singleInsert(
  server: ClickHouseServer,
  relation: Relation,
  staged: Staging,
  load: { fields: string[]; rows: number; runId: string },
): Promise<Publication> {
  const parts = (await partsOf(server, staged)).filter((part) => part.active);
  const partitions = new Set(parts.map((part) => part.partition)).size;
  if (load.rows > oneBlockRows || partitions > 1)
    throw tooLargeForViews(server, relation, load.rows, partitions);
  const names = quoteList(load.fields);
  const sql = `INSERT INTO ${quoteTable(relation)} (${names}) SELECT ${names} FROM ${quoteTable(staged)}`;
  return {
    evidence: {
      kind: 'attach',
      hashes: ['inserted'],
      lastBlocks: lastBlocks(await partsOf(server, relation)),
    },
    publish: () => server.run({ sql, settings: { ...oneBlock, insert_deduplication_token: load.runId } }),
  };
}

function tooLargeForViews(server: ClickHouseServer, relation: Relation, rows: number, partitions: number) {
  const views = relation.dependents.join(', ');
  return connectorErrors['not-writable']({
    connection: server.name,
    object: nameOf(relation),
    reason: `it feeds ${views}, so rows must come as one INSERT of one block: at most ${oneBlockRows} rows of one partition, here ${rows} of ${partitions}`,
    причина: `из неё берёт строки ${views}, поэтому строки должны прийти одним блоком INSERT: не больше ${oneBlockRows} строк одной секции, а здесь ${rows} из ${partitions}`,
  });
}

/**
 * Swaps the names of the target and of a table that is ready. EXCHANGE is atomic in a database of engine Atomic, whose
 * tables are known by UUID: a query that runs goes on with the table it began with.
 * @internal
 */
export async function exchange(
  server: ClickHouseServer,
  relation: Relation,
  next: Staging,
): Promise<Publication> {
  const ready = await findRelation(server, { container: next.database, name: next.name });
  return {
    evidence: { kind: 'exchange', identity: ready!.identity },
    publish: async () => {
      const names = `${quoteTable(relation)} AND ${quoteTable(next)}`;
      await server.run({ sql: `EXCHANGE TABLES ${names}${server.onCluster}` });
    },
  };
}

/**
 * Whether an interrupted publication took place.
 * @throws `connector.not-writable` (refusal) where the server no longer knows
 * @internal
 */
export async function wasPublished(
  server: ClickHouseServer,
  relation: Relation,
  evidence: Evidence,
): Promise<boolean> {
  if (evidence.kind === 'exchange') return relation.identity === evidence.identity;
  const parts = await partsOf(server, relation);
  const ours = evidence.hashes.map((hash) => parts.find((part) => part.hash === hash));
  if (ours.every((part) => part !== undefined)) return true;
  const found = ours.filter((part) => part !== undefined);
  if (found.length > 0) return takeBack(server, relation, found);
  const later = partsAfter(parts, evidence.lastBlocks);
  // Parts that were never merged show by their hashes that they are others'; merged ones may hold ours.
  if (later.every((part) => part.level === 0) && evidence.hashes[0] !== 'inserted') return false;
  if (later.length === 0) return false;
  throw unknown(server, relation);
}

/** The server itself went down while it attached: some parts are there, others not. */
async function takeBack(server: ClickHouseServer, relation: Relation, parts: Part[]): Promise<false> {
  if (parts.some((part) => !part.active)) throw unknown(server, relation);
  for (const part of parts)
    await server.run({ sql: `ALTER TABLE ${quoteTable(relation)} DROP PART ${literal(part.name)}` });
  return false;
}

const unknown = (server: ClickHouseServer, relation: Relation) =>
  connectorErrors['not-writable']({
    connection: server.name,
    object: nameOf(relation),
    reason:
      'this run was interrupted while it was published, and the server has merged its parts since: look whether its rows are there, then load under another run id or not at all',
    причина:
      'этот запуск прервался во время публикации, и сервер с тех пор слил части: проверьте, есть ли его строки, и загрузите под другим номером запуска или не загружайте',
  });

const nameOf = (relation: Relation) => joinObject({ container: relation.database, name: relation.name });
