import { datasetReadPermission, pipelineReadPermission } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Router } from 'express';
import type { Caller } from '../access/Caller';
import { always } from '../database/lineage-at';
import { lineageChanges } from '../lineage/changes';
import { datasetErrors } from '../lineage/errors';
import type { Direction } from '../lineage/graph';
import { presently, timeOf, type Moment } from '../lineage/moment';
import type { Portal } from '../portal';
import { focusOf, readableRun, visibleTo } from './found';

interface ChangesQuery {
  dataset?: string;
  pipeline?: string;
  from?: string;
  fromRun?: string;
  to?: string;
  toRun?: string;
  direction?: Direction;
  depth?: number;
  columns?: boolean;
  maxNodes?: number;
}

interface HistoryQuery {
  dataset?: string;
  pipeline?: string;
  before?: string;
  limit?: number;
}

const fromNames = { from: 'from', run: 'fromRun' };
const toNames = { from: 'to', run: 'toRun' };

/** What changed in lineage, and when. */
export function lineageHistoryRoutes(router: Router, portal: Portal): void {
  router.get('/v1/lineage/changes', async (request, response) => {
    const caller = await portal.callerOf(request);
    const query = request.query as ChangesQuery;
    const { direction = 'both', depth = 1, columns = true, maxNodes = 500 } = query;
    await caller.require(datasetReadPermission);
    const focus = await focusOf(portal, caller, query.dataset, query.pipeline);
    const from = await momentOf(portal, caller, { time: query.from, run: query.fromRun }, fromNames);
    if (!from) throw datasetErrors['no-moment'](fromNames);
    const to = await momentOf(portal, caller, { time: query.to, run: query.toRun }, toNames);
    const visible = await visibleTo(caller);
    const side = (moment: Moment) => ({ moment, lineage: portal.lineageAt(moment) });
    const options = { direction, depth, columns, maxNodes, visible };
    response.json(await lineageChanges(side(from), side(to ?? presently), focus, options));
  });

  router.get('/v1/lineage/history', async (request, response) => {
    const caller = await portal.callerOf(request);
    const { dataset, pipeline, before, limit = 20 } = request.query as HistoryQuery;
    await caller.require(datasetReadPermission);
    await caller.require(pipelineReadPermission);
    const focus = await focusOf(portal, caller, dataset, pipeline);
    const visible = await visibleTo(caller);
    const options = { before: before === undefined ? always : timeOf(before), limit, visible };
    response.json(await portal.lineageHistory(focus, options));
  });
}

/**
 * The moment that a request names by a time or by a run, if it names one.
 * @param names - of the two parameters, for messages
 * @throws `portal.not-a-time`, `portal.two-moments`, `portal.unknown-run` (input)
 */
export async function momentOf(
  portal: Portal,
  caller: Caller,
  { time, run }: { time?: string; run?: string },
  names: { from: string; run: string },
): Promise<Moment | undefined> {
  if (time !== undefined && run !== undefined) throw datasetErrors['two-moments'](names);
  if (time !== undefined) return { at: timeOf(time) };
  if (run === undefined) return undefined;
  const { run: row } = await readableRun(portal, caller, run);
  const { started_at: at, version, pipeline_id: pipeline } = row;
  return { at, run, ...(version !== null && { version: { pipeline, number: version } }) };
}
