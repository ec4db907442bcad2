import { execFile } from 'node:child_process';
import { readdir, readFile, readlink, realpath } from 'node:fs/promises';
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
  if (process.platform === 'linux') {
    const stat = await linuxStat(pid);
    return stat && stat.state !== 'Z' ? stat.startedAt : undefined;
  }
  const listed = await execute('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => undefined);
  return listed?.stdout.trim() || undefined;
}

/** A process that has ended and that its parent has not asked after. @internal */
export const isZombie = async (pid: number) =>
  process.platform === 'linux' && (await linuxStat(pid))?.state === 'Z';

async function linuxStat(pid: number): Promise<{ state?: string; startedAt?: string } | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // After the command, which may hold spaces and brackets, come state (1) … starttime (20).
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields && { state: fields[0], startedAt: fields[19] };
}

/** Whether a process of Linux works in this folder. @internal */
export async function isWorkingDirectory(dir: string): Promise<boolean> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const folders = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => undefined)));
  return folders.includes(await realpath(dir));
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

/**
 * Waits a while for a port that a server of ours had: a killed process counts as ended before its last thread has let
 * go of its sockets.
 * @internal
 */
export async function untilFree(port: number, patienceMs = 5000): Promise<void> {
  for (const until = Date.now() + patienceMs; Date.now() < until; await delay(20))
    if ((await canListen(port)) !== undefined) return;
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
