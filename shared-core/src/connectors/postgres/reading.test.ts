import { startPostgres, type TestPostgres } from '../testing/start-postgres';
import type { Connection, DatasetStream } from '../contract';
import { postgres } from '.';

let server: TestPostgres;
let db: Connection;

beforeAll(async () => {
  server = await startPostgres();
  db = await postgres.open(server.settings, { name: 'db' });
  await db.execute([
    `CREATE TYPE mood AS ENUM ('sad', 'ok', 'весёлый')`,
    'CREATE DOMAIN positive AS numeric(8,2) CHECK (VALUE > 0)',
    'CREATE DOMAIN small_positive AS positive NOT NULL',
    'CREATE TYPE pair AS (x int, y text)',
    `CREATE TABLE things (
       id int PRIMARY KEY, feeling mood, price small_positive, tags text[], grid int[][], at timetz, cost money, ip inet,
       data json, spent interval, code char(3), two pair, span int4range, n numeric, note varchar(20) DEFAULT 'x' UNIQUE)`,
    `COMMENT ON COLUMN things.price IS 'in roubles'`,
    `INSERT INTO things VALUES (1, 'весёлый', 12.50, '{a,"b,c",NULL}', '{{1,2},{3,4}}', '10:20:30+03', '1234.5', '10.0.0.1',
       '{"a": [1, 2]}', '1 year 2 mons 3 days 04:05:06', 'ab', ROW(1, 'q"x'), '[1,5)', 'NaN', 'first')`,
    'CREATE TABLE parent (id int)',
    'CREATE TABLE child () INHERITS (parent)',
    'INSERT INTO parent VALUES (1)',
    'INSERT INTO child VALUES (2)',
    'ANALYZE',
  ]);
}, 60_000);
afterAll(async () => {
  await db?.close();
  await server?.stop();
});

async function textOf(stream: DatasetStream): Promise<string> {
  if (stream.format === 'rows') throw new Error('rows have no text');
  let text = '';
  for await (const piece of stream.bytes) text += String(piece);
  return text;
}

async function all<T>(batches: AsyncIterable<T[]>): Promise<T[]> {
  const rows: T[] = [];
  for await (const batch of batches) rows.push(...batch);
  return rows;
}

describe('describing', () => {
  it('knows enums, domains, keys, comments, defaults, lengths and estimates', async () => {
    const { schema, fills, maxLengths, rows } = await db.describe('things');
    const field = (name: string) => schema.fields.find((one) => one.name === name);
    expect(field('feeling')).toMatchObject({
      type: { kind: 'enum', values: ['sad', 'ok', 'весёлый'] },
      nativeType: 'mood',
    });
    expect(field('price')).toMatchObject({
      type: { kind: 'decimal', precision: 8, scale: 2 },
      nullable: false,
      comment: 'in roubles',
      nativeType: 'small_positive',
    });
    expect(field('tags')).toMatchObject({ type: { kind: 'array', of: { kind: 'string' } } });
    expect(schema.primaryKey).toEqual(['id']);
    expect(schema.uniqueKeys).toEqual([['note']]);
    expect(fills).toEqual({ note: 'default' });
    expect(maxLengths).toEqual({ code: 3, note: 20 });
    expect(rows).toBe(1);
  });
});

describe('reading', () => {
  it('gives rows as values', async () => {
    const stream = await db.read('things', { formats: ['rows'] });
    const rows = stream.format === 'rows' ? await all(stream.rows) : [];
    expect(rows).toEqual([
      {
        id: 1,
        feeling: 'весёлый',
        price: '12.50',
        tags: ['a', 'b,c', null],
        grid: [
          [1, 2],
          [3, 4],
        ],
        at: '10:20:30+03',
        cost: '1234.50',
        ip: '10.0.0.1',
        data: { a: [1, 2] },
        spent: '1 year 2 mons 3 days 04:05:06',
        code: 'ab ',
        two: '(1,"q""x")',
        span: '[1,5)',
        n: 'NaN',
        note: 'first',
      },
    ]);
  });

  it('gives JSON Lines that the server has made, texts as texts', async () => {
    const text = await textOf(await db.read('things', { formats: ['jsonl'] }));
    expect(text.endsWith('}\n')).toBe(true);
    expect(JSON.parse(text)).toMatchObject({
      tags: ['a', 'b,c', null],
      two: '(1,"q""x")',
      span: '[1,5)',
      cost: '1234.50',
      data: { a: [1, 2] },
      n: 'NaN',
    });
  });

  it('counts the rows that it has given', async () => {
    const stream = await db.read('parent', { formats: ['pg-copy-csv'] });
    expect(await textOf(stream)).toBe('id\n1\n2\n');
    expect(stream.rowCount).toBe(2);
  });

  it('gives a query, its types known before it runs', async () => {
    const stream = await db.readQuery!(
      'SELECT feeling, count(*) AS n, sum(price) AS total FROM things GROUP BY 1;',
      {
        formats: ['csv'],
      },
    );
    expect(stream.schema.fields.map((field) => field.type.kind)).toEqual(['enum', 'integer', 'decimal']);
    expect(await textOf(stream)).toBe('feeling,n,total\nвесёлый,1,12.50\n');
  });

  it.each([
    ['SELECT nope FROM things', 'connector.bad-statement'],
    ['SELEC 1', 'connector.bad-statement'],
    ['SELECT * FROM thigns', 'connector.object-missing'],
    ['SELECT * FROM no_such.things', 'connector.object-missing'],
  ])('refuses %s', async (sql, code) => {
    await expect(db.readQuery!(sql, { formats: ['csv'] })).rejects.toMatchObject({ code, kind: 'input' });
    await expect(db.query(sql)).rejects.toMatchObject({ code });
  });

  it('ends with an error when a value cannot be made on the way', async () => {
    const stream = db.readQuery!('SELECT 1000 / (5000 - n) AS x FROM generate_series(1, 10000) n', {
      formats: ['csv'],
    });
    await expect(stream.then(textOf)).rejects.toMatchObject({ code: 'connector.bad-value' });
  });
});

describe('a query', () => {
  it('takes parameters by name, outside of texts, comments and casts', async () => {
    const sql = `SELECT :a::int + :b AS "sum:a", ':a' AS text, $$:b$$ AS dollars -- :a`;
    const { rows } = await db.query(sql, { parameters: { a: 2, b: 3 } });
    expect(rows).toEqual([{ 'sum:a': 5, text: ':a', dollars: ':b' }]);
  });

  it('makes no more rows than are asked for', async () => {
    const result = await db.query('SELECT generate_series(1, 1000000000000) AS n', { limit: 2 });
    expect(result).toMatchObject({ rows: [{ n: 1 }, { n: 2 }], truncated: true });
  });

  it('that may only read changes nothing, and says so', async () => {
    await db.query('CREATE TABLE only_read AS SELECT 1 AS a');
    expect((await db.query('SELECT a FROM only_read', { readOnly: true })).rows).toEqual([{ a: 1 }]);
    for (const sql of [
      'DELETE FROM only_read',
      'WITH x AS (DELETE FROM only_read RETURNING a) SELECT * FROM x',
    ])
      await expect(db.query(sql, { readOnly: true })).rejects.toMatchObject({
        code: 'connector.query-writes',
      });
    await expect(db.query('SELEC 1', { readOnly: true })).rejects.toMatchObject({
      code: 'connector.bad-statement',
    });
    expect((await db.query('SELECT a FROM only_read')).rows).toEqual([{ a: 1 }]);
    await db.query('DROP TABLE only_read'); // the session writes again
  });

  it('may have no rows at all', async () => {
    expect(await db.query('CREATE TEMP TABLE x (i int)')).toMatchObject({ rows: [], truncated: false });
  });
});

/** A statement that was not ended would run on for ten minutes, and the test with it. */
describe('cancelling', () => {
  const running = async () =>
    Number(
      (
        await db.query(
          `SELECT count(*) AS n FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()`,
        )
      ).rows[0]!.n,
    );

  it('ends the statement on the server', async () => {
    const stopping = new AbortController();
    const asking = db.query('SELECT pg_sleep(600)', { signal: stopping.signal });
    asking.catch(() => undefined);
    while ((await running()) === 0);
    stopping.abort();
    await expect(asking).rejects.toMatchObject({ code: 'connector.cancelled' });
    while ((await running()) > 0);
  });

  it('ends a stream that nobody reads on', async () => {
    const stream = await db.readQuery!(`SELECT n, pg_sleep(0.001) FROM generate_series(1, 1000000) n`, {
      formats: ['csv'],
    });
    if (stream.format === 'rows') throw new Error('asked for csv');
    stream.bytes.destroy();
    while ((await running()) > 0);
  });

  it('comes with closing', async () => {
    const other = await postgres.open(server.settings, { name: 'other' });
    const asking = other.query('SELECT pg_sleep(600)');
    asking.catch(() => undefined);
    while ((await running()) === 0);
    await other.close();
    await expect(asking).rejects.toMatchObject({ kind: 'transient' });
    while ((await running()) > 0);
  });

  it('comes with closing also where a stream was left unread', async () => {
    const other = await postgres.open(server.settings, { name: 'other' });
    const stream = await other.readQuery!(`SELECT repeat('x', 1000) FROM generate_series(1, 1000000)`, {
      formats: ['csv'],
    });
    await other.close();
    await expect(textOf(stream)).rejects.toMatchObject({ kind: 'transient' });
  });

  it('a statement that takes too long is a timeout', async () => {
    const hasty = await postgres.open({ ...server.settings, statementTimeoutSeconds: 1 }, { name: 'hasty' });
    await expect(hasty.query('SELECT pg_sleep(600)').finally(() => hasty.close())).rejects.toMatchObject({
      code: 'connector.timeout',
      message: expect.stringContaining('within 1 s'),
    });
  });
});
