import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReadyMessage } from './clickhouse-http/main';
import { localErrors } from './errors';
import { locatePackage } from './packages';
import { endProcess, freePort, isSameProcess, untilFree } from './processes';
import { urlOf, type LocalServerHandle } from './server-handle';
import { readRecord } from './server-record';

/** @public */
export interface ClickHouseServerOptions {
  /** Holds the data and the password; a temporary one, deleted by `stop`, where none is given. */
  dir?: string;
  /** A free one is chosen where none is given, and kept for the next time. */
  port?: number;
  /** True for a daemon that outlives this process; otherwise it ends with this process at the latest. */
  detached?: boolean;
}

/** Time to write what is in memory and close. */
const stopDeadlineMs = 60_000;

/**
 * Starts ClickHouse's engine (npm `chdb`, 540 MB) behind ClickHouse's HTTP protocol in a process of its own,
 * and waits until it answers. Started again on the same folder it finds its data.
 * @throws `local.*`
 * @public
 */
export async function startClickHouseServer(
  options: ClickHouseServerOptions = {},
): Promise<LocalServerHandle> {
  locatePackage('ClickHouse');
  const temporary = options.dir === undefined;
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'ai-etl-clickhouse-')));
  const record = await readRecord(dir);
  if (record && (await isSameProcess(record))) throw localErrors['folder-in-use']({ dir });
  if (record) await untilFree(record.port);
  const port = options.port ?? (await freePort(record?.port));
  const child = launch(dir, port, options.detached ?? false);
  await untilReady(child, dir, port);
  if (options.detached) {
    child.disconnect();
    child.unref();
  }
  return handleOf(dir, temporary);
}

/** Stops the server on this folder, if it runs. @internal */
export async function stopClickHouse(dir: string): Promise<void> {
  const record = await readRecord(dir);
  if (record) await endProcess(record, stopDeadlineMs);
}

function launch(dir: string, port: number, detached: boolean): ChildProcess {
  mkdirSync(dir, { recursive: true });
  const log = openSync(join(dir, 'server.log'), 'a', 0o600);
  try {
    const program = [...entry, '--dir', dir, '--port', String(port), ...(detached ? [] : ['--attached'])];
    return spawn(process.execPath, program, {
      detached,
      stdio: ['ignore', log, log, 'ipc'],
      env: { ...process.env, UV_THREADPOOL_SIZE: '64', NODE_OPTIONS: '' },
    });
  } finally {
    closeSync(log);
  }
}

/** From sources (the project's own tests) TypeScript is compiled as it is loaded. */
const entry = __filename.endsWith('.ts')
  ? [
      '--require',
      join(__dirname, 'testing', 'typescript-source.cjs'),
      join(__dirname, 'clickhouse-http', 'main.ts'),
    ]
  : [join(__dirname, 'clickhouse-http', 'main.js')];

async function untilReady(child: ChildProcess, dir: string, port: number): Promise<void> {
  const answer = await new Promise<ReadyMessage>((resolve) => {
    child.once('message', (message) => resolve(message as ReadyMessage));
    child.once('error', (error) => resolve({ ready: false, message: error.message }));
    child.once('exit', (code) => resolve({ ready: false, message: `it ended with code ${code}` }));
  });
  if (answer.ready) return;
  if (answer.code === 'EADDRINUSE') throw localErrors['port-taken']({ system: 'ClickHouse', port });
  const log = await readFile(join(dir, 'server.log'), 'utf8').catch(() => answer.message);
  throw localErrors['did-not-start']({
    system: 'ClickHouse',
    log: log.trimEnd().split('\n').slice(-12).join('\n'),
  });
}

async function handleOf(dir: string, temporary: boolean): Promise<LocalServerHandle> {
  const { port, user, password } = (await readRecord(dir))!;
  const address = { host: '127.0.0.1', port, user, password, database: 'default' };
  return {
    ...address,
    url: urlOf('clickhouse', address),
    dir,
    stop: async () => {
      await stopClickHouse(dir);
      if (temporary) await rm(dir, { recursive: true, force: true });
    },
  };
}
