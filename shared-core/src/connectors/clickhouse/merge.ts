import { connectorErrors } from '../errors';
import { needsFinal } from './catalog';
import { createKeyed, createNext, storedColumns, type Prepared, type Staged } from './staged';
import { splitList } from './native-type';
import { lastBlocks, partsAfter, partsOf } from './parts';
import { attachment, exchange } from './publish';
import { literal, quote, quoteList, quoteTable } from './quote';
import { isMergeTree, type Staging } from './staging';

/** Rows of the target whose key is NULL are no match of anything, and must not fall out of `NOT IN`. */
const settings = { transform_null_in: 1, join_use_nulls: 0 };

/**
 * Rows with a known key take the place of the old ones, the others are added; of several rows with one key the last
 * of the stream wins.
 *
 * A replacing table whose order is the key merges by itself, so the rows are just added (it shows the last one, or the
 * one with the highest version, under FINAL). Any other table is built anew beside the old one: partitions without a
 * known key are linked, the others are read without the known keys, and the two swap names.
 * @internal
 */
export async function merge(staged: Staged): Promise<Prepared> {
  const superseded = await countSuperseded(staged);
  const last = superseded === 0 ? quoteTable(staged.rows) : `(${lastRows(staged)})`;
  const publication = mergesByItself(staged) ? await addRows(staged, last) : await rebuild(staged, last);
  return { ...publication, superseded };
}

async function countSuperseded({ server, rows, keys, object, count }: Staged): Promise<number> {
  const empty = keys.map((key) => `toFloat64(countIf(isNull(${quote(key)})))`);
  // An alias that a field could have would be read into the expressions.
  const [line] = await server.rows<{ ai_etl_facts: number[] }>({
    sql: `SELECT [toFloat64(uniqExact(${quoteList(keys)})), ${empty.join(', ')}] AS ai_etl_facts FROM ${quoteTable(rows)}`,
  });
  const [distinct = 0, ...nulls] = line!.ai_etl_facts;
  const without = keys.find((_, i) => nulls[i]! > 0);
  // A row without a key would be inserted again by every load.
  if (without !== undefined)
    throw connectorErrors['null-value']({ connection: server.name, object, field: without });
  return (await count) - distinct;
}

/** Parts are numbered, and their rows lie, in the order of the stream: see `staging.ts`. */
function lastRows({ rows, keys, fields }: Staged): string {
  const order = `(toUInt64(splitByChar('_', _part)[2]), _part_offset)`;
  const table = quoteTable(rows);
  return `SELECT ${quoteList(fields)} FROM ${table} WHERE (_part, _part_offset) IN
    (SELECT argMax((_part, _part_offset), ${order}) FROM ${table} GROUP BY ${quoteList(keys)})`;
}

function mergesByItself({ relation, keys, fields }: Staged): boolean {
  if (!relation.engine.endsWith('ReplacingMergeTree')) return false;
  const order = splitList(relation.sortingKey).map((name) => name.replace(/^`(.*)`$/, '$1'));
  const partitioned = relation.columns.filter((column) => column.inPartitionKey).map(({ name }) => name);
  return (
    order.length === keys.length &&
    order.every((name) => keys.includes(name)) &&
    // A row of another partition is not replaced.
    partitioned.every((name) => keys.includes(name)) &&
    storedColumns(relation).every((name) => fields.includes(name))
  );
}

async function addRows(staged: Staged, last: string) {
  const keyed = await createKeyed(staged);
  const names = quoteList(staged.fields);
  await staged.server.run({
    sql: `INSERT INTO ${quoteTable(keyed)} (${names}) SELECT ${names} FROM ${last}`,
  });
  return attachment(staged.server, staged.relation, keyed);
}

async function rebuild(staged: Staged, last: string) {
  const { server, relation } = staged;
  const before = lastBlocks(await partsOf(server, relation));
  const next = await createNext(staged);
  await linkUntouched(staged, next);
  await copyOthers(staged, next);
  await insertMerged(staged, next, last);
  const swap = await exchange(server, relation, next);
  return {
    ...swap,
    publish: async () => {
      await swap.publish();
      await rescueLate(staged, next, before);
    },
  };
}

const keyList = (keys: string[]) => (keys.length === 1 ? quote(keys[0]!) : `(${quoteList(keys)})`);
const stagedKeys = ({ rows, keys }: Staged) => `(SELECT ${quoteList(keys)} FROM ${quoteTable(rows)})`;
const whole = ({ relation }: Staged) =>
  `${quoteTable(relation)}${needsFinal(relation.engine) ? ' FINAL' : ''}`;

/** Partitions that hold none of the keys come over as links to their parts. */
async function linkUntouched(staged: Staged, next: Staging): Promise<void> {
  const { server, relation } = staged;
  for (const partition of await untouchedPartitions(staged))
    await server.run({
      sql: `ALTER TABLE ${quoteTable(next)} ATTACH PARTITION ID ${literal(partition)} FROM ${quoteTable(relation)}`,
    });
}

async function untouchedPartitions(staged: Staged): Promise<string[]> {
  const { server, relation, keys } = staged;
  if (!isMergeTree(relation.engine) || relation.partitionKey === '') return [];
  const touched = await server.rows<{ _partition_id: string }>({
    sql: `SELECT DISTINCT _partition_id FROM ${quoteTable(relation)} WHERE ${keyList(keys)} IN ${stagedKeys(staged)}`,
  });
  const ids = new Set(touched.map((row) => row._partition_id));
  const parts = (await partsOf(server, relation)).filter((part) => part.active && !ids.has(part.partition));
  return [...new Set(parts.map((part) => part.partition))];
}

/** Of the partitions that were not linked, the rows with other keys. */
async function copyOthers(staged: Staged, next: Staging): Promise<void> {
  const { server, relation, keys } = staged;
  const linked = await untouchedPartitions(staged);
  const names = quoteList(storedColumns(relation));
  const rest = linked.length > 0 ? ` AND NOT has([${linked.map(literal).join(', ')}], _partition_id)` : '';
  await server.run({
    sql: `INSERT INTO ${quoteTable(next)} (${names}) SELECT ${names} FROM ${whole(staged)}
      WHERE ${keyList(keys)} NOT IN ${stagedKeys(staged)}${rest}`,
    settings,
  });
}

/** Fields that the load leaves out keep their value where the key is known, and get their default where it is new. */
async function insertMerged(staged: Staged, next: Staging, last: string): Promise<void> {
  const { server, relation, fields, keys } = staged;
  const kept = storedColumns(relation).filter((name) => !fields.includes(name));
  const names = quoteList(fields);
  const known = `(SELECT ${quoteList(keys)} FROM ${whole(staged)})`;
  const onlyNew = kept.length > 0 ? ` WHERE ${keyList(keys)} NOT IN ${known}` : '';
  await server.run({
    sql: `INSERT INTO ${quoteTable(next)} (${names}) SELECT ${names} FROM ${last}${onlyNew}`,
    settings,
  });
  if (kept.length === 0) return;
  const values = [...fields.map((name) => `s.${quote(name)}`), ...kept.map((name) => `t.${quote(name)}`)];
  const same = keys.map((key) => `t.${quote(key)} = s.${quote(key)}`).join(' AND ');
  await server.run({
    sql: `INSERT INTO ${quoteTable(next)} (${quoteList([...fields, ...kept])}) SELECT ${values.join(', ')}
      FROM ${whole(staged)} AS t INNER JOIN ${last} AS s ON ${same}`,
    settings,
  });
}

/** Rows that others inserted into the old table while the new one was built come over. */
async function rescueLate(staged: Staged, old: Staging, before: Record<string, number>): Promise<void> {
  const { server, relation, object } = staged;
  const late = partsAfter(await partsOf(server, old), before);
  if (late.length === 0) return;
  const mixed = late.some((part) => part.firstBlock <= (before[part.partition] ?? -1));
  if (mixed)
    throw connectorErrors['not-writable']({
      connection: server.name,
      object,
      reason: `another writer inserted rows while it was merged; they are in ${quoteTable(old)}`,
      причина: `во время слияния другой процесс вставил строки; они в ${quoteTable(old)}`,
    });
  const names = quoteList(storedColumns(relation));
  const parts = late.map((part) => literal(part.name)).join(', ');
  await server.run({
    sql: `INSERT INTO ${quoteTable(relation)} (${names}) SELECT ${names} FROM ${quoteTable(old)} WHERE _part IN (${parts})`,
  });
}
