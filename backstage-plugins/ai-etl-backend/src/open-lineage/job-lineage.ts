import type { RunState } from '../database/tables';

/** What one event says of the lineage of a job. */
export interface JobTelling {
  at: string;
  /** Names the lineage that the event told, if it told any. */
  mark?: string;
  /** The run that told; a job event tells without one. */
  run?: { id: string; state: RunState; startedAt: string; told: readonly string[] };
}

/** Which tellings of a job count: those of its newest run that succeeded, and what was told since. */
export interface JobLineage {
  settledRun: string | null;
  settledAt: string | null;
  settled: readonly string[];
  pending: readonly { mark: string; run: string; at: string }[];
}

export const blankJob: JobLineage = { settledRun: null, settledAt: null, settled: [], pending: [] };

const mostPending = 100;

/**
 * The job after one more event. A run that succeeded takes the place of all that began before it; one that still runs
 * or has failed only adds, for it may not have come to all of its datasets. A run that told nothing changes nothing.
 * Once all runs have ended, the order in which their events came does not matter.
 */
export function withTelling(job: JobLineage, { at, mark, run }: JobTelling): JobLineage {
  if (run && run.state !== 'success')
    return mark === undefined ? job : withPending(job, { mark, run: run.id, at });
  const settled = run
    ? { run: run.id, at: run.startedAt, told: run.told }
    : { run: `event ${at}`, at, told: [mark] };
  const told = settled.told.filter((one) => one !== undefined);
  const pending = run ? job.pending.filter((one) => one.run !== run.id) : job.pending;
  if (told.length === 0 || !isNewest(job, settled)) return { ...job, pending };
  return {
    settledRun: settled.run,
    settledAt: settled.at,
    settled: told,
    pending: pending.filter((one) => one.at >= settled.at),
  };
}

/** Marks of what counts now. */
export const liveMarks = ({ settled, pending }: JobLineage) => [
  ...new Set([...settled, ...pending.map(({ mark }) => mark)]),
];

function withPending(job: JobLineage, telling: JobLineage['pending'][number]): JobLineage {
  const { mark, run, at } = telling;
  const isOld = job.settledAt !== null && at < job.settledAt;
  if (isOld || job.settled.includes(mark)) return job;
  const known = job.pending.find((one) => one.mark === mark && one.run === run);
  if (known && known.at >= at) return job;
  const others = job.pending.filter((one) => one !== known);
  return { ...job, pending: [...others, telling].slice(-mostPending) };
}

/** Of two runs that began at one time the one with the greater id counts, whichever came first. */
function isNewest({ settledAt, settledRun }: JobLineage, { run, at }: { run: string; at: string }): boolean {
  if (settledAt === null || settledRun === run) return true;
  return at === settledAt ? run > settledRun! : at > settledAt;
}
