import type { Run, RunState } from '@ai-etl/backstage-plugin-ai-etl-common';
import { createExtensionPoint } from '@backstage/backend-plugin-api';

/** Which runs are asked for. @public */
export interface RunSourceQuery {
  pipeline: string;
  status?: RunState;
  limit: number;
  /** Ends the question when its time is over. */
  signal: AbortSignal;
}

/**
 * Knows runs that never sent an event, such as an Airflow that is asked by its own API.
 * One that fails is named in the log, and the page shows the runs of the others.
 * @public
 */
export interface RunSource {
  id: string;
  /** Newest first. A run that the portal knows by its id already is not shown twice. */
  listRuns(query: RunSourceQuery): Promise<Run[]>;
}

/** @public */
export interface RunSourceExtensionPoint {
  addRunSource(source: RunSource): void;
}

/** Adds sources of runs. @public */
export const runSourceExtensionPoint = createExtensionPoint<RunSourceExtensionPoint>({
  id: 'ai-etl.run-source',
});
