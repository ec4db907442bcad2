import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { printType } from '../../schema';
import { startClickHouseServer, type LocalServerHandle } from '../../local';
import type { Connection, ReadRequest, Row, StreamFormat } from '../contract';
import { clickhouse } from '.';

let server: LocalServerHandle;
let db: Connection;

beforeAll(async () => {
  server = await startClickHouseServer();
  const { host, port, user, password } = server;
  db = await clickhouse.open({ host, port, user, password }, { name: 'warehouse' });
  await db.execute([
    `CREATE TABLE things (
       id Int32, small UInt8, huge Int128, wider UInt256, money Decimal(76, 3), real Float64, single Float32, yes Bool,
       day Date, far Date32, at DateTime('Europe/Moscow'), precise Nullable(DateTime64(3, 'Asia/Tokyo')), wall DateTime64(6),
       code LowCardinality(Nullable(String)), fixed FixedString(3), mood Enum8('грусть' = 1, 'радость' = 2), uuid UUID,
       ip IPv4, ip6 IPv6, tags Array(LowCardinality(String)), grid Array(Array(Nullable(Int64))), days Array(Date),
       pairs Map(String, UInt64), two Tuple(x Int32, \`имя два\` Nullable(String)), bare Tuple(Int32, String), doc JSON,
       twice Int32 ALIAS id * 2, thrice Int32 MATERIALIZED id * 3, note String DEFAULT 'none' COMMENT 'a note'
     ) ENGINE = MergeTree PARTITION BY toYYYYMM(day) ORDER BY (id, day) COMMENT 'all of it'`,
    `INSERT INTO things (* EXCEPT (twice, thrice)) SELECT
       1, 255, '-170141183460469231731687303715884105728', '115792089237316195423570985008687907853269984665640564039457584007913129639935',
       '${'9'.repeat(73)}.125', nan, 0.1, true, '2024-05-01', '1900-01-01', '2024-05-01 12:00:00', '2024-05-01 12:00:00.125',
       '2024-05-01 12:00:00.5', 'a,"b"', 'ab', 'радость', '0b8f3d3e-5c3a-4a6f-9d7e-1f2a3b4c5d6e', '10.0.0.1', '::1',
       ['x', 'y,"z"'], [[1, NULL], []], ['2024-05-01'], map('a', 1, 'б', 18446744073709551615), (7, NULL), (8, 'q'),
       '{"k": [1, 2], "t": "я"}', ''`,
    `INSERT INTO things (id, day, precise, code) VALUES (2, '1970-01-01', NULL, NULL)`,
  ]);
}, 60_000);
afterAll(async () => {
  await db?.close();
  await server?.stop();
});

async function rowsOf(object: string, request: Partial<ReadRequest> = {}): Promise<Row[]> {
  const stream = await db.read(object, { formats: ['rows'], ...request });
  const rows: Row[] = [];
  if (stream.format === 'rows') for await (const batch of stream.rows) rows.push(...batch);
  return rows;
}

async function textOf(format: StreamFormat, fields: string[], where = 'id = 1'): Promise<string> {
  const stream = await db.read('things', { formats: [format], fields, where });
  if (stream.format === 'rows') throw new Error('asked for bytes');
  return Buffer.concat(await stream.bytes.toArray()).toString('utf8');
}

describe('a table of ClickHouse', () => {
  it('is described', async () => {
    const description = await db.describe('things');
    expect(description).toMatchObject({
      rows: 2,
      comment: 'all of it',
      fills: { note: 'default', twice: 'generated', thrice: 'generated' },
      details: {
        engine: 'MergeTree',
        partitionKey: 'toYYYYMM(day)',
        sortingKey: 'id, day',
        partitions: 2,
        kind: 'table',
      },
    });
    expect(description.sizeBytes).toBeGreaterThan(100);
    // MergeTree's key orders the rows, and two may have the same.
    expect(description.schema.primaryKey).toBeUndefined();
    const fields = description.schema.fields.map((field) => [
      field.name,
      printType(field.type),
      field.nullable,
    ]);
    expect(Object.fromEntries(fields.map(([name, ...rest]) => [name, rest]))).toMatchObject({
      small: ['uint8', false],
      huge: ['decimal(39,0)', false],
      wider: ['string', false],
      money: ['decimal(76,3)', false],
      at: ['timestamptz(0)', false],
      precise: ['timestamptz(3)', true],
      wall: ['timestamp', false],
      code: ['string', true],
      mood: ["enum('грусть','радость')", false],
      tags: ['array<string>', false],
      grid: ['array<array<int64>>', false],
      pairs: ['map<string,uint64>', false],
      two: ['struct<x:int32,"имя два":string>', false],
      bare: ['struct<"1":int32,"2":string>', false],
      doc: ['json', false],
    });
    expect(description.schema.fields.find((field) => field.name === 'note')!.comment).toBe('a note');
  });

  it('is read as rows, with every digit and instants in UTC', async () => {
    const [row] = await rowsOf('things', { where: 'id = 1' });
    expect(row).toEqual({
      id: 1,
      small: 255,
      huge: '-170141183460469231731687303715884105728',
      wider: '115792089237316195423570985008687907853269984665640564039457584007913129639935',
      money: `${'9'.repeat(73)}.125`,
      real: NaN,
      single: 0.1,
      yes: true,
      day: '2024-05-01',
      far: '1900-01-01',
      at: '2024-05-01T09:00:00Z',
      precise: '2024-05-01T03:00:00.125Z',
      wall: '2024-05-01T12:00:00.5',
      code: 'a,"b"',
      fixed: 'ab\0',
      mood: 'радость',
      uuid: '0b8f3d3e-5c3a-4a6f-9d7e-1f2a3b4c5d6e',
      ip: '10.0.0.1',
      ip6: '::1',
      tags: ['x', 'y,"z"'],
      grid: [[1, null], []],
      days: ['2024-05-01'],
      pairs: { a: 1, б: 18446744073709551615n },
      two: { x: 7, 'имя два': null },
      bare: { 1: 8, 2: 'q' },
      doc: { k: [1, 2], t: 'я' },
      twice: 2,
      thrice: 3,
      note: '',
    });
  });

  it('is filtered by its own values, not by the form in which they are read', async () => {
    expect(
      await rowsOf('things', {
        fields: ['at', 'id'],
        where: `at > '2024-01-01 00:00:00' AND precise IS NOT NULL`,
      }),
    ).toEqual([{ at: '2024-05-01T09:00:00Z', id: 1 }]);
  });

  it('is read in the form of PostgreSQL: NULL bare, texts quoted, arrays in braces, the rest as JSON', async () => {
    const fields = ['id', 'precise', 'at', 'code', 'tags', 'pairs', 'two', 'yes', 'note'];
    expect(await textOf('pg-copy-csv', fields)).toBe(
      `"id","precise","at","code","tags","pairs","two","yes","note"\n` +
        `1,"2024-05-01 03:00:00.125Z","2024-05-01 09:00:00Z","a,""b""","{""x"",""y,\\""z\\""""}",` +
        `"{""a"":1,""б"":18446744073709551615}","{""x"":7,""имя два"":null}",true,""\n`,
    );
    expect(await textOf('pg-copy-csv', ['id', 'precise', 'code'], 'id = 2')).toBe(
      '"id","precise","code"\n2,,\n',
    );
  });

  it('is read as JSON Lines', async () => {
    expect(JSON.parse(await textOf('jsonl', ['id', 'money', 'real', 'at', 'two', 'doc']))).toEqual({
      id: 1,
      money: `${'9'.repeat(73)}.125`,
      real: 'nan',
      at: '2024-05-01T09:00:00Z',
      two: { x: 7, 'имя два': null },
      doc: { k: [1, 2], t: 'я' },
    });
  });

  it('is read as Parquet that another engine understands', async () => {
    const names = (await db.describe('things')).schema.fields.map((field) => field.name);
    // DuckDB stops at 38 digits.
    const fields = names.filter((name) => name !== 'money' && name !== 'huge');
    const stream = await db.read('things', { formats: ['parquet'], fields, where: 'id = 1' });
    if (stream.format === 'rows') throw new Error('asked for Parquet');
    const dir = await mkdtemp(join(tmpdir(), 'ai-etl-parquet-'));
    const file = join(dir, 'things.parquet');
    await pipeline(stream.bytes, createWriteStream(file));
    const duckdb = await (await DuckDBInstance.create()).connect();
    await duckdb.run(`SET TimeZone = 'UTC'`);
    const result = await duckdb.runAndReadAll(
      `SELECT small::VARCHAR AS small, day::VARCHAR AS day, far::VARCHAR AS far, "at"::VARCHAR AS "at", precise::VARCHAR AS precise,
         wall::VARCHAR AS wall, code, mood, uuid, ip, tags::VARCHAR AS tags, grid::VARCHAR AS grid, days::VARCHAR AS days,
         pairs['б']::VARCHAR AS pair, two.x AS x, doc, wider, typeof(day) AS kind, typeof("at") AS instant
       FROM read_parquet('${file}')`,
    );
    expect(result.getRowObjects()[0]).toEqual({
      small: '255',
      day: '2024-05-01',
      far: '1900-01-01',
      at: '2024-05-01 09:00:00+00',
      precise: '2024-05-01 03:00:00.125+00',
      wall: '2024-05-01 12:00:00.5+00',
      code: 'a,"b"',
      mood: 'радость',
      uuid: '0b8f3d3e-5c3a-4a6f-9d7e-1f2a3b4c5d6e',
      ip: '10.0.0.1',
      tags: `[x, 'y,"z"']`,
      grid: '[[1, NULL], []]',
      days: '[2024-05-01]',
      pair: '18446744073709551615',
      x: 7,
      doc: '{"k":[1,2],"t":"я"}',
      wider: '115792089237316195423570985008687907853269984665640564039457584007913129639935',
      kind: 'DATE',
      instant: 'TIMESTAMP WITH TIME ZONE',
    });
    await rm(dir, { recursive: true });
  });

  it.each<StreamFormat>(['parquet', 'arrow', 'pg-copy-csv', 'jsonl', 'rows'])(
    'goes into another table as %s',
    async (format) => {
      const names = (await db.describe('things')).schema.fields
        .map((field) => field.name)
        .filter((name) => !['twice', 'thrice', 'doc', 'bare', 'fixed'].includes(name));
      const copy = `copy_${format.replaceAll('-', '_')}`;
      await db.execute([`CREATE TABLE ${copy} AS things`]);
      const stream = await db.read('things', { formats: [format], fields: names });
      expect(stream.format).toBe(format);
      await db.write(copy, stream, { mode: 'append', runId: copy });
      const rows = await rowsOf(copy, { fields: names });
      expect(rows.sort((a, b) => Number(a.id) - Number(b.id))).toEqual(
        (await rowsOf('things', { fields: names })).sort((a, b) => Number(a.id) - Number(b.id)),
      );
    },
  );
});

describe('a query', () => {
  it('takes parameters by their types', async () => {
    const { rows } = await db.query('SELECT {text:String} AS text, {many:Array(UInt8)} AS many', {
      parameters: { text: `it's "\\ я`, many: [1, 2] },
    });
    expect(rows).toEqual([{ text: `it's "\\ я`, many: [1, 2] }]);
  });

  it('gives the answer of what is no SELECT', async () => {
    expect((await db.query('SHOW TABLES')).rows).toContainEqual({ name: 'things' });
    expect((await db.query('EXPLAIN SELECT 1')).rows.length).toBeGreaterThan(0);
    expect((await db.query('CREATE TABLE made (a Int32) ENGINE = Memory')).rows).toEqual([]);
  });

  it('that may only read changes nothing, and says so', async () => {
    const only = { readOnly: true };
    expect((await db.query('SHOW TABLES', only)).rows).toContainEqual({ name: 'things' });
    for (const sql of ['DROP TABLE things', 'CREATE TABLE unmade (a Int32) ENGINE = Memory'])
      await expect(db.query(sql, only)).rejects.toMatchObject({ code: 'connector.query-writes' });
    expect((await db.query('SHOW TABLES')).rows).not.toContainEqual({ name: 'unmade' });
  });

  it('is bounded, however much there is', async () => {
    const result = await db.query('SELECT number FROM numbers(1000000000000)', { limit: 3 });
    expect(result).toMatchObject({ rows: [{ number: 0 }, { number: 1 }, { number: 2 }], truncated: true });
  });

  it.each([
    ['SELECT nosuch', 'connector.bad-statement', 'nosuch'],
    ['SELEC 1', 'connector.bad-statement', 'position 1'],
    ['SELECT * FROM nosuch', 'connector.object-missing', 'nosuch'],
    ['SELECT * FROM nosuch.nosuch', 'connector.container-missing', 'nosuch'],
    [`SELECT throwIf(number = 5, 'five') FROM numbers(10)`, 'connector.bad-statement', 'five'],
  ])('%s fails in our words', async (sql, code, words) => {
    await expect(db.query(sql)).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
  });

  it('that fails in the middle of its rows ends them with the reason', async () => {
    const sql = `SELECT throwIf(number > 3000000, 'too far') AS x, number FROM numbers(10000000)`;
    for (const format of ['csv', 'parquet', 'rows'] as const) {
      const stream = await db.readQuery!(sql, { formats: [format] });
      let pieces = 0;
      const drain = async () => {
        for await (const _ of stream.format === 'rows' ? stream.rows : stream.bytes) pieces++;
      };
      await expect(drain()).rejects.toMatchObject({ message: expect.stringContaining('too far') });
      expect(pieces).toBeGreaterThan(0);
    }
  });

  it('that is aborted stops on the server', async () => {
    const stopping = new AbortController();
    const sql = 'SELECT count() FROM numbers(1000000000000) WHERE NOT ignore(sipHash64(number))';
    const running = db.query(sql, { signal: stopping.signal });
    const isRunning = async () =>
      (
        await db.query(
          `SELECT count() AS n FROM system.processes WHERE query ILIKE '%sipHash64(number)%' AND query NOT ILIKE '%system.processes%'`,
        )
      ).rows[0]!.n !== 0;
    while (!(await isRunning()));
    stopping.abort();
    await expect(running).rejects.toMatchObject({ code: 'connector.cancelled' });
    while (await isRunning());
  });
});
