import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import {
  localStatus,
  startClickHouseServer,
  startLocal,
  startPostgresServer,
  stopLocal,
  type LocalServer,
} from '.';
import { freePort, identityOf } from './processes';

let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'ai-etl-local-'));
  // As root PostgreSQL runs as somebody else, who must be able to enter.
  await chmod(dir, 0o711);
});
afterAll(async () => {
  await stopLocal(dir);
  await rm(dir, { recursive: true, force: true });
});

async function postgres(server: Pick<LocalServer, 'url'>, sql: string): Promise<unknown[]> {
  const client = new Client(server.url);
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

async function clickhouse(server: Pick<LocalServer, 'port' | 'password'>, sql: string): Promise<string> {
  const headers = { 'x-clickhouse-user': 'default', 'x-clickhouse-key': server.password };
  const response = await fetch(`http://127.0.0.1:${server.port}`, { method: 'POST', headers, body: sql });
  return (await response.text()).trim();
}

const both = async (from: string = dir) => {
  const { servers } = await localStatus(from);
  return {
    pg: servers.find((server) => server.system === 'postgresql')!,
    ch: servers.find((server) => server.system === 'clickhouse')!,
  };
};

const ended = async (pid: number) => {
  while ((await identityOf(pid)) !== undefined) await new Promise((resolve) => setImmediate(resolve));
};

describe('local databases', () => {
  it('are nothing before they are started', async () => {
    expect(await localStatus(dir)).toEqual({ dir, servers: [] });
    expect(await stopLocal(dir)).toEqual({ dir, servers: [] });
  });

  it('outlive the command that started them', async () => {
    // Not the ports that it likes best, which another checkout may use.
    const options = { dir, postgresPort: await freePort(), clickhousePort: await freePort() };
    const script = `require(${JSON.stringify(join(__dirname, 'index.ts'))}).startLocal(${JSON.stringify(options)})`;
    const loader = join(__dirname, 'testing', 'typescript-source.cjs');
    await promisify(execFile)(process.execPath, ['--require', loader, '-e', script]);
    const { pg, ch } = await both();
    expect([pg, ch]).toMatchObject([
      { running: true, port: options.postgresPort },
      { running: true, port: options.clickhousePort },
    ]);
    expect(await postgres(pg, `SELECT lower('ЁЖ'), 'а' < 'Б'`)).toEqual(['ёж', false]);
    expect(await clickhouse(ch, `SELECT lowerUTF8('ЁЖ')`)).toBe('ёж');
  }, 120_000);

  it('are left alone by a second start', async () => {
    const before = await both();
    const { servers } = await startLocal({ dir });
    expect(servers).toEqual([before.pg, before.ch]);
  });

  it('keep generated passwords where only their owner reads them, and ask for them', async () => {
    const { pg, ch } = await both();
    expect(pg.password).not.toBe(ch.password);
    for (const server of [pg, ch]) {
      expect(server.password).toMatch(/^[\w-]{20,}$/);
      expect((await stat(join(server.dir, 'server.json'))).mode & 0o777).toBe(0o600);
    }
    const wrong = { url: pg.url.replace(pg.password, 'wrong') };
    await expect(postgres(wrong, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    expect(await clickhouse({ ...ch, password: 'wrong' }, 'SELECT 1')).toMatch(/^Code: 516/);
  });

  it('come back with their data after a crash', async () => {
    const before = await both();
    await postgres(before.pg, 'CREATE TABLE kept AS SELECT 42 AS a');
    await clickhouse(before.ch, 'CREATE TABLE kept ENGINE = MergeTree ORDER BY a AS SELECT 42 AS a');
    for (const { pid } of [before.pg, before.ch]) {
      process.kill(pid!, 'SIGKILL');
      await ended(pid!);
    }
    const crashed = await both();
    expect([crashed.pg.running, crashed.ch.running]).toEqual([false, false]);
    await startLocal({ dir });
    const after = await both();
    expect(after.pg).toMatchObject({ running: true, url: before.pg.url });
    expect(after.ch).toMatchObject({ running: true, url: before.ch.url });
    expect(await postgres(after.pg, 'SELECT a FROM kept')).toEqual([42]);
    expect(await clickhouse(after.ch, 'SELECT a FROM kept')).toBe('42');
  }, 120_000);

  it('stop, and keep their data', async () => {
    const before = await both();
    const { servers } = await stopLocal(dir);
    expect(servers.map((server) => server.running)).toEqual([false, false]);
    for (const { pid } of [before.pg, before.ch]) expect(await identityOf(pid!)).toBeUndefined();
    await startLocal({ dir, systems: ['clickhouse'] });
    const after = await both();
    expect([after.pg.running, after.ch.running]).toEqual([false, true]);
    expect(await clickhouse(after.ch, 'SELECT a FROM kept')).toBe('42');
  }, 120_000);

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'end in order on %s, even in the middle of a statement',
    async (signal) => {
      await startLocal({ dir, systems: ['clickhouse'] });
      const { ch } = await both();
      const running = clickhouse(
        ch,
        'SELECT count() FROM numbers(1000000000000) WHERE NOT ignore(sipHash64(number))',
      ).catch(() => 'cut');
      while (
        (await clickhouse(ch, `SELECT count() FROM system.processes WHERE query LIKE '%sipHash64%'`)) !== '2'
      );
      process.kill(ch.pid!, signal);
      await ended(ch.pid!);
      await running;
      expect((await both()).ch.running).toBe(false);
    },
    60_000,
  );

  it('are not taken for another process that has their old pid', async () => {
    const file = join(dir, 'clickhouse', 'server.json');
    const record = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...record, pid: process.pid, startedAs: 'long ago' }));
    expect((await both()).ch.running).toBe(false);
    await stopLocal(dir);
    await startLocal({ dir, systems: ['clickhouse'] });
    expect((await both()).ch.pid).not.toBe(process.pid);
  }, 60_000);
});

describe('a server of a test', () => {
  const busy = createServer();
  let taken: number;
  beforeAll(async () => {
    busy.listen(0, '127.0.0.1');
    await once(busy, 'listening');
    taken = (busy.address() as AddressInfo).port;
  });
  afterAll(() => busy.close());

  it.each([
    ['PostgreSQL', startPostgresServer],
    ['ClickHouse', startClickHouseServer],
  ])(
    'of %s leaves nothing behind',
    async (_, start) => {
      const server = await start();
      expect(server.url).toContain(`:${server.port}/`);
      await server.stop();
      await expect(stat(server.dir)).rejects.toMatchObject({ code: 'ENOENT' });
      await server.stop();
    },
    60_000,
  );

  it.each([
    ['PostgreSQL', startPostgresServer],
    ['ClickHouse', startClickHouseServer],
  ])(
    'of %s says that the wanted port is taken',
    async (system, start) => {
      const own = await mkdtemp(join(tmpdir(), 'ai-etl-port-'));
      await chmod(own, 0o711);
      await expect(start({ dir: join(own, 'data'), port: taken })).rejects.toMatchObject({
        code: 'local.port-taken',
        parameters: { system, port: taken },
      });
      await rm(own, { recursive: true });
    },
    60_000,
  );

  it('does not share its folder', async () => {
    const server = await startClickHouseServer();
    await expect(startClickHouseServer({ dir: server.dir })).rejects.toMatchObject({
      code: 'local.folder-in-use',
    });
    await server.stop();
  }, 60_000);

  it('takes settings of PostgreSQL', async () => {
    const server = await startPostgresServer({ settings: { wal_level: 'logical', fsync: 'off' } });
    expect(await postgres(server, `SELECT current_setting('wal_level')`)).toEqual(['logical']);
    await server.stop();
  }, 60_000);
});
