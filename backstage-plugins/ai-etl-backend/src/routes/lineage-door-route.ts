import { lineageIngestPermission } from '@ai-etl/backstage-plugin-ai-etl-common';
import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express';
import { eventErrors } from '../open-lineage/errors';
import type { Portal } from '../portal';

/**
 * The OpenLineage door. Who sends is known and bounded before the body is read; the body is read with a bound of its
 * own, whatever the rest of the API allows.
 */
export function lineageDoorRoute(router: Router, portal: Portal): void {
  const { maxEventBytes: limitBytes } = portal.lineageLimits;
  const authorise: RequestHandler = async (request, response, next) => {
    const caller = await portal.callerOf(request);
    await caller.require(lineageIngestPermission);
    try {
      portal.lineageRate.take(caller.principal);
    } catch (error) {
      response.set('retry-after', '1');
      throw error;
    }
    next();
  };
  const tooLarge: ErrorRequestHandler = (error, _request, _response, next) =>
    next(error.type === 'entity.too.large' ? eventErrors['too-large']({ limitBytes }) : error);

  const store: RequestHandler = async (request, response) => {
    await portal.lineageDoor.take(request.body);
    response.status(201).end();
  };
  router.post('/api/v1/lineage', authorise, express.json({ limit: limitBytes }), store, tooLarge);
}
