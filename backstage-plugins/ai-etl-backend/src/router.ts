import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import express, { type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Portal } from './portal';
import { connectionRoutes } from './routes/connection-routes';
import { datasetRoutes } from './routes/dataset-routes';
import { translateErrors } from './routes/http-error';
import { lineageDoorRoute } from './routes/lineage-door-route';
import { lineageHistoryRoutes } from './routes/lineage-history-routes';
import { lineageRoutes } from './routes/lineage-routes';
import { pipelineRoutes } from './routes/pipeline-routes';
import { runRoutes } from './routes/run-routes';
import { specRoutes } from './routes/spec-routes';
import { versionRoutes } from './routes/version-routes';
import { whoAmIRoutes } from './routes/whoami-routes';
import { spec } from './schema/openapi.generated';

/** A spec has at most a million characters; with its schemas it stays below this. */
const bodyLimit = '5mb';

const routes = [
  whoAmIRoutes,
  pipelineRoutes,
  versionRoutes,
  runRoutes,
  datasetRoutes,
  lineageRoutes,
  lineageHistoryRoutes,
  specRoutes,
  connectionRoutes,
];

/** The API of `schema/openapi.yaml`: requests are checked against the document before a route sees them. */
export function createRouter(portal: Portal): Router {
  const router = PromiseRouter() as unknown as Router;
  lineageDoorRoute(router, portal);
  router.use(checkedRoutes(portal));
  router.use(translateErrors);
  return router;
}

function checkedRoutes(portal: Portal): Router {
  const router = createValidatedOpenApiRouter(spec as never, {
    middleware: [express.json({ limit: bodyLimit })],
  }) as unknown as Router;
  for (const add of routes) add(router, portal);
  return router;
}
