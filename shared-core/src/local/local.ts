import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { startClickHouseServer, stopClickHouse } from './clickhouse-server';
import { canListen, isSameProcess } from './processes';
import { postgresPid, startPostgresServer, stopPostgres } from './postgres-server';
import { urlOf, type LocalAddress } from './server-handle';
import { readRecord, type ServerRecord } from './server-record';

/** @public */
export interface LocalOptions {
  /** Holds both databases. */
  dir: string;
  postgresPort?: number;
  clickhousePort?: number;
  /** Which to start; both where not said. */
  systems?: LocalSystemId[];
}

/** @public */
export type LocalSystemId = 'postgresql' | 'clickhouse';

/** A local database and how to reach it. @public */
export interface LocalServer extends LocalAddress {
  system: LocalSystemId;
  running: boolean;
  pid?: number;
  /** With user and password. */
  url: string;
  dir: string;
  logFile: string;
}

/** @public */
export interface LocalStatus {
  dir: string;
  /** Those that were ever started in the folder. */
  servers: LocalServer[];
}

/** How the room starts, finds and stops one system. */
interface LocalSystem {
  port(options: LocalOptions): number | undefined;
  start(dir: string, port?: number): Promise<unknown>;
  pid(dir: string, record: ServerRecord): Promise<number | undefined>;
  stop(dir: string): Promise<void>;
  database: string;
  scheme: string;
  logFile: string;
}

const systems: Record<LocalSystemId, LocalSystem> = {
  postgresql: {
    port: (options) => options.postgresPort,
    start: (dir, port) => startPostgresServer({ dir, port }),
    pid: (dir) => postgresPid(dir),
    stop: stopPostgres,
    database: 'postgres',
    scheme: 'postgresql',
    logFile: join('data', 'server.log'),
  },
  clickhouse: {
    port: (options) => options.clickhousePort,
    start: async (dir, port) =>
      startClickHouseServer({ dir, port: port ?? (await firstPort(dir)), detached: true }),
    pid: async (_dir, record) => ((await isSameProcess(record)) ? record.pid : undefined),
    stop: stopClickHouse,
    database: 'default',
    scheme: 'clickhouse',
    logFile: 'server.log',
  },
};

/** A port that is easy to remember, the first time; after that the server keeps its own. */
async function firstPort(dir: string): Promise<number | undefined> {
  return (await readRecord(dir)) ? undefined : canListen(18123);
}

/**
 * Starts the local databases as daemons that outlive this process, and waits until they answer. Those that
 * run already are left alone, so calling it again only tells the addresses.
 * @throws `local.*`
 * @public
 */
export async function startLocal(options: LocalOptions): Promise<LocalStatus> {
  const dir = resolve(options.dir);
  await mkdir(dir, { recursive: true });
  const wanted = options.systems ?? (Object.keys(systems) as LocalSystemId[]);
  const before = await localStatus(dir);
  const running = before.servers.filter((server) => server.running).map((server) => server.system);
  const missing = wanted.filter((id) => !running.includes(id));
  await Promise.all(missing.map((id) => systems[id].start(join(dir, id), systems[id].port(options))));
  return localStatus(dir);
}

/** What runs in the folder, and how to reach it. @public */
export async function localStatus(dir: string): Promise<LocalStatus> {
  const ids = Object.keys(systems) as LocalSystemId[];
  const servers = await Promise.all(ids.map((id) => serverIn(resolve(dir), id)));
  return { dir: resolve(dir), servers: servers.filter((server) => server !== undefined) };
}

/** Stops what runs in the folder; the data stay. @public */
export async function stopLocal(dir: string): Promise<LocalStatus> {
  const { servers } = await localStatus(dir);
  await Promise.all(
    servers.filter((server) => server.running).map((server) => systems[server.system].stop(server.dir)),
  );
  return localStatus(dir);
}

async function serverIn(root: string, id: LocalSystemId): Promise<LocalServer | undefined> {
  const system = systems[id];
  const dir = join(root, id);
  const record = await readRecord(dir);
  if (!record) return undefined;
  const pid = await system.pid(dir, record);
  const { port, user, password } = record;
  const address = { host: '127.0.0.1', port, user, password, database: system.database };
  const logFile = join(dir, system.logFile);
  return {
    system: id,
    running: pid !== undefined,
    pid,
    ...address,
    url: urlOf(system.scheme, address),
    dir,
    logFile,
  };
}
