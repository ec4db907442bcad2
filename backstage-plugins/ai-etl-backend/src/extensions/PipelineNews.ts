import { PIPELINE_TOPIC } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';

/** Says on Backstage's event bus that a pipeline changed; whoever listens asks for the rest. It never holds up the change. */
export class PipelineNews {
  constructor(private readonly services: { events: EventsService; logger: LoggerService }) {}

  tell(name: string, action: 'publish' | 'rollback' | 'delete' | 'restore' | 'observe'): void {
    const { events, logger } = this.services;
    events.publish({ topic: PIPELINE_TOPIC, eventPayload: { name, action } }).catch((error: Error) => {
      logger.warn(`nobody heard that pipeline "${name}" changed (${action}): ${error.message}`);
    });
  }
}
