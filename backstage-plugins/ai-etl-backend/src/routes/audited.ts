import type { Request } from 'express';
import type { JsonObject } from '@backstage/types';
import type { Portal } from '../portal';

/** Does a change under the eyes of the Auditor service, which also hears of one that failed. */
export async function audited<T>(
  { auditor }: Pick<Portal, 'auditor'>,
  request: Request,
  eventId: string,
  meta: JsonObject,
  change: () => Promise<T>,
): Promise<T> {
  const event = await auditor.createEvent({ eventId, request, severityLevel: 'medium', meta });
  try {
    const result = await change();
    await event.success();
    return result;
  } catch (error) {
    await event.fail({ error: error as Error });
    throw error;
  }
}
