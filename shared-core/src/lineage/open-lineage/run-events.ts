import { isAiEtlError } from '../../errors';
import type { Ledger, RejectedRow } from '../../movement';
import type { CheckResult } from '../../run';
import { columnLineageFacet, datasetFacets, type NameOf } from './dataset-facets';
import type { OpenLineageDataset, OpenLineageEvent, OpenLineageEventType, OpenLineageFacets } from './event';
import type { JobDataset, LineageJob } from './lineage-job';
import { coreVersion, eventSchemaUrl, facet, producer } from './producer';

/** Where a run was started from. @public */
export type RunDoor = 'cli' | 'n8n' | 'airflow';

/** The workflow or DAG around a run. @public */
export interface RunWorkflow {
  name: string;
  id?: string;
  /** id of this execution there. */
  execution?: string;
}

/** What is said of a run beside its job. @public */
export interface RunAbout {
  /** UUID of this execution. */
  runId: string;
  /** id under which the loads are done once; the same as `runId` unless the user has given one. */
  loadId?: string;
  /** Namespace of the job. */
  namespace: string;
  door: RunDoor;
  workflow?: RunWorkflow;
  /** Version under which the spec was published, where that is known. */
  version?: number;
  /** When the schedule wanted the run, where that is known: ISO instants. */
  nominalTime?: { start: string; end?: string };
}

/** What a run has come to. @public */
export interface RunOutcome {
  ledgers: Ledger[];
  checks: CheckResult[];
  seconds: number;
  error?: unknown;
}

/** A job, the names of its datasets, and the run. @public */
export interface RunFacts {
  job: LineageJob;
  nameOf: NameOf;
  about: RunAbout;
}

/** The event of a run that begins. @public */
export const startEvent = (facts: RunFacts, at: Date): OpenLineageEvent => event(facts, 'START', at);

/** The event of a run that has ended, with its ledgers, also of one that failed half-way. @public */
export const endEvent = (
  facts: RunFacts,
  type: Exclude<OpenLineageEventType, 'START'>,
  at: Date,
  outcome: RunOutcome,
): OpenLineageEvent => event(facts, type, at, outcome);

function event(
  facts: RunFacts,
  eventType: OpenLineageEventType,
  at: Date,
  outcome?: RunOutcome,
): OpenLineageEvent {
  const { job, about } = facts;
  return {
    eventType,
    eventTime: at.toISOString(),
    producer: producer(),
    schemaURL: eventSchemaUrl,
    run: { runId: about.runId, facets: runFacets(facts, outcome) },
    job: { namespace: about.namespace, name: job.name, facets: jobFacets(job) },
    inputs: job.inputs.flatMap((input) => dataset(facts, input, datasetFacets(input))),
    outputs: job.outputs.flatMap((output) => outputOf(facts, output, outcome)),
  };
}

const dataset = ({ nameOf }: RunFacts, one: JobDataset, facets: OpenLineageFacets): OpenLineageDataset[] => {
  const name = nameOf(one);
  return name ? [{ ...name, facets }] : [];
};

function outputOf(facts: RunFacts, output: JobDataset, outcome?: RunOutcome): OpenLineageDataset[] {
  const facets = { ...datasetFacets(output), ...columnLineageFacet(facts.job, output, facts.nameOf) };
  const loads = outcome?.ledgers.filter(
    ({ target }) => target.connection === output.connection && target.object === output.object,
  );
  const sum = (of: (ledger: Ledger) => number) => loads?.reduce((total, ledger) => total + of(ledger), 0);
  return dataset(facts, output, facets).map((one) => ({
    ...one,
    ...(loads?.length && {
      outputFacets: facet('outputStatistics', {
        rowCount: sum(({ written }) => written),
        size: sum(({ bytes }) => bytes),
      }),
    }),
  }));
}

function jobFacets({ type, description, owner, sql }: LineageJob): OpenLineageFacets {
  return {
    ...facet('jobType', { processingType: 'BATCH', integration: 'AI-ETL', jobType: type }),
    ...facet('documentation', description === undefined ? undefined : { description }),
    ...facet('ownership', owner === undefined ? undefined : { owners: [{ name: owner, type: 'OWNER' }] }),
    ...facet('sql', sql),
  };
}

function runFacets({ job, about }: RunFacts, outcome?: RunOutcome): OpenLineageFacets {
  const { runId, loadId = runId, door, workflow, version, nominalTime } = about;
  return {
    ...facet('processing_engine', {
      version: coreVersion(),
      name: 'AI-ETL',
      openlineageAdapterVersion: coreVersion(),
    }),
    ...facet(
      'nominalTime',
      nominalTime && { nominalStartTime: nominalTime.start, nominalEndTime: nominalTime.end },
    ),
    ...facet(
      'errorMessage',
      outcome?.error === undefined
        ? undefined
        : { message: said(outcome.error), programmingLanguage: 'TypeScript' },
    ),
    ...facet('aiEtl_run', {
      pipeline: job.name,
      ...(job.specHash !== undefined && { specHash: job.specHash }),
      ...(version !== undefined && { version }),
      loadId,
      door,
      ...(workflow && { workflow }),
      ...(isAiEtlError(outcome?.error) && { errorCode: outcome.error.code }),
      ...(outcome && {
        ledgers: outcome.ledgers.map(ledgerOf),
        checks: outcome.checks,
        seconds: outcome.seconds,
      }),
    }),
  };
}

/** As many as a page shows; all of them stay in the rejects file of the run. */
const SENT_REJECTS = 10;

const ledgerOf = ({
  step,
  target,
  read,
  written,
  rejected,
  superseded,
  rejects,
  seconds,
  bytes,
  ...rest
}: Ledger) => ({
  ...(step !== undefined && { step }),
  connection: target.connection,
  dataset: target.object,
  mode: target.mode,
  read,
  written,
  rejected,
  ...(superseded !== undefined && { superseded }),
  ...(rejects.length > 0 && { firstRejects: rejects.slice(0, SENT_REJECTS).map(placeOf) }),
  seconds,
  bytes,
  path: rest.path,
  alreadyLoaded: rest.alreadyLoaded,
});

/** Where a row was and why it was set aside; what it holds stays here. */
const placeOf = ({ row, line, field, reason }: RejectedRow) => ({ row, line, field, reason });

/** Our errors hold no secret; what others say may quote an address with its password. */
function said(error: unknown): string {
  if (isAiEtlError(error)) return error.render();
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\/\/[^\s/@]*:[^\s/@]*@/g, '//•••@').slice(0, 10_000);
}
