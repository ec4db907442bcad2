import type { Router } from 'express';
import { runOf } from '../database/RunQueries';
import type { RunState } from '../database/tables';
import type { Portal } from '../portal';
import { readablePipeline, readableRun } from './found';

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
    const { run, pipeline } = await readableRun(portal, caller, request.params.runId);
    response.json(runOf(run, pipeline.name, await portal.runs.tasks(run.id)));
  });
}
