import { Readable } from 'node:stream';
import { integer, simple, type TableSchema } from '../../schema';
import type { Connection, CsvDialect, DatasetStream, WriteRequest } from '../contract';
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
});

const idName: TableSchema = {
  fields: [
    { name: 'id', type: integer(64), nullable: false },
    { name: 'name', type: simple('string'), nullable: true },
  ],
};
const plainCsv: CsvDialect = { delimiter: ',', quote: '"', escape: '"', header: true, nulls: [''] };

const csv = (text: string | Buffer, schema = idName, dialect: Partial<CsvDialect> = {}): DatasetStream => ({
  format: 'csv',
  schema,
  bytes: Readable.from([Buffer.from(text)]),
  csv: { ...plainCsv, ...dialect },
});

let runs = 0;
const write = (object: string, stream: DatasetStream, request: Partial<WriteRequest> = {}) =>
  db.write(object, stream, { mode: 'append', runId: `run-${(runs += 1)}`, ...request });

const rows = async (sql: string) => (await db.query(sql)).rows;

describe('CSV that COPY reads as it is', () => {
  it.each<[string, Partial<CsvDialect>, string | Buffer]>([
    ['semicolons', { delimiter: ';' }, 'id;name\n1;a,b\n2;\n'],
    ['tabs', { delimiter: '\t' }, 'id\tname\n1\ta,b\n2\t\n'],
    ['no header', { header: false }, '1,"a,b"\n2,\n'],
    ['CRLF', {}, 'id,name\r\n1,"a,b"\r\n2,\r\n'],
    ['a single quote', { quote: "'", escape: "'" }, "id,name\n1,'a,b'\n2,\n"],
    ['a backslash as escape', { escape: '\\' }, 'id,name\n1,"a,b"\n2,\n'],
    ['no quote at all', { delimiter: '|', quote: null, escape: null }, 'id|name\n1|a,b\n2|\n'],
    ['a word for NULL', { nulls: ['NA'] }, 'id,name\n1,"a,b"\n2,NA\n'],
  ])('%s', async (title, dialect, text) => {
    expect(postgres.readsCsv!({ ...plainCsv, ...dialect }, idName)).toBe(true);
    const table = `csv ${title}`;
    await db.execute([`CREATE TABLE "${table}" (id bigint, name text)`]);
    expect(await write(table, csv(text, idName, dialect))).toMatchObject({ written: 2 });
    expect(await rows(`SELECT * FROM "${table}" ORDER BY id`)).toEqual([
      { id: 1, name: 'a,b' },
      { id: 2, name: null },
    ]);
  });

  it('decodes windows-1251 on the server', async () => {
    await db.execute(['CREATE TABLE cp1251 (id bigint, name text)']);
    const text = Buffer.concat([
      Buffer.from('id,name\n1,'),
      Buffer.from([0xdf, 0xe9, 0xf6, 0xee]),
      Buffer.from('\n'),
    ]);
    await write('cp1251', csv(text, idName, { encoding: 'windows-1251' }));
    expect(await rows('SELECT name FROM cp1251')).toEqual([{ name: 'Яйцо' }]);
  });

  it('keeps the empty text where nothing means NULL', async () => {
    await db.execute(['CREATE TABLE no_nulls (id bigint, name text)']);
    await write('no_nulls', csv('id,name\n1,\n2,""\n', idName, { nulls: [] }));
    expect(await rows('SELECT name FROM no_nulls')).toEqual([{ name: '' }, { name: '' }]);
  });

  it.each<[string, Partial<CsvDialect>]>([
    ['two words for NULL', { nulls: ['', 'NA'] }],
    ['a delimiter of two characters', { delimiter: '||' }],
    ['a delimiter of two bytes', { delimiter: '¦' }],
    ['lines before the header', { skip: 2 }],
    ['an encoding that PostgreSQL does not know', { encoding: 'ibm037' }],
  ])('leaves %s to the engine', (_, dialect) => {
    expect(postgres.readsCsv!({ ...plainCsv, ...dialect }, idName)).toBe(false);
  });

  it('leaves a decimal comma to the engine only where there are decimals', () => {
    const amounts: TableSchema = {
      fields: [{ name: 'x', type: { kind: 'decimal', precision: 5, scale: 2 }, nullable: true }],
    };
    expect(postgres.readsCsv!({ ...plainCsv, decimalSeparator: ',' }, amounts)).toBe(false);
    expect(postgres.readsCsv!({ ...plainCsv, decimalSeparator: ',' }, idName)).toBe(true);
  });
});

describe('a refused value', () => {
  beforeAll(() =>
    db.execute([
      'CREATE TABLE strict (id integer PRIMARY KEY, name varchar(5) NOT NULL, age int CHECK (age > 0))',
    ]),
  );
  const schema: TableSchema = {
    fields: ['id', 'name', 'age'].map((name) => ({ name, type: simple('string'), nullable: true })),
  };

  it.each([
    ['id,name,age\n1,a,1\nx2,b,2\n', 'connector.bad-value', { line: 3, field: 'id' }, { value: 'x2' }],
    ['id,name,age\n1,too long a name,1\n', 'connector.bad-value', { line: 2, field: 'name' }, {}],
    ['id,name,age\n1,a,1\n2,,2\n', 'connector.null-value', { line: 3, field: 'name' }, { field: 'name' }],
    ['id,name,age\n1,a,1\n1,b,2\n', 'connector.duplicate-key', { line: 3 }, { key: 'strict_pkey' }],
    ['id,name,age\n1,a,-1\n', 'connector.rule-broken', { line: 2 }, { rule: 'strict_age_check' }],
    ['id,name,age\n1,a,1\n2,b\n', 'connector.bad-value', { line: 3 }, {}],
    ['id,name,age\n1,a,1,9\n', 'connector.bad-value', { line: 2 }, {}],
    ['id,name,age\n1,"open,1\n', 'connector.bad-value', {}, {}],
  ])('is data, with its line and field: %j', async (text, code, where, parameters) => {
    const load = write('strict', csv(text, schema));
    await expect(load).rejects.toMatchObject({ kind: 'data', code, where, parameters });
    expect(await rows('SELECT * FROM strict')).toEqual([]);
  });

  it('is data too where the bytes are not in the encoding', async () => {
    const load = write(
      'strict',
      csv(Buffer.from([0x69, 0x64, 0x0a, 0xff, 0xfe, 0x0a]), { fields: [schema.fields[0]!] }),
    );
    await expect(load).rejects.toMatchObject({ kind: 'data', code: 'connector.bad-value' });
  });
});

describe('replace', () => {
  it('keeps grants, dependent views, indexes, comments, triggers and identity', async () => {
    await db.execute([
      'CREATE ROLE reader',
      'CREATE TABLE kept (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text)',
      'CREATE INDEX kept_name ON kept (name)',
      `COMMENT ON TABLE kept IS 'ours'`,
      'GRANT SELECT ON kept TO reader',
      'CREATE VIEW kept_view AS SELECT count(*) AS n FROM kept',
      `INSERT INTO kept (name) VALUES ('old')`,
    ]);
    const facts = `SELECT c.oid, c.relacl::text, obj_description(c.oid) AS comment,
      (SELECT count(*) FROM pg_index i WHERE i.indrelid = c.oid) AS indexes FROM pg_class c WHERE relname = 'kept'`;
    const before = await rows(facts);
    await write('kept', csv('id,name\n7,new\n8,newer\n'), { mode: 'replace' });
    expect(await rows(facts)).toEqual(before);
    expect(await rows('SELECT n FROM kept_view')).toEqual([{ n: 2 }]);
    await db.execute([`INSERT INTO kept (name) VALUES ('by the application')`]);
    expect(await rows('SELECT max(id) AS id FROM kept')).toEqual([{ id: 9 }]);
  });

  it('refuses rows that others refer to, and leaves both tables alone', async () => {
    await db.execute([
      'CREATE TABLE parents (id bigint PRIMARY KEY, name text)',
      'CREATE TABLE children (parent bigint REFERENCES parents ON DELETE CASCADE)',
      `INSERT INTO parents VALUES (1, 'one')`,
      'INSERT INTO children VALUES (1)',
    ]);
    await expect(write('parents', csv('id,name\n1,uno\n'), { mode: 'replace' })).rejects.toMatchObject({
      code: 'connector.not-writable',
      kind: 'refusal',
      message: expect.stringContaining('children'),
    });
    expect(await rows('SELECT count(*) AS n FROM children')).toEqual([{ n: 1 }]);
    await write('parents', csv('id,name\n1,uno\n'), { mode: 'merge', keys: ['id'] });
    expect(await rows('SELECT name FROM parents')).toEqual([{ name: 'uno' }]);
  });

  it('leaves an older snapshot of a reader whole', async () => {
    await db.execute([
      'CREATE TABLE snapshot (id bigint, name text)',
      `INSERT INTO snapshot VALUES (1, 'old')`,
    ]);
    const { Client } = await import('pg');
    const reader = new Client(server.settings);
    await reader.connect();
    try {
      await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      await reader.query('SELECT 1 FROM pg_class LIMIT 1');
      await write('snapshot', csv('id,name\n1,new\n'), { mode: 'replace' });
      expect((await reader.query('SELECT name FROM snapshot')).rows).toEqual([{ name: 'old' }]);
    } finally {
      await reader.end();
    }
  });

  it('may be by a query over the very table', async () => {
    await db.execute([
      'CREATE TABLE itself (id bigint, name text)',
      `INSERT INTO itself SELECT n, 'n' || n FROM generate_series(1, 5) n`,
    ]);
    const result = await db.writeQuery!('itself', 'SELECT id * 10, name FROM itself WHERE id > 3;', idName, {
      mode: 'replace',
      runId: 'itself',
    });
    expect(result.written).toBe(2);
    expect(await rows('SELECT * FROM itself ORDER BY id')).toEqual([
      { id: 40, name: 'n4' },
      { id: 50, name: 'n5' },
    ]);
  });
});

describe('merge', () => {
  it('works without a unique index, where the keys repeat in the target', async () => {
    await db.execute([
      'CREATE TABLE loose (id bigint, name text)',
      `INSERT INTO loose VALUES (1, 'a'), (1, 'b'), (2, 'c')`,
    ]);
    const result = await write('loose', csv('id,name\n1,x\n3,y\n3,z\n'), { mode: 'merge', keys: ['id'] });
    expect(result).toMatchObject({ written: 3, superseded: 1 });
    expect(await rows('SELECT * FROM loose ORDER BY id, name')).toEqual([
      { id: 1, name: 'x' },
      { id: 1, name: 'x' },
      { id: 2, name: 'c' },
      { id: 3, name: 'z' },
    ]);
  });

  it('leaves fields alone that are not loaded', async () => {
    await db.execute([
      `CREATE TABLE partial (id bigint PRIMARY KEY, name text, note text DEFAULT 'none', twice bigint GENERATED ALWAYS AS (id * 2) STORED)`,
      `INSERT INTO partial VALUES (1, 'a', 'kept')`,
    ]);
    await write('partial', csv('id,name\n1,x\n2,y\n'), { mode: 'merge', keys: ['id'] });
    expect(await rows('SELECT * FROM partial ORDER BY id')).toEqual([
      { id: 1, name: 'x', note: 'kept', twice: 2 },
      { id: 2, name: 'y', note: 'none', twice: 4 },
    ]);
  });

  it('refuses a row without a key', async () => {
    await db.execute(['CREATE TABLE keyed (id bigint UNIQUE, name text)']);
    await expect(
      write('keyed', csv('id,name\n1,a\n,b\n'), { mode: 'merge', keys: ['id'] }),
    ).rejects.toMatchObject({
      code: 'connector.null-value',
      kind: 'data',
      parameters: { field: 'id' },
    });
  });

  it('of keys alone adds what is missing', async () => {
    await db.execute(['CREATE TABLE only_keys (id bigint PRIMARY KEY)', 'INSERT INTO only_keys VALUES (1)']);
    const ids: TableSchema = { fields: [idName.fields[0]!] };
    const result = await write('only_keys', csv('id\n1\n2\n2\n', ids), { mode: 'merge', keys: ['id'] });
    expect(result).toMatchObject({ written: 3, superseded: 1 });
    expect(await rows('SELECT id FROM only_keys ORDER BY id')).toEqual([{ id: 1 }, { id: 2 }]);
  });
});

describe('targets of other kinds', () => {
  it('loads into partitions', async () => {
    await db.execute([
      'CREATE TABLE parted (id bigint, name text) PARTITION BY RANGE (id)',
      'CREATE TABLE parted_low PARTITION OF parted FOR VALUES FROM (0) TO (10)',
      'CREATE TABLE parted_high PARTITION OF parted FOR VALUES FROM (10) TO (20)',
    ]);
    await write('parted', csv('id,name\n1,a\n11,b\n'), { mode: 'replace' });
    await write('parted', csv('id,name\n2,c\n'), { mode: 'replace' });
    expect(await rows('SELECT id FROM parted')).toEqual([{ id: 2 }]);
    expect(await db.describe('parted')).toMatchObject({
      details: { kind: 'partitioned table', partitionKey: 'RANGE (id)', partitions: 2 },
    });
    expect((await db.list({ pattern: 'parted' })).map((entry) => entry.object)).toEqual(['public.parted']);
    await expect(write('parted', csv('id,name\n99,x\n'))).rejects.toMatchObject({ kind: 'data' });
  });

  it('refuses a view, and a field that the server computes', async () => {
    await db.execute([
      'CREATE VIEW seen AS SELECT 1::bigint AS id, NULL::text AS name',
      'CREATE TABLE computed (id bigint, name text GENERATED ALWAYS AS (id::text) STORED)',
    ]);
    await expect(write('seen', csv('id,name\n1,a\n'))).rejects.toMatchObject({
      code: 'connector.not-writable',
    });
    await expect(write('computed', csv('id,name\n1,a\n'))).rejects.toMatchObject({
      code: 'connector.not-writable',
    });
    expect((await db.describe('computed')).fills).toEqual({ name: 'generated' });
  });

  it('says which right is missing, with its GRANT', async () => {
    await db.execute([
      `CREATE ROLE weak LOGIN PASSWORD 'weak'`,
      'CREATE SCHEMA closed',
      'CREATE TABLE closed.t (id bigint, name text)',
      'CREATE TABLE half_open (id bigint, name text)',
      'GRANT INSERT ON half_open TO weak',
    ]);
    const weak = await postgres.open(
      { ...server.settings, user: 'weak', password: 'weak' },
      { name: 'weak' },
    );
    try {
      const load = (object: string, mode: 'append' | 'replace') =>
        weak.write(object, csv('id,name\n1,a\n'), { mode, runId: 'weak' });
      await expect(load('closed.t', 'append')).rejects.toMatchObject({
        code: 'connector.permission-denied',
        hint: expect.stringContaining('GRANT USAGE ON SCHEMA "closed" TO "weak"'),
      });
      await db.execute(['GRANT SELECT, INSERT, UPDATE ON ai_etl_load TO weak']);
      await expect(load('half_open', 'replace')).rejects.toMatchObject({
        hint: expect.stringContaining('GRANT SELECT, DELETE ON "public"."half_open" TO "weak"'),
      });
      expect(await load('half_open', 'append')).toMatchObject({ written: 1 });
    } finally {
      await weak.close();
    }
  });

  it('makes a missing schema only with the right to, and says which', async () => {
    const weak = await postgres.open(
      { ...server.settings, user: 'weak', password: 'weak' },
      { name: 'weak' },
    );
    const create = (object: string) => [`CREATE TABLE ${object} (id bigint, name text)`];
    const load = (request: Partial<WriteRequest>) =>
      weak.write('mart.t', csv('id,name\n1,a\n'), { mode: 'append', runId: 'weak', ...request });
    const grant = `CREATE ON DATABASE "${server.settings.database}" TO "weak"`;
    try {
      await expect(load({})).rejects.toMatchObject({ code: 'connector.container-missing' });
      await expect(load({ create })).rejects.toMatchObject({
        code: 'connector.permission-denied',
        hint: expect.stringContaining(`GRANT ${grant}`),
      });
      expect(await db.containers()).not.toContain('mart');
      await db.execute([`GRANT ${grant}`]);
      expect(await load({ create })).toMatchObject({ written: 1 });
    } finally {
      await db.execute([`REVOKE ${grant.replace('TO', 'FROM')}`]);
      await weak.close();
    }
  });

  it('says that a server is read-only', async () => {
    const flags = await postgres.open(server.settings, { name: 'flags' });
    await flags.execute([`ALTER ROLE weak SET default_transaction_read_only = on`]);
    await flags.close();
    const weak = await postgres.open(
      { ...server.settings, user: 'weak', password: 'weak' },
      { name: 'weak' },
    );
    try {
      await expect(
        weak.write('half_open', csv('id,name\n1,a\n'), { mode: 'append', runId: 'ro' }),
      ).rejects.toMatchObject({
        code: 'connector.read-only',
      });
      expect((await weak.test()).permissions.write).toBe(false);
    } finally {
      await weak.close();
    }
  });
});

describe('two loads at once', () => {
  it('with one run id load once', async () => {
    await db.execute(['CREATE TABLE twice (id bigint, name text)']);
    const both = await Promise.all(
      [1, 2].map(() => write('twice', csv('id,name\n1,a\n2,b\n'), { runId: 'the same' })),
    );
    expect(both.filter((result) => result.alreadyLoaded)).toHaveLength(1);
    expect(both.map((result) => result.written)).toEqual([2, 2]);
    expect(await rows('SELECT count(*) AS n FROM twice')).toEqual([{ n: 2 }]);
  });

  it('into a table that neither finds make it once', async () => {
    const create = (object: string) => [`CREATE TABLE ${object} (id bigint, name text)`];
    await Promise.all(
      [1, 2, 3].map((n) => write('made_once', csv(`id,name\n${n},a\n`), { create, runId: `maker ${n}` })),
    );
    expect(await rows('SELECT id FROM made_once ORDER BY id')).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
  });

  it('into a schema that neither finds make it once', async () => {
    const create = (object: string) => [`CREATE TABLE ${object} (id bigint, name text)`];
    await Promise.all(
      [1, 2, 3].map((n) => write('new_mart.t', csv(`id,name\n${n},a\n`), { create, runId: `mart ${n}` })),
    );
    expect(await rows('SELECT id FROM new_mart.t ORDER BY id')).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
  });

  it('are loaded again after the table was dropped and made anew', async () => {
    const create = (object: string) => [`CREATE TABLE ${object} (id bigint, name text)`];
    await write('reborn', csv('id,name\n1,a\n'), { create, runId: 'reborn' });
    await db.execute(['DROP TABLE reborn']);
    expect(
      (await write('reborn', csv('id,name\n1,a\n'), { create, runId: 'reborn' })).alreadyLoaded,
    ).toBeUndefined();
    expect(await rows('SELECT count(*) AS n FROM reborn')).toEqual([{ n: 1 }]);
  });
});
