import { createExtensionPoint } from '@backstage/backend-plugin-api';

/** An OpenLineage event that the portal has stored for the first time. @public */
export interface LineageSinkEvent {
  /** SHA-256 of the canonical event. */
  hash: string;
  event: Record<string, unknown>;
}

/**
 * Hears of every stored event, such as to pass it on to another catalogue. It is told after the answer has gone out;
 * one that fails is named in the log.
 * @public
 */
export interface LineageSink {
  id: string;
  onEvents(events: LineageSinkEvent[]): Promise<void>;
}

/** @public */
export interface LineageSinkExtensionPoint {
  addLineageSink(sink: LineageSink): void;
}

/** Adds listeners for events of lineage. @public */
export const lineageSinkExtensionPoint = createExtensionPoint<LineageSinkExtensionPoint>({
  id: 'ai-etl.lineage-sink',
});
