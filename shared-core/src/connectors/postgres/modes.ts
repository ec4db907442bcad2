import type { PoolClient } from 'pg';
import type { LoadMode } from '../contract';
import { connectorErrors } from '../errors';
import type { Relation } from './catalog';
import type { RecordedLoad } from './load-ledger';
import { insertStaged, stage, tableOf, type Filling, type ModeContext } from './staging';
import { merge } from './merge';
import { moveSequences } from './sequences';

type Mode = (
  client: PoolClient,
  relation: Relation,
  fields: string[],
  filling: Filling,
  context: ModeContext,
) => Promise<RecordedLoad>;

/** What a mode does inside the load's transaction. @internal */
export const modes: Record<LoadMode, Mode> = { append, replace, merge };

async function append(...[client, relation, fields, { fill }]: Parameters<Mode>): Promise<RecordedLoad> {
  const done = await fill(tableOf(relation), fields);
  await moveSequences(client, relation, fields);
  return { ...done, superseded: 0 };
}

/**
 * DELETE and fill in one transaction. Readers go on with the old rows until the commit and are never held up; grants,
 * views, indexes, triggers and identity stay, since the table stays. TRUNCATE would lock readers out for the whole
 * load and show an empty table to older snapshots; a renamed table would leave views and foreign keys on the old one.
 */
async function replace(
  ...[client, relation, fields, filling, context]: Parameters<Mode>
): Promise<RecordedLoad> {
  const table = tableOf(relation);
  const staged = filling.readsTarget && (await stage(client, relation, fields, filling));
  // Other loads wait here, readers do not.
  await client.query(`LOCK TABLE ${table} IN SHARE ROW EXCLUSIVE MODE`);
  const { rows } = await client.query<{ filled: boolean }>(`SELECT EXISTS (SELECT FROM ${table}) AS filled`);
  if (rows[0]!.filled) await clear(client, relation, context);
  if (staged) await insertStaged(client, relation, fields);
  const done = staged || (await filling.fill(table, fields));
  await moveSequences(client, relation, fields);
  return { ...done, superseded: 0 };
}

/** Rows that others refer to cannot go and come back: the references would be refused, or follow them. */
async function clear(client: PoolClient, relation: Relation, { object, server }: ModeContext): Promise<void> {
  const others = relation.referencedBy.join(', ');
  if (others)
    throw connectorErrors['not-writable']({
      connection: server.name,
      object,
      reason: `${others} refers to its rows, so they cannot be replaced; use merge`,
      причина: `на её строки ссылается ${others}, заменить их нельзя; используйте merge`,
    });
  await client.query(`DELETE FROM ${tableOf(relation)}`);
}
