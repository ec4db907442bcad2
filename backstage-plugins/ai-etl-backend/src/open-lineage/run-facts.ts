import type { Run } from '@ai-etl/backstage-plugin-ai-etl-common';
import { datasetIdOf } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { RunState } from '../database/tables';
import { logicalNamespace } from '../pipelines/spec-reading';
import type { EventType, RunEvent } from './event';
import { facetOf, type Facet } from './facets';
import { instant, isInstant } from './instant';

/** What an event says about a run or a task of one. */
export interface Happening {
  id: string;
  /** Absent where the event only adds facts. */
  state?: RunState;
  at: string;
  written?: number;
  /** Mark of the lineage that was told. */
  told?: string;
  error?: { message: string; stackTrace?: string };
}

/** A run of a pipeline. */
export interface RunFacts extends Happening {
  hash?: string;
  version?: number;
  door?: string;
  producer?: string;
  namespace: string;
  nominalTime?: string;
  /** What the system that ran it calls it. */
  nativeId?: string;
  seconds?: number;
  ledgers?: Run['ledgers'];
  checks?: Run['checks'];
}

/** A task of a run, such as Airflow's. */
export interface TaskFacts extends Happening {
  name: string;
  /** The task of the DAG that it is, or that started it; absent where nobody says which. */
  member?: string;
}

/** Where an event belongs: to a run of a pipeline, perhaps as one of its tasks. */
export interface Placing {
  pipeline: string;
  run: RunFacts;
  task?: TaskFacts;
  /** All tasks that the pipeline has, where its run says so. */
  tasks?: string[];
}

const states: Partial<Record<EventType, RunState>> = {
  START: 'running',
  RUNNING: 'running',
  COMPLETE: 'success',
  FAIL: 'failed',
  ABORT: 'cancelled',
};

const longestError = 20_000;

/** Reads which run of which pipeline an event is about; `told` is the mark of its lineage. */
export function placingOf(event: RunEvent, told?: string): Placing {
  const own = facetOf(event.run.facets, 'aiEtl_run');
  const above = parentOf(event);
  const happening = { ...happeningOf(event), told };
  const facts = { ...happening, ...runFactsOf(event, own) };
  // A run of ours that another tool started is a run of its own, unless that tool runs the same pipeline.
  if (!above || (own && own.pipeline !== above.job.name))
    return { pipeline: own?.pipeline ?? event.job.name, run: facts, tasks: tasksOf(event) };
  return {
    pipeline: above.job.name,
    run: { ...facts, ...parentHappening(above.run.runId, happening) },
    task: {
      ...happening,
      name: taskName(event.job.name, above.job.name),
      member: memberOf(event, above.job.name),
    },
  };
}

/** A DAG names its tasks when it starts, and their states when it has ended: also of those that were skipped. */
function tasksOf({ run, job }: RunEvent): string[] | undefined {
  const listed = Object.keys(facetOf(job.facets, 'airflowJob', 'airflow')?.tasks ?? {});
  const ended = Object.entries(facetOf(run.facets, 'airflowState')?.tasksState ?? {});
  const there = ended.flatMap(([task, state]) => (state === 'removed' ? [] : task));
  const tasks = [...new Set([...listed, ...there])].sort();
  return tasks.length > 0 ? tasks : undefined;
}

/** What a task starts, such as a Spark application, belongs to that task. */
function memberOf({ run, job }: RunEvent, dag: string): string | undefined {
  const parent = facetOf(run.facets, 'parent')?.job.name;
  if (parent === dag) return taskName(job.name, dag);
  return parent?.startsWith(`${dag}.`) ? taskName(parent, dag) : undefined;
}

/** The run that everything belongs to; a run is never its own parent. */
function parentOf({ run }: RunEvent) {
  const parent = facetOf(run.facets, 'parent');
  const above = parent?.root ?? parent;
  return above && above.run.runId !== run.runId ? above : undefined;
}

/** A task that runs or ends says no more of its run than that it has begun. */
const parentHappening = (id: string, { at }: Happening) => ({
  id,
  at,
  state: 'running' as const,
  written: undefined,
  told: undefined,
  seconds: undefined,
  error: undefined,
});

const taskName = (job: string, parent: string) =>
  job.startsWith(`${parent}.`) ? job.slice(parent.length + 1) : job;

function happeningOf(event: RunEvent): Happening {
  const error = facetOf(event.run.facets, 'errorMessage');
  return {
    id: event.run.runId,
    state: event.eventType ? states[event.eventType] : undefined,
    at: instant(event.eventTime),
    written: rowsWritten(event),
    error: error && {
      message: error.message.slice(0, longestError),
      stackTrace: error.stackTrace?.slice(0, longestError) ?? undefined,
    },
  };
}

function rowsWritten({ outputs }: RunEvent): number | undefined {
  const counts = (outputs ?? []).flatMap(
    ({ outputFacets }) => facetOf(outputFacets, 'outputStatistics')?.rowCount ?? [],
  );
  return counts.length > 0 ? counts.reduce((sum, count) => sum + count, 0) : undefined;
}

function runFactsOf(event: RunEvent, own: Facet<'aiEtl_run'> | undefined) {
  const nominal = facetOf(event.run.facets, 'nominalTime')?.nominalStartTime;
  return {
    hash: own?.specHash ?? undefined,
    version: own?.version ?? undefined,
    door: own?.door ?? facetOf(event.job.facets, 'jobType')?.integration.toLowerCase(),
    producer: event.producer ?? undefined,
    namespace: event.job.namespace,
    nativeId: (facetOf(event.run.facets, 'airflowDagRun') ?? facetOf(event.run.facets, 'airflow'))?.dagRun
      .run_id,
    nominalTime: nominal && isInstant(nominal) ? instant(nominal) : undefined,
    seconds: own?.seconds ?? undefined,
    ledgers: own?.ledgers?.map(ledgerOf),
    checks: own?.checks?.map((check) => withoutNulls(check)),
  };
}

function ledgerOf({ connection, ...ledger }: NonNullable<Facet<'aiEtl_run'>['ledgers']>[number]) {
  const datasetId = connection ? datasetIdOf(logicalNamespace(connection), ledger.dataset) : undefined;
  return withoutNulls({ ...ledger, step: ledger.step ?? '', datasetId });
}

type WithoutNulls<T> = { [K in keyof T]: Exclude<T[K], null> };

const withoutNulls = <T extends object>(value: T): WithoutNulls<T> =>
  Object.fromEntries(
    Object.entries(value).filter(([, one]) => one !== null && one !== undefined),
  ) as WithoutNulls<T>;
