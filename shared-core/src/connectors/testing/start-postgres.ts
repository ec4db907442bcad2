import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startPostgresServer } from '../../local';

/** A PostgreSQL of a test's own. */
export interface TestPostgres {
  settings: { host: string; port: number; database: string; user: string; password: string };
  /** Ends all its processes at once, as a power cut does, and starts it again on the same data. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the embedded server on a free port, without waiting for the disk. */
export async function startPostgres(
  options: { dir?: string; settings?: Record<string, string | number> } = {},
): Promise<TestPostgres> {
  const settings = { fsync: 'off', ...options.settings };
  const server = await startPostgresServer({ dir: options.dir, settings });
  const { host, port, database, user, password, dir } = server;
  return {
    settings: { host, port, database, user, password },
    crash: async () => {
      process.kill(postmaster(dir), 'SIGKILL');
      await startedAgain(() => startPostgresServer({ dir, port, settings }));
    },
    stop: () => server.stop(),
  };
}

const postmaster = (dir: string) =>
  Number(readFileSync(join(dir, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);

/** The backends notice a moment later that their postmaster is gone, and until then hold its memory. */
async function startedAgain(start: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++)
    try {
      await start();
      return;
    } catch (error) {
      if (attempt === 50) throw error;
      await setTimeout(100);
    }
}
