import {
  datasetProfilePermission,
  datasetReadPermission,
  pipelineReadPermission,
} from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Router } from 'express';
import type { Portal } from '../portal';
import { audited } from './audited';
import { readableDataset } from './found';

/** Datasets: list, one, its profile. */
export function datasetRoutes(router: Router, portal: Portal): void {
  router.get('/v1/datasets', async (request, response) => {
    const caller = await portal.callerOf(request);
    await caller.require(datasetReadPermission);
    response.json(await portal.datasets.list(request.query, await caller.visible(datasetReadPermission)));
  });

  router.get('/v1/datasets/:id', async (request, response) => {
    const caller = await portal.callerOf(request);
    const row = await readableDataset(portal, caller, request.params.id);
    response.json(await portal.datasets.full(row, await caller.visible(pipelineReadPermission)));
  });

  router.put('/v1/datasets/:id/profile', async (request, response) => {
    const caller = await portal.callerOf(request);
    await caller.require(datasetProfilePermission);
    const row = await readableDataset(portal, caller, request.params.id);
    await audited(portal, request, 'dataset-profile', { dataset: row.id }, async () => {
      await caller.require(datasetProfilePermission, row);
      await portal.datasets.putProfile(row.id, request.body);
    });
    response.status(204).end();
  });
}
