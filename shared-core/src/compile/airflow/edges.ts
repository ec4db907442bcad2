import type { Task } from './dag';

/** Two task ids: the first before the second. */
export type Edge = [string, string];

export const ids = (tasks: Task[]): string[] => tasks.map(({ id }) => id);

/** Each of some before each of others. */
export const each = (from: string[], to: string[]): Edge[] =>
  from.flatMap((one) => to.map((next): Edge => [one, next]));

/** One after another. */
export const inTurn = (all: string[]): Edge[] => all.slice(1).map((id, index) => [all[index] as string, id]);
