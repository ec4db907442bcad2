import { aiEtlPermissions, type WhoAmI } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Router } from 'express';
import type { Portal } from '../portal';

/** Who the caller is: everybody who is anybody may ask. */
export function whoAmIRoutes(router: Router, portal: Portal): void {
  router.get('/v1/whoami', async (request, response) => {
    const caller = await portal.callerOf(request);
    const entries = aiEtlPermissions.map(
      async (permission) => [permission.name, await caller.may(permission)] as const,
    );
    const answer: WhoAmI = {
      principal: caller.principal,
      permissions: Object.fromEntries(await Promise.all(entries)),
    };
    response.json(answer);
  });
}
