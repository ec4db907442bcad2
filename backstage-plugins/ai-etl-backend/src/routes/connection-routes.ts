import { connectionReadPermission } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Router } from 'express';
import type { Portal } from '../portal';

/** Connections of the portal's configuration and what they hold. */
export function connectionRoutes(router: Router, portal: Portal): void {
  router.get('/v1/connections', async (request, response) => {
    await (await portal.callerOf(request)).require(connectionReadPermission);
    response.json({ items: portal.connections.list() });
  });

  router.get('/v1/connections/:name/objects', async (request, response) => {
    await (await portal.callerOf(request)).require(connectionReadPermission);
    const { search } = request.query as { search?: string };
    response.json({ items: await portal.connections.objects(request.params.name, search) });
  });

  router.get('/v1/connections/:name/preview', async (request, response) => {
    await (await portal.callerOf(request)).require(connectionReadPermission);
    response.json(await portal.connections.preview(request.params.name, String(request.query.object)));
  });
}
