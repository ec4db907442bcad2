import { open, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Names of our own files beside an object; hidden, so that nobody lists or reads them. @internal */
export const ownFile = (path: string, kind: 'lock' | 'runs.json' | `${string}.part`) =>
  join(dirname(path), `.${basename(path)}.ai-etl-${kind}`);

/**
 * Holds an object while it is written: two writers at once would each publish a file without the other's rows.
 * A lock that a dead process of this machine left behind counts no more.
 * @internal
 */
export async function locked<T>(
  path: string,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const lock = ownFile(path, 'lock');
  await take(lock, signal);
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function take(lock: string, signal?: AbortSignal): Promise<void> {
  for (;;) {
    signal?.throwIfAborted();
    try {
      const handle = await open(lock, 'wx', 0o600);
      await handle.writeFile(JSON.stringify({ pid: process.pid, host: hostname() }));
      await handle.close();
      return;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    }
    if (await isStale(lock)) await rm(lock, { force: true });
    else await setTimeout(30, undefined, { signal });
  }
}

async function isStale(lock: string): Promise<boolean> {
  let holder: { pid: number; host: string };
  try {
    holder = JSON.parse(await readFile(lock, 'utf8')) as typeof holder;
  } catch (cause) {
    // Just released, or just made and not yet written.
    return (cause as NodeJS.ErrnoException).code !== 'ENOENT' && (await stillUnwritten(lock));
  }
  if (holder.host !== hostname()) return false;
  try {
    process.kill(holder.pid, 0);
    return false;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** A process may have died between making its lock and writing into it. */
async function stillUnwritten(lock: string): Promise<boolean> {
  await setTimeout(1000);
  return (await readFile(lock, 'utf8').catch(() => 'gone')) === '';
}
