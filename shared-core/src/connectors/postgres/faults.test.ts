import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { integer, simple, type TableSchema } from '../../schema';
import type { Connection, DatasetStream } from '../contract';
import { startPostgres, type TestPostgres } from '../testing/start-postgres';
import { postgres } from '.';

let server: TestPostgres;
let db: Connection;

beforeAll(async () => {
  server = await startPostgres();
  db = await postgres.open(server.settings, { name: 'db' });
}, 60_000);
afterAll(async () => {
  await db?.close();
  await server?.stop();
  if (!disk) return;
  execFileSync('umount', ['-l', disk]);
  rmSync(disk, { recursive: true });
});

const schema: TableSchema = {
  fields: [
    { name: 'id', type: integer(64), nullable: false },
    { name: 'name', type: simple('string'), nullable: true },
  ],
};

/** CSV in pieces of about 64 KB; `onPiece` is told before each. */
function pieces(count: number, onPiece: (number: number) => unknown = () => undefined): DatasetStream {
  async function* bytes() {
    yield Buffer.from('id,name\n');
    for (let number = 1; number <= count; number++) {
      await onPiece(number);
      yield Buffer.from(
        Array.from({ length: 640 }, (_, i) => `${number * 1000 + i},${'x'.repeat(90)}\n`).join(''),
      );
    }
  }
  return { format: 'pg-copy-csv', schema, bytes: Readable.from(bytes(), { highWaterMark: 1 }) };
}

const countOf = async (table: string) => (await db.query(`SELECT count(*) AS n FROM ${table}`)).rows[0]!.n;

/** A small disk, where this process may mount one; undefined otherwise. */
function smallDisk(): string | undefined {
  const dir = mkdtempSync(join(tmpdir(), 'ai-etl-small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', dir], { stdio: 'ignore' });
    return dir;
  } catch {
    // Not root, or a container without the right to mount: the test is skipped by name.
    rmSync(dir, { recursive: true });
    return undefined;
  }
}

const disk = smallDisk();
const whenMounted = disk ? it : it.skip;

describe('a load that is cut short', () => {
  it('leaves the old rows when the server dies, and loads with the same run id afterwards', async () => {
    await db.execute([
      'CREATE TABLE crashed (id bigint, name text)',
      `INSERT INTO crashed VALUES (1, 'old')`,
    ]);
    const request = { mode: 'replace', runId: 'crash' } as const;
    const load = db.write(
      'crashed',
      pieces(50, (number) => number === 25 && server.crash()),
      request,
    );
    await expect(load).rejects.toMatchObject({ code: 'connector.connection-lost', kind: 'transient' });
    expect((await db.query('SELECT * FROM crashed')).rows).toEqual([{ id: 1, name: 'old' }]);
    expect(await db.write('crashed', pieces(50), request)).toMatchObject({ written: 32_000 });
    expect(await countOf('crashed')).toBe(32_000);
  }, 60_000);

  it('leaves the old rows when its session is ended by the administrator', async () => {
    await db.execute(['CREATE TABLE ended (id bigint, name text)', `INSERT INTO ended VALUES (1, 'old')`]);
    const end = () =>
      db.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'COPY%' AND pid <> pg_backend_pid()`,
      );
    const load = db.write(
      'ended',
      pieces(50, (number) => number === 20 && end()),
      { mode: 'append', runId: 'ended' },
    );
    await expect(load).rejects.toMatchObject({ code: 'connector.connection-lost' });
    expect(await countOf('ended')).toBe(1);
  });

  whenMounted(
    'says so when the disk is full, and leaves the old rows (needs the right to mount one)',
    async () => {
      if (!disk) throw new Error('there is no small disk');
      const { uid, gid } = statSync(String((await db.query('SHOW data_directory')).rows[0]!.data_directory));
      chownSync(disk, uid, gid);
      await db.execute([`CREATE TABLESPACE small LOCATION '${disk}'`]);
      await db.execute([
        'CREATE TABLE full_disk (id bigint, name text) TABLESPACE small',
        `INSERT INTO full_disk VALUES (1, 'old')`,
      ]);
      const load = db.write('full_disk', pieces(400), { mode: 'replace', runId: 'full' });
      await expect(load).rejects.toMatchObject({ code: 'connector.disk-full', kind: 'transient' });
      expect((await db.query('SELECT * FROM full_disk')).rows).toEqual([{ id: 1, name: 'old' }]);
      await db.execute(['DROP TABLE full_disk']);
      await db.execute(['DROP TABLESPACE small']);
    },
  );

  it('reports a source that fails before it is read', async () => {
    await db.execute(['CREATE TABLE unread (id bigint, name text)']);
    const stream = pieces(1);
    if (stream.format === 'rows') throw new Error('bytes are wanted');
    stream.bytes.on('error', () => undefined);
    stream.bytes.destroy(new Error('no such file'));
    await expect(db.write('unread', stream, { mode: 'append', runId: 'unread' })).rejects.toMatchObject({
      code: 'connector.source-failed',
      message: expect.stringContaining('no such file'),
    });
  });
});

describe('a slow target', () => {
  it('holds the source back, so that memory does not grow', async () => {
    await db.execute([
      'CREATE TABLE slow (id bigint, name text)',
      `CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock_shared(42); RETURN NEW; END $$`,
      'CREATE TRIGGER wait BEFORE INSERT ON slow FOR EACH ROW EXECUTE FUNCTION wait()',
    ]);
    const { Client } = await import('pg');
    const brake = new Client(server.settings);
    await brake.connect();
    await brake.query('SELECT pg_advisory_lock(42)');
    let pulled = 0;
    const load = db.write(
      'slow',
      pieces(1000, (number) => (pulled = number)),
      { mode: 'append', runId: 'slow' },
    );
    const waiting = `SELECT count(*) AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`;
    while (Number((await db.query(waiting)).rows[0]!.n) === 0);
    // The source may run on until every buffer between is full, and then must stand still.
    for (let before = -1; before !== pulled; await db.query('SELECT pg_sleep(0.2)')) before = pulled;
    expect(pulled).toBeLessThan(200);
    await brake.query('SELECT pg_advisory_unlock(42)');
    await brake.end();
    expect(await load).toMatchObject({ written: 640_000 });
  }, 60_000);
});
