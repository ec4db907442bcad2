import type { LineageSink } from '@ai-etl/backstage-plugin-ai-etl-node';
import type { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import type { EventStore } from './EventStore';
import { GroupCommit } from './GroupCommit';
import { readEvent, type ReadEvent } from './read-event';

/** Takes events in: reads them, stores them in groups, tells the listeners of the new ones. */
export class LineageDoor {
  private readonly group: GroupCommit<ReadEvent, void>;

  constructor(
    private readonly store: EventStore,
    private readonly sinks: readonly LineageSink[],
    private readonly services: { auditor: AuditorService; logger: LoggerService },
  ) {
    this.group = new GroupCommit((events) => this.storeGroup(events));
  }

  /** Resolves once the event is stored, or was known. @throws `portal.not-an-event`, `portal.wrong-event-version` */
  async take(body: unknown): Promise<void> {
    await this.group.add(readEvent(body));
  }

  /** Resolves when all that came in is stored. */
  async idle(): Promise<void> {
    await this.group.idle();
  }

  private async storeGroup(events: ReadEvent[]): Promise<void[]> {
    const fresh = await this.store.store(events);
    void this.tell(fresh);
    return events.map(() => undefined);
  }

  /** One audit event a group: an entry for each of 500 a second would bury all others. */
  private async tell(fresh: ReadEvent[]): Promise<void> {
    if (fresh.length === 0) return;
    const told = this.sinks.length === 0 ? [] : fresh.map(toldOf);
    const tellings = this.sinks.map((sink) =>
      sink.onEvents(told).catch((error: Error) => {
        this.services.logger.warn(
          `lineage sink "${sink.id}" did not take ${told.length} events: ${error.message}`,
        );
      }),
    );
    const audit = await this.services.auditor.createEvent({
      eventId: 'lineage-ingest',
      severityLevel: 'low',
      meta: { events: fresh.length },
    });
    await Promise.all([audit.success(), ...tellings]);
  }
}

const toldOf = ({ hash, body }: ReadEvent) => ({ hash, event: JSON.parse(body) as Record<string, unknown> });
