import fs, { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import git from 'isomorphic-git';

const pollMs = 50;

/** The part of an action's context that says which task it is of, and whether somebody cancelled it. */
export interface CancellableTask {
  task: { id: string };
  signal?: AbortSignal;
  workspacePath: string;
  logger: Pick<LoggerService, 'info' | 'error'>;
}

/** Takes something back. @param commit - the last one that the task made in its workspace, if any */
type Undo = (commit: string | undefined) => Promise<void>;

/**
 * Takes back what a task made when it is cancelled.
 *
 * @remarks The scaffolder runs no step of a cancelled task any more, also none with `failure()`. What a step made is
 * taken back once the task is over, for the step that was running goes on to its end.
 */
export class Cancellations {
  private readonly kept = new Set<string>();

  /** Has `undo` run when the task is cancelled before `keep` is said. */
  onCancel(context: CancellableTask, undo: Undo): void {
    const { signal } = context;
    const run = () => void this.takeBack(context, undo);
    if (signal?.aborted) run();
    else signal?.addEventListener('abort', run, { once: true });
  }

  /** What the task made is whole and stays, also when it is cancelled from now on. */
  keep({ task }: Pick<CancellableTask, 'task'>): void {
    this.kept.add(task.id);
  }

  private async takeBack({ task, workspacePath, logger }: CancellableTask, undo: Undo): Promise<void> {
    let commit: string | undefined;
    // The scaffolder removes the workspace when a task is over.
    while (existsSync(workspacePath)) {
      commit = (await headOf(workspacePath)) ?? commit;
      await pause(pollMs);
    }
    if (this.kept.delete(task.id)) return;
    try {
      await undo(commit);
    } catch (error) {
      logger.error(`the cancelled task ${task.id} left something behind: ${error}`);
    }
  }
}

const headOf = (dir: string): Promise<string | undefined> =>
  git.resolveRef({ fs, dir, ref: 'HEAD' }).catch(() => undefined);
