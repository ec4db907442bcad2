import type { AiEtlError } from '../../errors';
import type { OpenLineageEvent } from './event';

/** Takes the events of runs. It never throws and never makes a run wait longer than `flush` says. @public */
export interface LineageSink {
  /** Takes an event; those of one run are delivered in the order in which they came. */
  send(event: OpenLineageEvent): void;
  /** Ends when the events of this process are delivered or safely kept, at the latest after that time. */
  flush(withinMs: number): Promise<void>;
  /** Says what went wrong without failing anything. */
  warn(warning: AiEtlError): void;
}
