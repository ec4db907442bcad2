import { datasetReadPermission, pipelineReadPermission } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Router } from 'express';
import type { Caller } from '../access/Caller';
import { datasetErrors } from '../lineage/errors';
import { lineageGraph, type Direction, type Focus } from '../lineage/graph';
import { impactOf } from '../lineage/impact';
import type { Portal } from '../portal';
import { readableDataset, readablePipeline } from './found';

interface GraphQuery {
  dataset?: string;
  pipeline?: string;
  direction?: Direction;
  depth?: number;
  columns?: boolean;
  maxNodes?: number;
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
    } = request.query as GraphQuery;
    await caller.require(datasetReadPermission);
    const focus = await focusOf(portal, caller, dataset, pipeline);
    const visible = await visibleTo(caller);
    response.json(
      await lineageGraph(portal.lineage, focus, { direction, depth, columns, maxNodes, visible }),
    );
  });

  router.get('/v1/impact', async (request, response) => {
    const caller = await portal.callerOf(request);
    const { dataset, field } = request.query as { dataset: string; field?: string };
    const { id } = await readableDataset(portal, caller, dataset);
    response.json({ items: await impactOf(portal.lineage, { dataset: id, field }, await visibleTo(caller)) });
  });
}

async function visibleTo(caller: Caller) {
  const [datasets, pipelines] = await Promise.all([
    caller.visible(datasetReadPermission),
    caller.visible(pipelineReadPermission),
  ]);
  return { datasets, pipelines };
}

async function focusOf(portal: Portal, caller: Caller, dataset?: string, pipeline?: string): Promise<Focus> {
  if (dataset !== undefined) return { dataset: (await readableDataset(portal, caller, dataset)).id };
  if (pipeline !== undefined) return { pipeline: (await readablePipeline(portal, caller, pipeline)).id };
  throw datasetErrors['no-focus'](undefined);
}
