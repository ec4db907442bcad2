import type { Run } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { RunRow, RunState, TaskRow } from '../database/tables';

/** How a run ended, as somebody else than its own events says. */
export type RunEnd = Pick<RunRow, 'state' | 'ended_at' | 'state_from'>;

const endStates: readonly RunState[] = ['success', 'failed', 'cancelled'];

const hasEnded = (state: RunState) => endStates.includes(state);

/** The end that a source of runs knows; what still runs there has none. */
export function endBySource(source: string, { state, endedAt }: Run, row: RunRow): RunEnd | undefined {
  if (!hasEnded(state)) return undefined;
  return { state, ended_at: endedAt ?? row.heard_at, state_from: source };
}

/**
 * The end that tasks show: all that are known have ended. Of one that was tried more than once its newest try counts;
 * one that failed for good stands for the run.
 */
export function endByTasks(tasks: readonly TaskRow[]): RunEnd | undefined {
  const newest = new Map<string, TaskRow>();
  for (const task of [...tasks].sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1)))
    newest.set(task.name, task);
  const last = [...newest.values()];
  if (last.length === 0 || !last.every(({ state }) => hasEnded(state))) return undefined;
  const ends = last.flatMap(({ ended_at }) => ended_at ?? []).sort();
  return { state: worst(last), ended_at: ends.at(-1) ?? null, state_from: 'tasks' };
}

/** Nobody knows. */
export const silence: RunEnd = { state: 'silent', ended_at: null, state_from: 'silence' };

const orderOf = ({ started_at, id }: TaskRow) => `${started_at ?? ''} ${id}`;

const worst = (tasks: TaskRow[]): RunState =>
  (['failed', 'cancelled'] as const).find((state) => tasks.some((task) => task.state === state)) ?? 'success';
