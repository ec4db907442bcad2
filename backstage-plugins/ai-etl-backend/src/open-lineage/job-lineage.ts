import type { RunState } from '../database/tables';

/** From when on a job told what: one run, or an event or a version that tells without a run. */
export interface Moment {
  /** Who told: the run or task itself. */
  teller: string;
  /** The run of the pipeline, where one told. */
  runId: string | null;
  /** When that run began; a task counts from the beginning of its DAG's run. */
  at: string;
  /** Order among the moments of a job. */
  place: string;
  /** True: what was told before counts no more. */
  settles: boolean;
  marks: readonly string[];
}

/** What tells lineage, as it is by now. */
export interface JobTeller {
  id: string;
  state: RunState;
  startedAt: string;
  told: readonly string[];
  /** The run of the pipeline that it is, or belongs to. */
  run: { id: string; startedAt: string };
}

/**
 * The moment of a run. One that succeeded takes the place of all that began before it; one that still runs or has
 * failed only adds, for it may not have come to all of its datasets. A run that told nothing changes nothing.
 */
export function momentOf({ id, state, startedAt, told, run }: JobTeller): Moment | undefined {
  if (told.length === 0) return undefined;
  const settles = state === 'success';
  const place = placeOf(run.startedAt, startedAt, settles, id);
  return { teller: id, runId: run.id, at: run.startedAt, place, settles, marks: told };
}

/** The moment of what is told without a run: an event of the job itself, or a published version. */
export const designMoment = (teller: string, at: string, marks: readonly string[]): Moment => ({
  teller,
  runId: null,
  at,
  place: placeOf(at, at, true, teller),
  settles: true,
  marks,
});

/**
 * Runs come by their beginning. Of what began at one time, that which only adds comes last, so that nothing is lost;
 * else the greater id does, whichever was heard of first.
 */
export const placeOf = (runAt: string, at: string, settles: boolean, teller: string) =>
  `${runAt} ${at} ${settles ? 0 : 1} ${teller}`;

/** Above every place of moments that began at a time or before it. */
export const placesUntil = (at: string) => `${at} ~`;

/** Moments that count, of one job in any order: the newest that settles, and all after it. */
export function counting(moments: readonly Moment[]): Moment[] {
  const settled = moments.reduce(
    (found, { settles, place }) => (settles && place > found ? place : found),
    '',
  );
  return moments.filter(({ place }) => place >= settled);
}

/** Marks of moments, once each, in order. */
export const marksOf = (moments: readonly Moment[]) =>
  [...new Set(moments.flatMap(({ marks }) => marks))].sort();

/** What a run says of its tasks: all that the DAG has, or some that are thought to be gone. */
export interface Roster {
  at: string;
  tasks?: readonly string[];
  gone?: readonly string[];
}

/** A job that is a task of a DAG, and when it last told lineage. */
export interface TaskJob {
  job: string;
  task: string | null;
  lastAt: string;
}

/**
 * Whether the newest roster leaves a task out. A task that told in that run, or in a newer one, is there.
 * A DAG lists its own tasks only, so jobs that are not named after it are not missing there.
 */
export function isGone({ job, task, lastAt }: TaskJob, roster: Roster | undefined): boolean {
  if (task === null || roster === undefined || lastAt >= roster.at) return false;
  if (roster.tasks) return !job.endsWith(`/${task}`) && !roster.tasks.includes(task);
  return roster.gone?.includes(task) ?? false;
}
