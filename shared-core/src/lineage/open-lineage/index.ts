/** OpenLineage events of runs. */
export { endEvent, startEvent } from './run-events';
export type { RunAbout, RunDoor, RunFacts, RunOutcome, RunWorkflow } from './run-events';
export { copyJob, lineageJobOf, type JobDataset, type LineageJob } from './lineage-job';
export type { NameOf } from './dataset-facets';
export type {
  OpenLineageDataset,
  OpenLineageEvent,
  OpenLineageEventType,
  OpenLineageFacet,
  OpenLineageFacets,
} from './event';
export type { LineageSink } from './lineage-sink';
export { observeRun, type ObservedRun, type RunAccount, type RunLineage } from './observe-run';
export {
  openLineageSink,
  type OpenLineageSink,
  type OpenLineageSinkOptions,
} from './delivery/open-lineage-sink';
export {
  closeEnvironmentLineage,
  lineageFromEnvironment,
  type EnvironmentLineage,
} from './delivery/environment';
