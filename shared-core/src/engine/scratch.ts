import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = `ai-etl-engine-${hostname().replaceAll(/[^\w.]/g, '_')}-`;
let swept: Promise<void> | undefined;

/**
 * Makes a folder for pipes and spilled rows. Folders of processes that were killed, which may hold gigabytes, are
 * deleted by the next process of the same host: their names say whose they were.
 * @internal
 */
export async function makeScratch(parent = tmpdir()): Promise<string> {
  swept ??= sweep(tmpdir());
  await swept;
  return realpath(await mkdtemp(join(parent, `${prefix}${process.pid}-`)));
}

async function sweep(parent: string): Promise<void> {
  const names = await readdir(parent).catch(() => []);
  for (const name of names) {
    const owner = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : NaN;
    // Another user's folder stays: it cannot be deleted, and its owner will do it.
    if (owner > 0 && !isAlive(owner))
      await rm(join(parent, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
