import { PIPELINE_TOPIC } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';

type Change = 'publish' | 'rollback' | 'delete' | 'restore' | 'observe';

/** After news that took its listeners a second, this many seconds of rest: they never take more than a quarter of the time. */
const restPerWork = 3;

/**
 * Says on Backstage's event bus that a pipeline changed; whoever listens asks for the rest. It never holds up the change.
 *
 * @remarks What people do is told at once. What events show is told one pipeline at a time, each once however often it
 * changed meanwhile: a catalog that hears of thousands of new pipelines in a minute asks for all of them at once, and
 * nothing is left for the events themselves.
 */
export class PipelineNews {
  private readonly observed = new Set<string>();
  private telling = false;

  constructor(private readonly services: { events: EventsService; logger: LoggerService }) {}

  tell(name: string, action: Change): void {
    if (action !== 'observe') {
      void this.publish(name, action);
      return;
    }
    this.observed.add(name);
    if (!this.telling) void this.tellObserved();
  }

  private async tellObserved(): Promise<void> {
    this.telling = true;
    for (const name of this.observed) {
      this.observed.delete(name);
      const began = performance.now();
      await this.publish(name, 'observe');
      await rest((performance.now() - began) * restPerWork);
    }
    // Said in the same breath as the last look at the set: what comes now starts the work anew.
    this.telling = false;
  }

  private async publish(name: string, action: Change): Promise<void> {
    const { events, logger } = this.services;
    try {
      await events.publish({ topic: PIPELINE_TOPIC, eventPayload: { name, action } });
    } catch (error) {
      logger.warn(`nobody heard that pipeline "${name}" changed (${action}): ${(error as Error).message}`);
    }
  }
}

/** A portal that ends does not wait for news. */
const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
