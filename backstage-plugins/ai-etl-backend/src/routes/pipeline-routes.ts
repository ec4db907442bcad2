import {
  auditReadPermission,
  datasetReadPermission,
  pipelineCreatePermission,
  pipelineDeletePermission,
  pipelineReadPermission,
  pipelineRestorePermission,
  pipelineUpdatePermission,
  type Pipeline,
} from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Request, Router } from 'express';
import type { Caller } from '../access/Caller';
import type { AuditPage } from '../database/AuditStore';
import type { PipelineFilter } from '../database/PipelineQueries';
import type { Saved } from '../database/PipelineStore';
import type { PipelineRow } from '../database/tables';
import { pipelineErrors } from '../pipelines/errors';
import { pipelineDetails } from '../pipelines/details';
import { readPublication } from '../pipelines/publication';
import type { Portal } from '../portal';
import { audited } from './audited';
import { readablePipeline } from './found';

/** Lists pipelines, shows one, publishes, deletes and restores. */
export function pipelineRoutes(router: Router, portal: Portal): void {
  router.get('/v1/pipelines', async (request, response) => {
    const caller = await portal.callerOf(request);
    await caller.require(pipelineReadPermission);
    const visible = await caller.visible(pipelineReadPermission);
    const [page, facets] = await Promise.all([
      portal.pipelineQueries.list(request.query as PipelineFilter, visible),
      portal.pipelineQueries.facets(visible),
    ]);
    const items = request.query.datasets
      ? await portal.pipelineQueries.withDatasets(page.items, await caller.visible(datasetReadPermission))
      : page.items;
    response.json({ ...page, items, facets });
  });

  router.get('/v1/pipelines/:name', async (request, response) => {
    const caller = await portal.callerOf(request);
    response.json(
      await fullPipeline(portal, caller, await readablePipeline(portal, caller, request.params.name)),
    );
  });

  router.put('/v1/pipelines/:name', async (request, response) => {
    const caller = await portal.callerOf(request);
    const { created, ...published } = await publish(portal, caller, request as Request<{ name: string }>);
    response.status(created ? 201 : 200).json(published);
  });

  router.delete('/v1/pipelines/:name', async (request, response) => {
    const caller = await portal.callerOf(request);
    await caller.require(pipelineDeletePermission);
    const row = await readablePipeline(portal, caller, request.params.name);
    await audited(portal, request, 'pipeline-delete', { pipeline: row.name }, async () => {
      await caller.require(pipelineDeletePermission, row);
      await portal.pipelines.delete(row, caller.principal);
    });
    portal.news.tell(row.name, 'delete');
    response.status(204).end();
  });

  router.post('/v1/pipelines/:name/restore', async (request, response) => {
    const caller = await portal.callerOf(request);
    await caller.require(pipelineRestorePermission);
    const { name } = request.params;
    const deleted = await portal.pipelines.findDeleted(name);
    if (!deleted || !(await caller.may(pipelineReadPermission, deleted)))
      throw pipelineErrors['not-deleted']({ name });
    const restored = await audited(portal, request, 'pipeline-restore', { pipeline: name }, async () => {
      await caller.require(pipelineRestorePermission, deleted);
      return portal.pipelines.restore(deleted, request.body?.as ?? name, caller.principal);
    });
    portal.news.tell(restored.name, 'restore');
    response.json((await portal.pipelineQueries.summaries([restored]))[0]);
  });

  router.get('/v1/audit', async (request, response) => {
    const caller = await portal.callerOf(request);
    await caller.require(auditReadPermission);
    await caller.require(pipelineReadPermission);
    const visible = await caller.visible(pipelineReadPermission);
    response.json(await portal.audit.page(request.query as AuditPage, visible));
  });

  router.get('/v1/pipelines/:name/audit', async (request, response) => {
    const caller = await portal.callerOf(request);
    await caller.require(auditReadPermission);
    const { name } = await readablePipeline(portal, caller, request.params.name);
    response.json({ items: await portal.audit.list(name) });
  });
}

/** Who may create may not always change what somebody else owns. */
async function publish(
  portal: Portal,
  caller: Caller,
  request: Request<{ name: string }>,
): Promise<Saved & { url?: string }> {
  const { name } = request.params;
  const { spec, schemas, message, expectedVersion } = request.body;
  // To give an observed pipeline its first spec is to create it: nobody has published what is there.
  const permissionOf = (row?: PipelineRow) =>
    row?.version ? pipelineUpdatePermission : pipelineCreatePermission;
  const before = await portal.pipelines.find(name);
  return audited(portal, request as never, 'pipeline-publish', { pipeline: name }, async () => {
    await caller.require(permissionOf(before), before);
    const publication = await readPublication(name, spec, schemas);
    const saved = await portal.pipelines.save(publication, {
      who: caller.principal,
      action: 'publish',
      message,
      expectedVersion,
    });
    if (saved.changed) portal.news.tell(name, 'publish');
    if (saved.changed)
      portal.specStores.put({ ...publication, ...saved, pipeline: name, author: caller.principal, message });
    return { ...saved, url: portal.urlOf(name) };
  });
}

async function fullPipeline(portal: Portal, caller: Caller, row: PipelineRow): Promise<Pipeline> {
  const [[summary], details, mayEdit, mayDelete] = await Promise.all([
    portal.pipelineQueries.summaries([row]),
    pipelineDetails(portal, caller, row),
    caller.may(pipelineUpdatePermission, row),
    caller.may(pipelineDeletePermission, row),
  ]);
  return { ...summary!, ...details, mayEdit, mayDelete };
}
