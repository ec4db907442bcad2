import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * A text that names the process behind a pid for as long as it lives: the moment it was started.
 * `undefined` when there is no such process.
 * @internal
 */
export async function identityOf(pid: number): Promise<string | undefined> {
  try {
    if (process.platform === 'linux') {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
      // After the command, which may hold spaces and brackets, come state (1) … starttime (20).
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? undefined : fields[19];
    }
    const { stdout } = await execute('ps', ['-o', 'lstart=', '-p', String(pid)]);
    return stdout.trim() || undefined;
  } catch {
    return undefined;
  }
}

/** True while the process that was recorded still runs, and not another one with its pid. @internal */
export async function isSameProcess(record: { pid?: number; startedAs?: string }): Promise<boolean> {
  if (record.pid === undefined) return false;
  const identity = await identityOf(record.pid);
  return identity !== undefined && identity === record.startedAs;
}

/** Asks the recorded process to end, waits, and ends it by force after the deadline. @internal */
export async function endProcess(
  record: { pid?: number; startedAs?: string },
  deadlineMs: number,
): Promise<void> {
  const until = Date.now() + deadlineMs;
  for (let signal: NodeJS.Signals | 0 = 'SIGTERM'; await isSameProcess(record); signal = 0) {
    send(record.pid!, Date.now() > until ? 'SIGKILL' : signal);
    await delay(20);
  }
}

function send(pid: number, signal: NodeJS.Signals | 0): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended by itself between the look and the signal.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** The wanted port if it is free, else, or when none is wanted, one that the system chooses. @internal */
export async function freePort(wanted?: number): Promise<number> {
  if (wanted !== undefined && (await canListen(wanted))) return wanted;
  return (await canListen(0)) as number;
}

/** @internal */
export const canListen = (port: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const { port: given } = probe.address() as { port: number };
      probe.close(() => resolve(given));
    });
  });
