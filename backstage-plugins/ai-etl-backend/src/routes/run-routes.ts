import { pipelineReadPermission } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Router } from 'express';
import { runOf } from '../database/RunQueries';
import type { RunState } from '../database/tables';
import { datasetErrors } from '../lineage/errors';
import type { Portal } from '../portal';
import { readablePipeline } from './found';

/** Runs of a pipeline, and one of them with its ledgers, tasks and checks. */
export function runRoutes(router: Router, portal: Portal): void {
  router.get('/v1/pipelines/:name/runs', async (request, response) => {
    const row = await readablePipeline(portal, await portal.callerOf(request), request.params.name);
    const query = request.query as { status?: RunState; limit?: number; offset?: number };
    const { rows, total } = await portal.runs.list(row.id, query);
    const own = rows.map((run) => runOf(run, row.name));
    const { items, problems } = await portal.runSources.with(row.name, own, query);
    response.json({ items, total, ...(problems.length > 0 && { problems }) });
  });

  router.get('/v1/runs/:runId', async (request, response) => {
    const caller = await portal.callerOf(request);
    await caller.require(pipelineReadPermission);
    const { runId } = request.params;
    const run = await portal.runs.find(runId);
    const pipeline = run && (await portal.pipelines.byId(run.pipeline_id));
    if (!pipeline || !(await caller.may(pipelineReadPermission, pipeline)))
      throw datasetErrors['unknown-run']({ id: runId });
    response.json(runOf(run, pipeline.name, await portal.runs.tasks(runId)));
  });
}
