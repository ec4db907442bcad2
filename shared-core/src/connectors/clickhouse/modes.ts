import type { LoadMode } from '../contract';
import type { Relation } from './catalog';
import { merge } from './merge';
import { attachment, exchange, singleInsert } from './publish';
import { copyRows, createNext, type Prepared, type Staged } from './staged';
import { isMergeTree } from './staging';

/** What a mode makes of staged rows, up to the moment when readers see them. @internal */
export const modes: Record<LoadMode, (staged: Staged) => Promise<Prepared>> = { append, replace, merge };

/** Whether rows are staged in the target's own layout, so that their parts can be attached. @internal */
export const layoutOf = (mode: LoadMode, relation: Relation) =>
  mode !== 'merge' && isMergeTree(relation.engine) ? 'target' : 'none';

async function append(staged: Staged): Promise<Prepared> {
  const { server, relation, rows, fields, count, runId } = staged;
  if (!isMergeTree(relation.engine)) {
    const next = await createNext(staged);
    await copyRows(staged, relation, next);
    await copyRows(staged, rows, next);
    return { ...(await exchange(server, relation, next)), superseded: 0 };
  }
  const publication =
    relation.dependents.length > 0
      ? await singleInsert(server, relation, rows, { fields, rows: await count, runId })
      : await attachment(server, relation, rows);
  return { ...publication, superseded: 0 };
}

async function replace(staged: Staged): Promise<Prepared> {
  const { server, relation, rows } = staged;
  const next = await createNext(staged);
  if (isMergeTree(relation.engine))
    await (await attachment(server, { ...relation, ...next }, rows)).publish();
  else await copyRows(staged, rows, next);
  return { ...(await exchange(server, relation, next)), superseded: 0 };
}
