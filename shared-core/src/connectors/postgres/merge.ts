import type { PoolClient } from 'pg';
import { connectorErrors } from '../errors';
import type { Relation } from './catalog';
import type { RecordedLoad } from './load-ledger';
import { quote, quoteList } from './quote';
import { moveSequences } from './sequences';
import { stage, staging, tableOf, type Filling, type ModeContext } from './staging';

/**
 * Updates the rows whose key is there and inserts the others. Of several rows with one key the last of the stream
 * wins: `ctid` is the order in which COPY wrote them.
 * @internal
 */
export async function merge(
  client: PoolClient,
  relation: Relation,
  fields: string[],
  filling: Filling,
  context: ModeContext,
): Promise<RecordedLoad> {
  const keys = context.keys ?? [];
  const done = await stage(client, relation, fields, filling);
  await assertKeysPresent(client, keys, context);
  const last = `SELECT DISTINCT ON (${quoteList(keys)}) ${quoteList(fields)} FROM ${staging}
    ORDER BY ${quoteList(keys)}, ctid DESC`;
  const plan: Plan = { table: tableOf(relation), fields, keys, last };
  const merged = hasArbiter(relation, keys)
    ? await upsert(client, plan)
    : await updateThenInsert(client, plan);
  await moveSequences(client, relation, fields);
  return { ...done, superseded: done.rows - merged };
}

interface Plan {
  table: string;
  fields: string[];
  keys: string[];
  /** The last row of each key. */
  last: string;
}

/** A row without a key would be inserted again by every load. */
async function assertKeysPresent(client: PoolClient, keys: string[], { object, server }: ModeContext) {
  for (const key of keys) {
    const { rowCount } = await client.query(`SELECT FROM ${staging} WHERE ${quote(key)} IS NULL LIMIT 1`);
    if (rowCount) throw connectorErrors['null-value']({ connection: server.name, object, field: key });
  }
}

/** ON CONFLICT needs a unique index over just these columns. */
const hasArbiter = (relation: Relation, keys: string[]) =>
  relation.keys.some(
    ({ isImmediate, fields }) =>
      isImmediate && fields.length === keys.length && fields.every((field) => keys.includes(field)),
  );

const assignments = ({ fields, keys }: Plan, from: string) =>
  fields
    .filter((field) => !keys.includes(field))
    .map((field) => `${quote(field)} = ${from}.${quote(field)}`)
    .join(', ');

async function upsert(client: PoolClient, plan: Plan): Promise<number> {
  const { table, fields, keys, last } = plan;
  const set = assignments(plan, 'excluded');
  // The query is counted, not the statement: DO NOTHING leaves out the rows that are there.
  const { rows } = await client.query<{ rows: string }>(
    `WITH last AS MATERIALIZED (${last}),
       merged AS (INSERT INTO ${table} (${quoteList(fields)}) OVERRIDING SYSTEM VALUE SELECT ${quoteList(fields)} FROM last
                  ON CONFLICT (${quoteList(keys)}) DO ${set ? `UPDATE SET ${set}` : 'NOTHING'})
     SELECT count(*) AS rows FROM last`,
  );
  return Number(rows[0]!.rows);
}

/** Without an index that decides, no one else may write in between. */
async function updateThenInsert(client: PoolClient, plan: Plan): Promise<number> {
  const { table, fields, keys, last } = plan;
  const names = quoteList(fields);
  const same = keys.map((key) => `t.${quote(key)} = s.${quote(key)}`).join(' AND ');
  const set = assignments(plan, 's');
  const source = quote('ai_etl_last');
  await client.query(`LOCK TABLE ${table} IN SHARE ROW EXCLUSIVE MODE`);
  const { rowCount } = await client.query(`CREATE TEMPORARY TABLE ${source} ON COMMIT DROP AS ${last}`);
  if (set) await client.query(`UPDATE ${table} t SET ${set} FROM ${source} s WHERE ${same}`);
  await client.query(
    `INSERT INTO ${table} (${names}) OVERRIDING SYSTEM VALUE
     SELECT ${names} FROM ${source} s WHERE NOT EXISTS (SELECT FROM ${table} t WHERE ${same})`,
  );
  return rowCount ?? 0;
}
