/** Runs in a row that a task must be absent from before it may be thought gone. */
const fewestRuns = 3;

/**
 * Tasks that are gone, judged by runs alone, for clients that do not say which tasks a DAG has.
 *
 * A task is gone when it had no part in the newest runs that succeeded, at least three, and in more than twice as many
 * as it was ever absent from in a row before. So a task that a branch skips now and then stays, as does one that began
 * late: runs before its first one count as absence. Runs that failed are not looked at, for they may have ended early;
 * a task that was run again alone is part of the same run.
 *
 * @param runs - names of the tasks that had any event, for each run that succeeded, newest first
 */
export function goneTasks(runs: readonly ReadonlySet<string>[], tasks: readonly string[]): string[] {
  return tasks.filter((task) => {
    const [absentNow = 0, ...before] = absences(runs, task);
    return absentNow >= fewestRuns && absentNow > 2 * Math.max(0, ...before);
  });
}

/** Lengths of the stretches of runs without a task, newest first; the first is 0 where the newest run had it. */
function absences(runs: readonly ReadonlySet<string>[], task: string): number[] {
  const lengths = [0];
  for (const seen of runs)
    if (seen.has(task)) lengths.push(0);
    else lengths[lengths.length - 1]! += 1;
  return lengths;
}
