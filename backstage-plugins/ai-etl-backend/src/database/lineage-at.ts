import type { Knex } from 'knex';
import {
  counting,
  isGone,
  marksOf,
  placesUntil,
  type Moment,
  type Roster,
} from '../open-lineage/job-lineage';
import { inPieces } from './database';
import { jobIdOf, tasksJob, tellingIdOf } from './lineage-ids';
import type { PipelineLineage } from './LineageStore';
import type { LineageJobRow, MomentRow, TellingRow } from './tables';

/** Edges as they were told. */
export type Edges = Pick<PipelineLineage, 'edges' | 'columnEdges'>;

/** A job as far as its lineage at some time depends on it. */
export type JobRow = Pick<LineageJobRow, 'id' | 'pipeline_id' | 'version' | 'job' | 'task'>;

/** After every time that a database holds: what counts now. */
export const always = '9999-12-31T23:59:59.999Z';

/** Marks that count at a time, of each job: what its runs until then told, unless its DAG has lost the task. */
export async function marksAt(
  knex: Knex,
  jobs: readonly JobRow[],
  at = always,
): Promise<Map<string, string[]>> {
  const [moments, rosters] = await Promise.all([
    countingMoments(
      knex,
      jobs.map(({ id }) => id),
      at,
    ),
    rostersAt(knex, jobs, at),
  ]);
  return new Map(
    jobs.map((job) => {
      const own = moments.get(job.id) ?? [];
      const roster = rosters.get(rosterIdOf(job));
      const lastAt = own.reduce((last, one) => (one.at > last ? one.at : last), '');
      return [job.id, isGone({ ...job, lastAt }, roster) ? [] : marksOf(own)];
    }),
  );
}

/** What the jobs of each pipeline tell together. */
export async function edgesOf(
  knex: Knex,
  jobs: readonly Pick<LineageJobRow, 'id' | 'pipeline_id'>[],
  marks: (job: string) => readonly string[],
): Promise<Map<number, Edges>> {
  const owners = new Map(
    jobs.flatMap((job) => marks(job.id).map((mark) => [tellingIdOf(job.id, mark), job.pipeline_id] as const)),
  );
  const told = new Map<number, Edges[]>();
  for (const { id, edges } of await tellingsOf(knex, [...owners.keys()])) {
    const pipeline = owners.get(id)!;
    told.set(pipeline, [...(told.get(pipeline) ?? []), JSON.parse(edges)]);
  }
  return new Map(
    [...told].map(([id, all]) => [
      id,
      {
        edges: all.flatMap(({ edges }) => edges),
        columnEdges: all.flatMap(({ columnEdges }) => columnEdges),
      },
    ]),
  );
}

/** Tellings by id; each is read once, however many ask for it. */
export async function tellingsOf(
  knex: Knex,
  ids: readonly string[],
): Promise<Pick<TellingRow, 'id' | 'edges'>[]> {
  const found: Pick<TellingRow, 'id' | 'edges'>[] = [];
  for (const piece of inPieces(ids))
    found.push(...(await knex<TellingRow>('lineage_tellings').whereIn('id', piece).select('id', 'edges')));
  return found;
}

/** Moments of each job that count at a time. */
async function countingMoments(
  knex: Knex,
  jobs: readonly string[],
  at: string,
): Promise<Map<string, Moment[]>> {
  const found = new Map<string, Moment[]>();
  for (const piece of inPieces(jobs)) {
    const rows = await countingRows(knex, piece, at);
    for (const row of rows) found.set(row.job_id, [...(found.get(row.job_id) ?? []), momentOfRow(row)]);
  }
  return found;
}

/** The newest moment of each job that settles, and all after it, as rows. */
export async function countingRows(knex: Knex, jobs: readonly string[], at: string): Promise<MomentRow[]> {
  const settled = knex('lineage_moments as s')
    .whereRaw('s.job_id = j.id')
    .where('s.settles', true)
    .where('s.place', '<', placesUntil(at))
    .max('s.place');
  // Asked for once a job, before its moments are looked at: those before it are then never read.
  const since = knex('lineage_jobs as j')
    .whereIn('j.id', jobs as string[])
    .select('j.id', knex.raw("coalesce((?), '') as since", [settled]));
  return knex
    .from(since.as('c'))
    .join('lineage_moments as m', (both) => both.on('m.job_id', 'c.id').andOn('m.place', '>=', 'c.since'))
    .where('m.place', '<', placesUntil(at))
    .select<MomentRow[]>('m.*');
}

export const momentOfRow = (row: MomentRow): Moment => ({
  teller: row.teller,
  runId: row.run_id,
  at: row.at,
  place: row.place,
  settles: Boolean(row.settles),
  marks: JSON.parse(row.marks),
});

export const rosterIdOf = ({ pipeline_id: pipelineId, version }: JobRow) =>
  jobIdOf({ pipelineId, version, job: tasksJob });

/** The newest list of tasks of each version of a pipeline that has tasks. */
async function rostersAt(knex: Knex, jobs: readonly JobRow[], at: string): Promise<Map<string, Roster>> {
  const ids = [...new Set(jobs.filter(({ task }) => task !== null).map(rosterIdOf))];
  if (ids.length === 0) return new Map();
  const moments = await countingMoments(knex, ids, at);
  const newest = [...moments].map(([id, list]) => ({ id, moment: counting(list).at(-1)! }));
  const keys = newest.flatMap(({ id, moment }) => moment.marks.map((mark) => tellingIdOf(id, mark)));
  const told = new Map((await tellingsOf(knex, keys)).map(({ id, edges }) => [id, JSON.parse(edges)]));
  return new Map(
    newest.map(({ id, moment }) => [
      id,
      rosterOf(
        moment.at,
        moment.marks.map((mark) => told.get(tellingIdOf(id, mark))),
      ),
    ]),
  );
}

/** A run may have listed its tasks more than once: at its start and at its end. */
export function rosterOf(at: string, lists: readonly (Partial<Roster> | undefined)[]): Roster {
  const tasks = lists.flatMap((list) => list?.tasks ?? []);
  return tasks.length > 0 ? { at, tasks } : { at, gone: lists.flatMap((list) => list?.gone ?? []) };
}
