import { lineageIngestPermission } from '@ai-etl/backstage-plugin-ai-etl-common';
import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import { eventsOf, takeBatch } from '../open-lineage/batch';
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
    response.locals.sender = caller.principal;
    takeTokens(portal, response, 1);
    next();
  };
  const tooLarge: ErrorRequestHandler = (error, _request, _response, next) =>
    next(error.type === 'entity.too.large' ? eventErrors['too-large']({ limitBytes }) : error);
  const body = express.json({ limit: limitBytes });

  const store = async (request: Request, response: Response) => {
    await portal.lineageDoor.take(request.body);
    response.status(201).end();
  };
  const storeAll = async (request: Request, response: Response) => {
    const events = eventsOf(request.body);
    takeTokens(portal, response, events.length - 1);
    response.json(await takeBatch(portal.lineageDoor, events, portal.logger));
  };
  router.post('/api/v1/lineage', authorise, body, store, tooLarge);
  router.post('/api/v1/lineage/batch', authorise, body, storeAll, tooLarge);
}

function takeTokens(portal: Portal, response: Response, count: number): void {
  try {
    portal.lineageRate.take(response.locals.sender, count);
  } catch (error) {
    response.set('retry-after', '1');
    throw error;
  }
}
