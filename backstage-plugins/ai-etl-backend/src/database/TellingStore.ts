import type { Knex } from 'knex';
import { designMoment, momentOf, type JobTeller, type Moment } from '../open-lineage/job-lineage';
import { inPieces, rowsInPieces } from './database';
import { edgesOf, marksAt, type Edges } from './lineage-at';
import { jobIdOf, specJob, tasksJob, tellingIdOf, type JobName } from './lineage-ids';
import { keepTellings, writeMoments, type KeptTelling } from './lineage-writing';
import { ShortMemory } from './ShortMemory';
import type { LineageStore } from './LineageStore';
import type { LineageJobRow } from './tables';

/** What one event tells of the lineage of a job of a version of a pipeline. */
export interface Telling extends JobName {
  /** Of a DAG, the task that the job is, or belongs to. */
  task?: string;
  at: string;
  /** Names the lineage that the event told, if it told any. */
  mark?: string;
  lineage?: Edges;
  /** The run that told, as it is by now; a job event tells without one. */
  run?: JobTeller;
}

const secondsRemembered = 60;
const mostRemembered = 50_000;

/** Keeps what jobs tell of lineage, and shows of it what counts now. */
export class TellingStore {
  /** Marks that count of a job: an event of a run that still runs and says the same needs no statement. */
  private readonly known = new ShortMemory<readonly string[]>(secondsRemembered, mostRemembered);

  constructor(private readonly lineage: LineageStore) {}

  /**
   * Takes in what events tell; rows of their runs are locked by the caller.
   * @param touched - jobs beside those that tell of which something else has changed
   * @returns pipelines whose lineage is another one now
   */
  async take(
    transaction: Knex.Transaction,
    all: readonly Telling[],
    touched: readonly string[] = [],
  ): Promise<number[]> {
    const tellings = all.filter((telling) => this.isNews(telling));
    await this.makeJobs(transaction, tellings);
    const ids = [...new Set([...tellings.map(jobIdOf), ...(await withTasks(transaction, touched))])].sort();
    if (ids.length === 0) return [];
    const jobs = await lockedJobs(transaction, ids);
    await keepTellings(transaction, keptOf(tellings));
    await writeMoments(transaction, momentsOf(tellings));
    return this.renew(transaction, jobs);
  }

  private isNews(telling: Telling): boolean {
    const { run, mark } = telling;
    if (!run) return mark !== undefined;
    if (run.told.length === 0) return false;
    if (run.state !== 'running' && run.state !== 'unknown') return true;
    const known = this.known.get(jobIdOf(telling));
    return !known || run.told.some((one) => !known.includes(one));
  }

  private async makeJobs(transaction: Knex.Transaction, tellings: readonly Telling[]): Promise<void> {
    const rows = new Map(tellings.map((telling) => [jobIdOf(telling), rowOf(telling)]));
    const ids = [...rows.keys()].sort();
    const known = new Set<string>();
    for (const piece of inPieces(ids))
      for (const { id } of await transaction('lineage_jobs').whereIn('id', piece).select('id')) known.add(id);
    for (const piece of rowsInPieces(ids.filter((id) => !known.has(id))))
      await transaction('lineage_jobs')
        .insert(piece.map((id) => rows.get(id)))
        .onConflict('id')
        .ignore();
  }

  /** Looks anew at what counts of jobs, and makes the edges of their pipelines those that all jobs tell now. */
  private async renew(transaction: Knex.Transaction, jobs: readonly LineageJobRow[]): Promise<number[]> {
    const marks = await marksAt(transaction, jobs);
    for (const { id } of jobs) this.known.set(id, marks.get(id)!);
    const moved = jobs.filter(({ id, live }) => JSON.stringify(marks.get(id)) !== live);
    if (moved.length === 0) return [];
    for (const piece of rowsInPieces(moved))
      await transaction('lineage_jobs')
        .insert(piece.map((row) => ({ ...row, live: JSON.stringify(marks.get(row.id)) })))
        .onConflict('id')
        .merge(['live']);
    return this.show(transaction, [...new Set(moved.map(({ pipeline_id }) => pipeline_id))]);
  }

  private async show(transaction: Knex.Transaction, ids: readonly number[]): Promise<number[]> {
    const pipelines = await transaction('pipelines')
      .whereIn('id', ids as number[])
      .orderBy('id')
      .forUpdate()
      .select<{ id: number; version: number }[]>('id', 'version');
    const versions = new Map(pipelines.map(({ id, version }) => [id, version]));
    const rows = await transaction<LineageJobRow>('lineage_jobs')
      .whereIn('pipeline_id', [...versions.keys()])
      .whereNot('job', specJob)
      .whereNot('live', '[]');
    const jobs = rows.filter(({ pipeline_id, version }) => versions.get(pipeline_id) === version);
    const live = new Map(jobs.map((job) => [job.id, JSON.parse(job.live) as string[]]));
    const told = await edgesOf(transaction, jobs, (id) => live.get(id)!);
    const nothing: Edges = { edges: [], columnEdges: [] };
    return this.lineage.show(
      transaction,
      [...versions.keys()].map((pipelineId) => ({ pipelineId, ...(told.get(pipelineId) ?? nothing) })),
    );
  }
}

/** Where the list of a DAG's tasks has changed, all its tasks are looked at anew. */
async function withTasks(transaction: Knex.Transaction, ids: readonly string[]): Promise<string[]> {
  const found: { id: string }[] = [];
  for (const piece of inPieces(ids))
    found.push(
      ...(await transaction('lineage_jobs as list')
        .join('lineage_jobs as one', (both) =>
          both.on('one.pipeline_id', 'list.pipeline_id').andOn('one.version', 'list.version'),
        )
        .whereIn('list.id', piece)
        .where('list.job', tasksJob)
        .whereNotNull('one.task')
        .select<{ id: string }[]>('one.id as id')),
    );
  return [...ids, ...found.map(({ id }) => id)];
}

/** Lists of tasks and specs are told by themselves, so they are none of those that are looked at. */
async function lockedJobs(transaction: Knex.Transaction, ids: readonly string[]): Promise<LineageJobRow[]> {
  const found: LineageJobRow[] = [];
  for (const piece of inPieces(ids))
    found.push(
      ...(await transaction<LineageJobRow>('lineage_jobs')
        .whereIn('id', piece)
        .whereNotIn('job', [specJob, tasksJob])
        .orderBy('id')
        .forUpdate()),
    );
  return found;
}

const rowOf = ({ pipelineId, version, job, task }: Telling): LineageJobRow => ({
  id: jobIdOf({ pipelineId, version, job }),
  pipeline_id: pipelineId,
  version,
  job,
  task: task ?? null,
  live: '[]',
});

function keptOf(tellings: readonly Telling[]): KeptTelling[] {
  const kept = new Map<string, KeptTelling>();
  for (const telling of tellings) {
    const { mark, lineage, pipelineId } = telling;
    if (mark === undefined || !lineage) continue;
    const jobId = jobIdOf(telling);
    kept.set(tellingIdOf(jobId, mark), { jobId, pipelineId, mark, lineage });
  }
  return [...kept.values()];
}

/** All events of a run in one group tell the run as it is after the last of them. */
const momentsOf = (tellings: readonly Telling[]): [job: string, moment: Moment][] =>
  tellings.flatMap((telling) => {
    const moment = telling.run ? momentOf(telling.run) : designOf(telling);
    return moment ? [[jobIdOf(telling), moment] as [string, Moment]] : [];
  });

const designOf = ({ mark, at }: Telling) =>
  mark === undefined ? undefined : designMoment(`event ${at} ${mark}`, at, [mark]);
