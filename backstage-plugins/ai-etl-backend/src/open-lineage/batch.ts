import type { BatchReport } from '@ai-etl/backstage-plugin-ai-etl-common';
import { isAiEtlError } from '@ai-etl/core';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { eventErrors } from './errors';
import type { LineageDoor } from './LineageDoor';

const mostEvents = 1000;

/** The events of a batch. @throws `portal.not-a-batch`, `portal.too-many` (input) */
export function eventsOf(body: unknown): unknown[] {
  if (!Array.isArray(body)) throw eventErrors['not-a-batch'](undefined);
  if (body.length > mostEvents) throw eventErrors['too-many']({ given: body.length, limit: mostEvents });
  return body;
}

/** Takes many events in, each for itself: one that is refused costs the others nothing. */
export async function takeBatch(
  door: LineageDoor,
  events: unknown[],
  logger: LoggerService,
): Promise<BatchReport> {
  const results = await Promise.allSettled(events.map((event) => door.take(event)));
  const failed = results.flatMap((result, index) =>
    result.status === 'rejected' ? [{ index, ...failureOf(result.reason, logger) }] : [],
  );
  const retriable = failed.filter((one) => one.retriable).length;
  return {
    status: failed.length === 0 ? 'success' : 'partial_success',
    summary: {
      received: events.length,
      successful: events.length - failed.length,
      failed: failed.length,
      retriable,
      non_retriable: failed.length - retriable,
    },
    ...(failed.length > 0 && { failed_events: failed }),
  };
}

/** Only our own errors are made to be read by others. */
function failureOf(error: Error, logger: LoggerService) {
  if (isAiEtlError(error)) return { reason: error.message, retriable: error.kind === 'transient' };
  logger.error('an event of a batch was not stored', error);
  return { reason: 'the event could not be stored', retriable: true };
}
