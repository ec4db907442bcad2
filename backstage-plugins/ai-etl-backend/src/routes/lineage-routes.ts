import { datasetReadPermission } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Router } from 'express';
import { lineageGraph, type Direction } from '../lineage/graph';
import { impactOf } from '../lineage/impact';
import { shownMoment } from '../lineage/moment';
import type { Portal } from '../portal';
import { focusOf, readableDataset, visibleTo } from './found';
import { momentOf } from './lineage-history-routes';

interface GraphQuery {
  dataset?: string;
  pipeline?: string;
  direction?: Direction;
  depth?: number;
  columns?: boolean;
  maxNodes?: number;
  at?: string;
  run?: string;
}

/** Lineage around a dataset or a pipeline, and what hangs on a dataset. Nothing that the caller may not see is walked. */
export function lineageRoutes(router: Router, portal: Portal): void {
  router.get('/v1/lineage', async (request, response) => {
    const caller = await portal.callerOf(request);
    const {
      dataset,
      pipeline,
      direction = 'both',
      depth = 3,
      columns = true,
      maxNodes = 500,
      at,
      run,
    } = request.query as GraphQuery;
    await caller.require(datasetReadPermission);
    const focus = await focusOf(portal, caller, dataset, pipeline);
    const moment = await momentOf(portal, caller, { time: at, run }, { from: 'at', run: 'run' });
    const visible = await visibleTo(caller);
    const source = moment ? portal.lineageAt(moment) : portal.lineage;
    const graph = await lineageGraph(source, focus, { direction, depth, columns, maxNodes, visible });
    response.json({ ...graph, ...(moment && { asOf: shownMoment(moment) }) });
  });

  router.get('/v1/impact', async (request, response) => {
    const caller = await portal.callerOf(request);
    const { dataset, field } = request.query as { dataset: string; field?: string };
    const { id } = await readableDataset(portal, caller, dataset);
    response.json({ items: await impactOf(portal.lineage, { dataset: id, field }, await visibleTo(caller)) });
  });
}
