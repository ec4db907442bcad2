import { PassThrough, Readable } from 'node:stream';
import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import type { DatasetStream, Row } from '../connectors';
import { array, decimal, integer, map, simple, struct, timestamp, type TableSchema } from '../schema';
import { openEngine, type Engine } from '.';

let engine: Engine;
beforeEach(async () => {
  engine = await openEngine({ memoryLimit: '200MB' });
});
afterEach(() => engine.close());

const bytesOf = (stream: DatasetStream) => (stream.format === 'rows' ? Readable.from([]) : stream.bytes);
const allRows = async (sql: string) => (await engine.query(sql)).rows;

const everyType = `SELECT * FROM (VALUES
  (true, 1::TINYINT, 9223372036854775807, 12345678901234567890.50::DECIMAL(38,2), 0.1::DOUBLE, 'ёж, "ёж"', '\\xAB\\x00'::BLOB, DATE '2024-02-29',
   TIME '10:20:30.5', TIMESTAMP '2024-01-01 10:00:00.123456', TIMESTAMPTZ '2024-01-01 10:00:00+03', INTERVAL '1 year 3 days 4 hours',
   '00000000-0000-0000-0000-00000000000a'::UUID, '{"a": [1]}'::JSON, [1, NULL, 3], ['a,b', 'c"d\\', NULL], {'x': 1, 'y z': 'q'}, MAP {'k': 1}, ''),
  (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
) AS t(bool, tiny, big, dec, dbl, str, bin, day, tod, ts, tz, span, id, js, ints, strs, parts, pairs, empty)`;

describe('the engine', () => {
  it('gives rows as plain JavaScript: bigint beyond the safe range, text for decimals, ISO text for time', async () => {
    const { rows, schema } = await engine.query(everyType);
    expect(rows[0]).toEqual({
      bool: true,
      tiny: 1,
      big: 9223372036854775807n,
      dec: '12345678901234567890.50',
      dbl: 0.1,
      str: 'ёж, "ёж"',
      bin: Buffer.from([0xab, 0]),
      day: '2024-02-29',
      tod: '10:20:30.5',
      ts: '2024-01-01T10:00:00.123456',
      tz: '2024-01-01T07:00:00Z',
      span: '1 year 3 days 04:00:00',
      id: '00000000-0000-0000-0000-00000000000a',
      js: { a: [1] },
      ints: [1, null, 3],
      strs: ['a,b', 'c"d\\', null],
      parts: { x: 1, 'y z': 'q' },
      pairs: { k: 1 },
      empty: '',
    });
    expect(Object.values(rows[1] as Row).every((value) => value === null)).toBe(true);
    expect(schema.fields.map((field) => field.type)).toEqual([
      simple('boolean'),
      integer(8),
      integer(64),
      decimal(38, 2),
      { kind: 'float', bits: 64 },
      simple('string'),
      simple('bytes'),
      simple('date'),
      simple('time'),
      timestamp(false),
      timestamp(true),
      simple('interval'),
      simple('uuid'),
      simple('json'),
      array(integer(32)),
      array(simple('string')),
      struct([
        { name: 'x', type: integer(32) },
        { name: 'y z', type: simple('string') },
      ]),
      map(simple('string'), integer(32)),
      simple('string'),
    ]);
  });

  it('says when it leaves rows out', async () => {
    expect(await engine.query('SELECT * FROM range(10)', { limit: 3 })).toMatchObject({
      rows: [{ range: 0 }, { range: 1 }, { range: 2 }],
      truncated: true,
    });
    expect((await engine.query('SELECT * FROM range(3)', { limit: 3 })).truncated).toBe(false);
  });

  it.each(['csv', 'pg-copy-csv', 'jsonl', 'parquet', 'rows'] as const)(
    'reads back what it streams as %s: every type, NULL apart from the empty text',
    async (format) => {
      const before = await allRows(everyType);
      const stream = await engine.stream(everyType, format);
      expect(stream.format).toBe(format);
      const relation = await engine.relationFromStream(stream);
      const after = await allRows(`SELECT * FROM ${relation.text}`);
      await relation.release();
      expect(after).toEqual(before);
    },
  );

  it('writes arrays, bytes and NULL for PostgreSQL as its COPY reads them', async () => {
    const stream = await engine.stream(
      `SELECT [1,NULL] AS a, ['x"y', NULL] AS b, '\\xAB'::BLOB AS c, NULL AS d, '' AS e`,
      'pg-copy-csv',
    );
    expect(await text(bytesOf(stream))).toBe('a,b,c,d,e\n"{""1"",NULL}","{""x\\""y"",NULL}",\\xab,,""\n');
  });

  it('scans a reusable stream as often as one likes', async () => {
    const schema: TableSchema = { fields: [{ name: 'n', type: integer(), nullable: true }] };
    const relation = await engine.relationFromStream(
      { format: 'csv', schema, bytes: Readable.from(['n\n1\n2\n']) },
      { reusable: true },
    );
    expect(await allRows(`SELECT count(*) AS n FROM ${relation.text} a, ${relation.text} b`)).toEqual([
      { n: 4 },
    ]);
  });

  it('lets a query stop early without waiting for the rest of its source', async () => {
    const endless = Readable.from(
      (function* () {
        yield 'n\n';
        for (;;) yield '1\n'.repeat(1000);
      })(),
    );
    const relation = await engine.relationFromStream({
      format: 'csv',
      schema: { fields: [{ name: 'n', type: integer(), nullable: true }] },
      bytes: endless,
    });
    expect(await allRows(`SELECT * FROM ${relation.text} LIMIT 2`)).toEqual([{ n: 1 }, { n: 1 }]);
    await relation.release();
    expect(endless.destroyed).toBe(true);
  });

  it('fails a query whose source breaks off, rather than taking the half for the whole', async () => {
    const bytes = new PassThrough();
    const relation = await engine.relationFromStream({
      format: 'csv',
      schema: { fields: [{ name: 'n', type: integer(), nullable: true }] },
      bytes,
    });
    const counted = engine.query(`SELECT count(*) FROM ${relation.text}`);
    bytes.write('n\n1\n2\n', () => bytes.destroy(new Error('cable cut')));
    await expect(counted).rejects.toThrow('cable cut');
  });

  it('fails a query whose source had failed before it was asked for', async () => {
    const bytes = new PassThrough().on('error', () => undefined);
    bytes.destroy(new Error('cable cut'));
    const schema = { fields: [{ name: 'n', type: integer(), nullable: true }] };
    const relation = await engine.relationFromStream({ format: 'csv', schema, bytes });
    await expect(engine.query(`SELECT count(*) FROM ${relation.text}`)).rejects.toThrow('cable cut');
  });

  it('fails a stream with the error of its query', async () => {
    const stream = await engine.stream(
      `SELECT CASE WHEN range > 100000 THEN error('boom') ELSE 'x' END AS v FROM range(200000)`,
      'csv',
      {
        schema: { fields: [{ name: 'v', type: simple('string'), nullable: true }] },
      },
    );
    await expect(text(bytesOf(stream))).rejects.toThrow(/boom/);
  });

  it.each(['query', 'stream', 'rows'] as const)(
    'fails a %s whose query fails far on, rather than ending it there',
    async (kind) => {
      const sql = `SELECT CASE WHEN range > 300000 THEN error('boom') ELSE range::VARCHAR END AS v FROM range(400000)`;
      const rows = async () => {
        const seen: Row[] = [];
        for await (const batch of engine.batches(sql)) seen.push(...batch);
      };
      const work = {
        query: () => engine.query(sql, { limit: 400_000 }),
        stream: async () => text(bytesOf(await engine.stream(sql, 'jsonl'))),
        rows,
      };
      await expect(work[kind]()).rejects.toThrow(/boom/);
    },
  );

  it('answers what is no SELECT', async () => {
    expect((await engine.query('SUMMARIZE SELECT 1 AS one')).rows).toMatchObject([{ column_name: 'one' }]);
  });

  it('keeps the order that a query asks for', async () => {
    const { rows } = await engine.query('SELECT range AS n FROM range(50000) ORDER BY n DESC', { limit: 3 });
    expect(rows).toEqual([{ n: 49999 }, { n: 49998 }, { n: 49997 }]);
    const [first] = (
      await engine
        .batches('SELECT range AS n FROM range(50000) ORDER BY n DESC')
        [Symbol.asyncIterator]()
        .next()
    ).value as Row[];
    expect(first).toEqual({ n: 49999 });
  });

  it.each(['query', 'stream'] as const)('ends a %s when its signal comes', async (kind) => {
    const abort = new AbortController();
    const sql =
      'SELECT a.range AS x FROM range(1000000) a, range(1000000) b WHERE hash(a.range + b.range) = 1';
    const work =
      kind === 'query'
        ? engine.query(sql, { signal: abort.signal })
        : engine.stream(sql, 'csv', { signal: abort.signal }).then((stream) => text(bytesOf(stream)));
    setImmediate(() => abort.abort());
    await expect(work).rejects.toMatchObject({ code: 'engine.cancelled' });
    expect(await allRows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('ends the query of a stream that nobody reads any more', async () => {
    const stream = await engine.stream('SELECT * FROM range(1000000000)', 'csv');
    bytesOf(stream).destroy();
    await engine.close();
    expect(existsSync(engine.scratch)).toBe(false);
  });

  it('spills to disk what does not fit its memory', async () => {
    const [row] = await allRows(
      `SELECT count(*) AS n FROM (SELECT DISTINCT range, hash(range)::VARCHAR || repeat('x', 60) AS h FROM range(3000000))`,
    );
    expect(row).toEqual({ n: 3000000 });
  });

  it('knows time zones without downloading anything', async () => {
    const [row] = await allRows(
      `SELECT (TIMESTAMPTZ '2024-07-01 12:00:00+00' AT TIME ZONE 'Europe/Moscow')::VARCHAR AS moscow, current_setting('TimeZone') AS session`,
    );
    expect(row).toEqual({ moscow: '2024-07-01 15:00:00', session: 'UTC' });
  });

  it.each([
    ['SELECT * FROM nope', 'engine.bad-sql', 'input'],
    ['SELEC 1', 'engine.bad-sql', 'input'],
    [`SELECT CAST('x' AS INTEGER)`, 'engine.bad-value', 'data'],
    [`SELECT * FROM read_parquet('/nonexistent.parquet')`, 'engine.unreadable-file', 'input'],
  ])('tells what kind of failure it is: %s', async (sql, code, kind) => {
    await expect(engine.query(sql)).rejects.toMatchObject({ code, kind });
  });
});

describe('a locked engine', () => {
  beforeEach(() => engine.lock());

  it.each([
    `SELECT * FROM read_text('/etc/passwd')`,
    `SELECT * FROM read_csv('/etc/passwd')`,
    `SELECT * FROM glob('/etc/*')`,
    `SELECT * FROM 'https://example.com/x.csv'`,
    `COPY (SELECT 1) TO '/tmp/leak.csv'`,
    `ATTACH '/tmp/leak.db'`,
    `INSTALL httpfs`,
    `SET enable_external_access = true`,
    `SET memory_limit = '10GB'`,
  ])('refuses %s', async (sql) => {
    await expect(engine.execute(sql)).rejects.toMatchObject({
      code: expect.stringMatching(/engine\.(access-denied|bad-sql|unreadable-file|failed)/),
    });
  });

  it('still streams, through its own folder', async () => {
    const relation = await engine.relationFromStream(await engine.stream('SELECT 1 AS a', 'csv'));
    expect(await allRows(`SELECT * FROM ${relation.text}`)).toEqual([{ a: 1 }]);
  });
});
