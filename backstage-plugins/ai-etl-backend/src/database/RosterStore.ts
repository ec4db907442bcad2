import type { Knex } from 'knex';
import { designMoment, placeOf, type Roster } from '../open-lineage/job-lineage';
import { goneTasks } from '../open-lineage/task-absence';
import { inPieces, rowsInPieces } from './database';
import { rosterIdOf } from './lineage-at';
import { jobIdOf, markOfText, tasksJob, tellingIdOf } from './lineage-ids';
import { writeMoments } from './lineage-writing';
import type { LineageJobRow } from './tables';

/** A run of a pipeline, and the version that it tells of. */
export interface RosterRun {
  pipelineId: number;
  version: number;
  runId: string;
  /** When the run began. */
  at: string;
}

/** All tasks that a DAG has, as one of its runs says. */
export interface TaskList extends RosterRun {
  tasks: readonly string[];
}

type Absent = Pick<LineageJobRow, 'id' | 'pipeline_id' | 'version' | 'job' | 'task' | 'live'>;

const runsLookedAt = 100;
/** A list is told by the run as a whole, before all of its tasks. */
const ofRunItself = '0000-01-01T00:00:00.000Z';

/** Keeps which tasks a DAG has, so that lineage of one that was taken out counts no more. */
export class RosterStore {
  /** Keeps lists that runs give. @returns jobs that hold lists which have changed */
  async list(transaction: Knex.Transaction, lists: readonly TaskList[]): Promise<string[]> {
    if (lists.length === 0) return [];
    const jobs = await holdLists(transaction, lists);
    const tellers = lists.map(({ runId }) => listTeller(runId));
    const known = new Map<string, string[]>();
    for (const row of await transaction('lineage_moments').whereIn('job_id', jobs).whereIn('teller', tellers))
      known.set(`${row.job_id} ${row.teller}`, JSON.parse(row.marks));
    const changed = new Set<string>();
    const rosters = lists.flatMap((list) => {
      const key = `${rosterId(list)} ${listTeller(list.runId)}`;
      const before = known.get(key) ?? [];
      const mark = markOf({ tasks: list.tasks });
      if (before.includes(mark)) return [];
      const marks = [...before, mark].sort();
      known.set(key, marks);
      changed.add(rosterId(list));
      return [{ run: list, teller: listTeller(list.runId), roster: { tasks: list.tasks }, marks }];
    });
    await keep(transaction, rosters);
    return [...changed];
  }

  /**
   * Looks for tasks that have had no part in runs for long, where runs do not list tasks.
   * @param ended - runs that have succeeded
   * @returns jobs that hold lists which have changed
   */
  async missed(transaction: Knex.Transaction, ended: readonly RosterRun[]): Promise<string[]> {
    const missing = await pipelinesThatMiss(transaction, ended);
    if (missing.size === 0) return [];
    const jobs = await transaction<LineageJobRow>('lineage_jobs')
      .whereIn('pipeline_id', [...missing.keys()])
      .whereNotNull('task')
      .select<Absent[]>('pipeline_id', 'version', 'task');
    const history = await lastSuccesses(transaction, [...missing.keys()]);
    const found = [...missing].flatMap(([pipelineId, run]) => {
      const runs = history.get(pipelineId) ?? [];
      const own = jobs.filter((job) => job.pipeline_id === pipelineId && job.version === run.version);
      const gone = goneTasks(
        runs.map(({ tasks }) => tasks),
        [...new Set(own.map(({ task }) => task!))].sort(),
      );
      const newest = runs[0] ?? { id: run.runId, at: run.at };
      return gone.length === 0 ? [] : [{ ...run, runId: newest.id, at: newest.at, gone }];
    });
    if (found.length === 0) return [];
    await holdLists(transaction, found);
    await keep(
      transaction,
      found.map(({ gone, ...run }) => ({
        run,
        teller: `missed ${run.runId}`,
        roster: { gone },
        marks: [markOf({ gone })],
      })),
    );
    return found.map(rosterId);
  }
}

const listTeller = (run: string) => `list ${run}`;
const rosterId = ({ pipelineId, version }: RosterRun) => jobIdOf({ pipelineId, version, job: tasksJob });
const markOf = (roster: Partial<Roster>) => markOfText(JSON.stringify(roster));

/** Makes the jobs that hold lists, and holds them until the transaction ends. */
async function holdLists(transaction: Knex.Transaction, runs: readonly RosterRun[]): Promise<string[]> {
  const rows = new Map(
    runs.map((run) => [
      rosterId(run),
      { id: rosterId(run), pipeline_id: run.pipelineId, version: run.version, job: tasksJob, task: null },
    ]),
  );
  const ids = [...rows.keys()].sort();
  for (const piece of rowsInPieces(ids))
    await transaction('lineage_jobs')
      .insert(piece.map((id) => ({ ...rows.get(id), live: '[]' })))
      .onConflict('id')
      .ignore();
  for (const piece of inPieces(ids))
    await transaction('lineage_jobs').whereIn('id', piece).orderBy('id').forUpdate().select('id');
  return ids;
}

interface Kept {
  run: RosterRun;
  teller: string;
  roster: Partial<Roster>;
  marks: readonly string[];
}

async function keep(transaction: Knex.Transaction, rosters: readonly Kept[]): Promise<void> {
  const tellings = new Map(
    rosters.map(({ run, roster }) => {
      const [job_id, mark] = [rosterId(run), markOf(roster)];
      const id = tellingIdOf(job_id, mark);
      return [id, { id, job_id, mark, edges: JSON.stringify(roster) }];
    }),
  );
  for (const piece of rowsInPieces([...tellings.keys()].sort()))
    await transaction('lineage_tellings')
      .insert(piece.map((id) => tellings.get(id)))
      .onConflict('id')
      .ignore();
  await writeMoments(
    transaction,
    rosters.map(({ run, teller, marks }) => [
      rosterId(run),
      {
        ...designMoment(teller, run.at, marks),
        runId: run.runId,
        place: placeOf(run.at, ofRunItself, true, teller),
      },
    ]),
  );
}

/** Pipelines of which a run had no part of a task that is there, and that do not list their tasks in that run. */
async function pipelinesThatMiss(
  transaction: Knex.Transaction,
  ended: readonly RosterRun[],
): Promise<Map<number, RosterRun>> {
  const found = new Map<number, RosterRun>();
  if (ended.length === 0) return found;
  const jobs: Absent[] = await transaction('lineage_jobs')
    .whereIn('pipeline_id', [...new Set(ended.map(({ pipelineId }) => pipelineId))])
    .whereNotNull('task')
    .whereNot('live', '[]')
    .select('id', 'pipeline_id', 'version', 'job', 'task', 'live');
  if (jobs.length === 0) return found;
  const seen = await tasksOf(
    transaction,
    ended.map(({ runId }) => runId),
  );
  const rosters = [...new Set(jobs.map(rosterIdOf))];
  const lists = await transaction('lineage_moments')
    .whereIn('job_id', rosters)
    .whereIn(
      'teller',
      ended.map(({ runId }) => listTeller(runId)),
    )
    .select<{ teller: string }[]>('teller');
  const listed = new Set(lists.map(({ teller }) => teller));
  for (const run of ended) {
    const tasks = seen.get(run.runId);
    const own = jobs.filter((job) => job.pipeline_id === run.pipelineId && job.version === run.version);
    if (tasks && !listed.has(listTeller(run.runId)) && own.some(({ task }) => !tasks.has(task!)))
      found.set(run.pipelineId, run);
  }
  return found;
}

interface Success {
  id: string;
  at: string;
  tasks: ReadonlySet<string>;
}

/** The newest runs of pipelines that have succeeded, newest first, each with its tasks. */
async function lastSuccesses(
  transaction: Knex.Transaction,
  pipelines: readonly number[],
): Promise<Map<number, Success[]>> {
  const ranked = transaction('runs')
    .whereIn('pipeline_id', pipelines as number[])
    .where({ state: 'success' })
    .select('id', 'pipeline_id', 'started_at')
    .rowNumber('position', (rank) =>
      rank.partitionBy('pipeline_id').orderBy([
        { column: 'started_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ]),
    );
  const runs: { id: string; pipeline_id: number; started_at: string }[] = await transaction
    .from(ranked.as('ranked'))
    .where('position', '<=', runsLookedAt)
    .orderBy('position')
    .select('id', 'pipeline_id', 'started_at');
  const tasks = await tasksOf(
    transaction,
    runs.map(({ id }) => id),
  );
  const found = new Map<number, Success[]>();
  for (const { id, pipeline_id, started_at: at } of runs) {
    const known = found.get(pipeline_id) ?? [];
    // A run without a task that anybody told of says nothing about tasks.
    if (tasks.has(id)) found.set(pipeline_id, [...known, { id, at, tasks: tasks.get(id)! }]);
  }
  return found;
}

async function tasksOf(
  transaction: Knex.Transaction,
  runs: readonly string[],
): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>();
  for (const piece of inPieces(runs))
    for (const { run_id, name } of await transaction('run_tasks')
      .whereIn('run_id', piece)
      .select<{ run_id: string; name: string }[]>('run_id', 'name')) {
      const known = found.get(run_id);
      if (known) known.add(name);
      else found.set(run_id, new Set([name]));
    }
  return found;
}
