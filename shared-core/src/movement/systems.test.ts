import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { connectors, type Connection, type Row } from '../connectors';
import { startPostgres, type TestPostgres } from '../connectors/testing/start-postgres';
import { integer } from '../schema';
import { startClickHouseServer, type LocalServerHandle } from '../local';
import { load, type Ledger, type LoadOptions, type LoadTarget } from '.';

let postgres: TestPostgres;
let clickhouse: LocalServerHandle;
let pg: Connection;
let ch: Connection;
let files: Connection;
let samples: Connection;
const dir = mkdtempSync(join(tmpdir(), 'ai-etl-systems-'));

beforeAll(async () => {
  postgres = await startPostgres();
  clickhouse = await startClickHouseServer({});
  const { host, port, user, password, database } = clickhouse;
  pg = await connectors.get('postgresql').open(postgres.settings, { name: 'pg' });
  ch = await connectors
    .get('clickhouse')
    .open(
      connectors
        .get('clickhouse')
        .fromUri(`clickhouse://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}`).settings,
      { name: 'ch' },
    );
  files = await connectors.get('file').open({ root: dir }, { name: 'files' });
  const data = join(__dirname, '..', '..', '..', 'node_modules', 'vega-datasets', 'data');
  samples = await connectors.get('file').open({ root: data }, { name: 'samples' });
}, 120_000);
afterAll(async () => {
  await Promise.all([pg, ch, files, samples].map((connection) => connection?.close()));
  await postgres?.stop();
  await clickhouse?.stop();
  rmSync(dir, { recursive: true });
}, 60_000);

async function loaded(options: LoadOptions): Promise<Ledger> {
  const ledger = await load({ rejectsDirectory: dir, ...options });
  expect(ledger.read).toBe(ledger.written + ledger.rejected);
  return ledger;
}
const rows = async (connection: Connection, sql: string) => (await connection.query(sql)).rows;
const numbers = (row: Row | undefined) => Object.values(row ?? {}).map(Number);
const places = (ledger: Ledger) =>
  ledger.rejects.map(({ row, line, field, reason }) => [row, line, field, reason].join(' '));

describe('real files', () => {
  it.each(['airports.csv', 'zipcodes.csv', 'birdstrikes.csv'])(
    '%s goes into both warehouses alike',
    async (object) => {
      const table = object.replace('.csv', '');
      const ledgers: Ledger[] = [];
      for (const connection of [pg, ch])
        ledgers.push(
          await loaded({
            source: { connection: samples, object },
            target: { connection, object: table, mode: 'replace' },
          }),
        );
      expect(ledgers.map(({ read, rejected }) => [read, rejected])).toEqual([
        [ledgers[0]!.read, 0],
        [ledgers[0]!.read, 0],
      ]);
      const count = `SELECT count(*) AS n FROM ${table}`;
      expect(numbers((await rows(pg, count))[0])).toEqual([ledgers[0]!.written]);
      expect(numbers((await rows(ch, count))[0])).toEqual([ledgers[0]!.written]);
    },
  );

  it('movies.json with its dirt goes into both warehouses alike', async () => {
    for (const connection of [pg, ch])
      await loaded({
        source: { connection: samples, object: 'movies.json' },
        target: { connection, object: 'movies', mode: 'replace' },
      });
    const sum = `SELECT count(*) AS n, count("Title") AS titles, sum("IMDB Votes") AS votes FROM movies`;
    expect(numbers((await rows(ch, sum))[0])).toEqual(numbers((await rows(pg, sum))[0]));
  });

  it('Parquet goes in typed', async () => {
    const source = { connection: samples, object: 'flights-3m.parquet', limit: 50_000 };
    const ledger = await loaded({ source, target: { connection: pg, object: 'flights', mode: 'replace' } });
    expect(ledger).toMatchObject({ written: 50_000, rejected: 0 });
    const { schema } = await pg.describe('flights');
    expect(schema.fields.map((field) => field.type.kind)).toEqual([
      'timestamp',
      'integer',
      'integer',
      'string',
      'string',
    ]);
  });
});

describe('a schema or database that is not there', () => {
  const source = () => ({ connection: samples, object: 'airports.csv' });

  it.each<[LoadTarget['mode']]>([['replace'], ['append'], ['merge']])('%s makes it', async (mode) => {
    const object = `mart_${mode}.airports`;
    for (const connection of [pg, ch]) {
      const target = { connection, object, mode, ...(mode === 'merge' && { keys: ['iata'] }) };
      const { written } = await loaded({ source: source(), target });
      expect(numbers((await rows(connection, `SELECT count(*) AS n FROM ${object}`))[0])).toEqual([written]);
    }
  });

  it('stays missing where nothing may be made', async () => {
    for (const connection of [pg, ch]) {
      const target = { connection, object: 'marts.airports', mode: 'replace', create: 'never' } as const;
      await expect(load({ source: source(), target })).rejects.toMatchObject({
        code: 'connector.container-missing',
      });
      expect(await connection.containers()).not.toContain('marts');
    }
  });
});

describe('numbers that are not finite', () => {
  const lines = ['id,share,whole', '1,0.5,1', '2,NaN,2', '3,-inf,NaN', '4,Infinity,4', '5,,5', '6,2.25,6'];
  const put = (name: string, rows: string[]) => writeFileSync(join(dir, name), `${rows.join('\n')}\n`);

  it.each([
    ['in a short file', [...lines]],
    [
      'at the end of a long file',
      [
        'id,share,whole',
        ...Array.from({ length: 60_000 }, (_, i) => `${i + 10},${i / 8}1,${i}`),
        ...lines.slice(1),
      ],
    ],
  ])('stay values of a float, %s', async (name, rowsOfFile) => {
    const object = `floats ${name}.csv`;
    put(object, rowsOfFile);
    for (const connection of [pg, ch]) {
      const target = { connection, object: 'floats', mode: 'replace', create: 'never' } as const;
      await connection.execute([
        'DROP TABLE IF EXISTS floats',
        connection === pg
          ? 'CREATE TABLE floats (id int, share float8, whole int)'
          : 'CREATE TABLE floats (id Int32, share Nullable(Float64), whole Nullable(Int32)) ENGINE = MergeTree ORDER BY id',
      ]);
      const ledger = await loaded({ source: { connection: files, object }, target });
      const isText = connection === pg ? 'share::text' : 'toString(share)';
      const found = await rows(
        connection,
        `SELECT id, lower(${isText}) AS share FROM floats WHERE id < 7 ORDER BY id`,
      );
      expect(found.map(({ share }) => (share as string | null)?.replace('infinity', 'inf'))).toEqual([
        '0.5',
        'nan',
        '-inf',
        'inf',
        undefined,
        '2.25',
      ]);
      // Among whole numbers NaN says that there is none.
      expect(ledger.rejected).toBe(0);
      expect(numbers((await rows(connection, 'SELECT count(*) - count(whole) AS n FROM floats'))[0])).toEqual(
        [1],
      );
    }
  });
});

describe('fields that differ in letter case only', () => {
  const create = {
    pg: 'CREATE TABLE cased (id int, "ID" int, name text)',
    ch: 'CREATE TABLE cased (id Int32, ID Int32, name String) ENGINE = MergeTree ORDER BY id',
  };
  const values = "INSERT INTO cased VALUES (1, 10, 'a'), (2, 20, 'b')";
  const both = (table: string) => `SELECT id, "ID" AS other FROM ${table} ORDER BY id`;
  const expected = [
    { id: 1, other: 10 },
    { id: 2, other: 20 },
  ];
  beforeAll(async () => {
    for (const [connection, sql] of [
      [pg, create.pg],
      [ch, create.ch],
    ] as const)
      await connection.execute(['DROP TABLE IF EXISTS cased', sql, values]);
  });

  it('are kept apart between the warehouses', async () => {
    for (const [from, to] of [
      [pg, ch],
      [ch, pg],
      [pg, pg],
      [ch, ch],
    ] as const) {
      const object = `cased_from_${from.name}`;
      await loaded({
        source: { connection: from, object: 'cased' },
        target: { connection: to, object, mode: 'replace' },
      });
      expect(await rows(to, both(object))).toEqual(expected);
    }
  });

  it('of a CSV get names that differ, and both are loaded', async () => {
    writeFileSync(join(dir, 'cased.csv'), 'id,ID,Id\n1,10,100\n2,20,200\n');
    for (const connection of [pg, ch]) {
      const source = { connection: files, object: 'cased.csv' };
      await loaded({ source, target: { connection, object: 'cased_csv', mode: 'replace' } });
      const [row] = await rows(connection, 'SELECT * FROM cased_csv ORDER BY id');
      expect(Object.values(row!)).toEqual([1, 10, 100]);
    }
  });

  it('of a Parquet file get names that differ', async () => {
    const { openEngine } = await import('../engine');
    const engine = await openEngine();
    await engine.execute(
      `COPY (SELECT 1 AS id, 10 AS "ID", 'a' AS name) TO '${join(dir, 'cased.parquet')}' (FORMAT parquet)`,
    );
    await engine.close();
    for (const connection of [pg, ch]) {
      const source = { connection: files, object: 'cased.parquet' };
      await loaded({ source, target: { connection, object: 'cased_parquet', mode: 'replace' } });
      const [row] = await rows(connection, 'SELECT * FROM cased_parquet');
      expect(Object.values(row!)).toEqual([1, 10, 'a']);
    }
  });

  it.each([
    [
      'of JSON Lines',
      () => ({ connection: files, object: 'cased.jsonl' }),
      () => ({ connection: pg, object: 'cased_jsonl' }),
    ],
    [
      'into a file',
      () => ({ connection: pg, object: 'cased' }),
      () => ({ connection: files, object: 'out.csv' }),
    ],
    [
      'into Parquet',
      () => ({ connection: ch, object: 'cased' }),
      () => ({ connection: files, object: 'out.parquet' }),
    ],
  ])('%s are refused by name', async (_, source, target) => {
    writeFileSync(join(dir, 'cased.jsonl'), '{"id": 1, "ID": 10}\n{"id": 2, "ID": 20}\n');
    await expect(load({ source: source(), target: { ...target(), mode: 'replace' } })).rejects.toMatchObject({
      code: 'engine.same-names',
      message: expect.stringMatching(/"id"|"ID"/),
    });
  });
});

describe('between warehouses', () => {
  const table = `CREATE TABLE there (id bigint PRIMARY KEY, имя text, price numeric(12,2), at timestamptz, day date, ok boolean, big numeric(38,10), f float8)`;
  const select = 'SELECT * FROM $ ORDER BY id';
  beforeAll(async () => {
    await pg.execute([
      table,
      `INSERT INTO there VALUES (1, 'Ёж "и" , уж', -12.50, '2024-03-31 01:02:03.456789+00', '1969-12-31', true, 1234567890123456789012345678.0123456789, 0.1),
         (2, '', 0, NULL, NULL, false, NULL, -0.5), (3, NULL, NULL, '1970-01-01 00:00:00+00', '2100-01-01', NULL, -0.0000000001, 1e300)`,
    ]);
  });

  it.each([['into ClickHouse'], ['into a Parquet file'], ['into JSON Lines'], ['into a CSV']])(
    '%s and back nothing changes',
    async (way) => {
      const middle = {
        'into ClickHouse': [ch, 'middle'],
        'into a Parquet file': [files, 'middle.parquet'],
        'into JSON Lines': [files, 'middle.jsonl'],
        'into a CSV': [files, 'middle.csv'],
      }[way] as [Connection, string];
      const [connection, object] = middle;
      await loaded({
        source: { connection: pg, object: 'there' },
        target: { connection, object, mode: 'replace' },
      });
      await pg.execute(['DROP TABLE IF EXISTS back', table.replace('there', 'back')]);
      const { schema } = await pg.describe('there');
      const ledger = await loaded({
        source: { connection, object, schema },
        target: { connection: pg, object: 'back', mode: 'append' },
      });
      expect(ledger).toMatchObject({ read: 3, written: 3 });
      expect(await rows(pg, select.replace('$', 'back'))).toEqual(
        await rows(pg, select.replace('$', 'there')),
      );
    },
  );
});

describe('files with bad rows', () => {
  const header = 'номер;дата;сумма;да';
  const lines = [
    ...Array.from(
      { length: 300 },
      (_, i) => `${i + 1};${String((i % 28) + 1).padStart(2, '0')}.12.2024;1 234,5${i % 10};да`,
    ),
    '301;31.02.2024;1,00;нет',
    '302;01.02.2024;много;нет',
    'ой;01.02.2024;2,50;нет',
    '304;01.02.2024',
    '305;01.02.2024;3,25;нет',
  ];
  const text = `${header}\n${lines.join('\n')}\n`;

  it.each([
    ['plain', 'orders.csv', Buffer.from(text), true],
    ['compressed', 'orders.csv.gz', gzipSync(text), false],
  ])(
    '%s: are set aside with their places, the good ones are read as the file spells them',
    async (_, object, bytes, hasLines) => {
      writeFileSync(join(dir, object), bytes);
      const name = object.replaceAll('.', '_');
      await pg.execute([
        `CREATE TABLE ${name} ("номер" int PRIMARY KEY, "дата" date NOT NULL, "сумма" numeric(10,2), "да" boolean)`,
      ]);
      const ledger = await loaded({
        source: { connection: files, object },
        target: { connection: pg, object: name, mode: 'append' },
      });
      expect(ledger).toMatchObject({ read: 305, written: 301, rejected: 4, path: 'engine' });
      expect(ledger.spellings).toEqual([
        expect.objectContaining({ field: 'дата', reading: { formats: ['%d.%m.%Y'] } }),
        expect.objectContaining({
          field: 'сумма',
          reading: expect.objectContaining({ decimalSeparator: ',' }),
        }),
      ]);
      const at = (row: number) => `${row} ${hasLines ? row + 1 : ''}`;
      expect(places(ledger)).toEqual([
        `${at(301)} дата not-a-date`,
        `${at(302)} сумма not-a-number`,
        `${at(303)} номер not-a-number`,
        `${at(304)}  ragged-row`,
      ]);
      expect(
        await rows(
          pg,
          `SELECT "дата", "сумма"::text, "да" FROM ${name} WHERE "номер" IN (1, 305) ORDER BY "номер"`,
        ),
      ).toEqual([
        { дата: '2024-12-01', сумма: '1234.50', да: true },
        { дата: '2024-02-01', сумма: '3.25', да: false },
      ]);
    },
  );

  const dirtyLines = [
    ...Array.from({ length: 200 }, (_, i) => `{"id": ${i + 1}, "n": "имя ${i + 1}", "tags": ["a"]}`),
    '',
    '{"id": 202, "n": "оборв',
    '5',
    '"text"',
    'null',
    '[{"id": 206}]',
    '{"id": 207} {"id": 208}',
    '{"id": "x", "n": "не число"}',
    '{"id": 209, "n": "годная"}\r',
    '{"n": "без ид", "tags": [1, "2"]}',
    '{"id": 211, "n": "не дописа',
  ].join('\n');
  const asideLines = [
    [202, 'broken-json'],
    [203, 'not-an-object'],
    [204, 'not-an-object'],
    [205, 'not-an-object'],
    [206, 'not-an-object'],
    [207, 'broken-json'],
    [208, 'not-a-number', 'id'],
    [211, 'broken-json'],
  ];

  it.each([
    ['plain', 'dirty.jsonl', Buffer.from(dirtyLines), true],
    ['compressed', 'dirty.jsonl.gz', gzipSync(dirtyLines), false],
  ])('of JSON Lines, %s: broken lines are set aside, each by itself', async (_, object, bytes, hasLines) => {
    writeFileSync(join(dir, object), bytes);
    for (const connection of [pg, ch]) {
      const table = object.replaceAll('.', '_');
      const create = `CREATE TABLE ${table} (id Int32, n Nullable(String), tags Nullable(String)) ENGINE = MergeTree ORDER BY id`;
      await connection.execute([
        connection === pg
          ? `CREATE TABLE ${table} (id int, n text, tags text)`
          : create.replace('id Int32', 'id Nullable(Int32)').replace('ORDER BY id', 'ORDER BY tuple()'),
      ]);
      const ledger = await loaded({
        source: { connection: files, object },
        target: { connection, object: table, mode: 'append' },
      });
      expect(ledger).toMatchObject({ read: 210, written: 202, rejected: 8 });
      expect(
        ledger.rejects.map(({ line, reason, field }) => [line, reason, ...(field ? [field] : [])]),
      ).toEqual(asideLines.map(([line, ...rest]) => [hasLines ? line : undefined, ...rest]));
      expect(ledger.rejects[0]).toMatchObject({
        row: 201,
        raw: '{"id": 202, "n": "оборв',
        message: 'the line is not JSON: {"id": 202, "n": "оборв',
        messageRu: 'строка — не JSON: {"id": 202, "n": "оборв',
      });
      const sum = `SELECT count(*) AS n, sum(id) AS s, min(tags) AS t FROM ${table}`;
      expect(Object.values((await rows(connection, sum))[0]!).map(String)).toEqual([
        '202',
        String(100 * 201 + 209),
        '["a"]',
      ]);
    }
  });

  it.each([
    ['{"id": 1}\n5\n{"id": 3}\n', 'not-an-object'],
    ['{"id": 1}\nnull\n{"id": 3}\n{}\n', 'not-an-object'],
    ['{"id": 1}\n{"id": 2', 'broken-json'],
    ['{"id": \n{"id": 2}\n{"id": 3}\n', 'broken-json'],
  ])('of JSON Lines: one field, %j', async (content, reason) => {
    writeFileSync(join(dir, 'one.jsonl'), content);
    const target = { connection: pg, object: 'one_field', mode: 'replace' } as const;
    const ledger = await loaded({ source: { connection: files, object: 'one.jsonl' }, target });
    expect(ledger.rejects.map((reject) => reject.reason)).toEqual([reason]);
    expect((await pg.describe('one_field')).schema.fields[0]).toMatchObject({
      name: 'id',
      type: integer(64),
    });
  });

  it.each([
    ['a condition', { where: 'id > 190' }, 11, [202, 203, 204, 205, 206, 207, 208, 211]],
    ['a limit', { limit: 201 }, 201, [202, 203, 204, 205, 206, 207, 208]],
    ['both', { where: 'id >= 200', limit: 2 }, 2, [202, 203, 204, 205, 206, 207, 208]],
  ])('of JSON Lines read with %s are set aside too', async (_, slice, written, asideAt) => {
    writeFileSync(join(dir, 'sliced.jsonl'), dirtyLines);
    const schema = { fields: [{ name: 'id', type: integer(32), nullable: true }] };
    await pg.execute(['DROP TABLE IF EXISTS sliced', 'CREATE TABLE sliced (id int, n text, tags text)']);
    const ledger = await loaded({
      source: { connection: files, object: 'sliced.jsonl', schema, ...slice },
      target: { connection: pg, object: 'sliced', mode: 'append' },
    });
    expect(ledger).toMatchObject({ written, rejected: asideAt.length });
    expect(ledger.rejects.map(({ line }) => line)).toEqual(asideAt);
    expect(numbers((await rows(pg, 'SELECT count(*) AS n FROM sliced'))[0])).toEqual([written]);
  });

  it('of a CSV read with a condition are set aside too', async () => {
    writeFileSync(join(dir, 'sliced.csv'), text);
    const ledger = await loaded({
      source: {
        connection: files,
        object: 'sliced.csv',
        where: '"номер" >= 300',
        schema: { fields: [{ name: 'номер', type: integer(32), nullable: true }] },
      },
      target: { connection: pg, object: 'sliced_csv', mode: 'replace' },
    });
    expect(ledger).toMatchObject({ written: 4, rejected: 2 });
  });

  it('of JSON Lines: a value that does not fit is set aside', async () => {
    writeFileSync(
      join(dir, 'bad.jsonl'),
      '{"id": 1, "n": "a"}\n{"id": "x", "n": "b"}\n{"id": 3, "n": null}\n',
    );
    await pg.execute(['CREATE TABLE bad_jsonl (id int, n text NOT NULL)']);
    const ledger = await loaded({
      source: { connection: files, object: 'bad.jsonl' },
      target: { connection: pg, object: 'bad_jsonl', mode: 'append' },
    });
    expect(ledger.rejects.map(({ row, field, reason }) => [row, field, reason])).toEqual([
      [2, 'id', 'not-a-number'],
      [3, 'n', 'null-value'],
    ]);
  });

  it('go into ClickHouse without them too', async () => {
    writeFileSync(
      join(dir, 'ch.csv'),
      'id,at\n1,2024-01-01 10:00:00\n2,yesterday\nx,2024-01-01 10:00:00\n4\n',
    );
    await ch.execute([
      'CREATE TABLE ch_bad (id Int32, at Nullable(DateTime64(6))) ENGINE = MergeTree ORDER BY id',
    ]);
    const ledger = await loaded({
      source: { connection: files, object: 'ch.csv' },
      target: { connection: ch, object: 'ch_bad', mode: 'append' },
    });
    expect(ledger).toMatchObject({ read: 4, written: 1, rejected: 3 });
    expect(places(ledger)).toEqual(['2 3 at not-a-timestamp', '3 4 id not-a-number', '4 5  ragged-row']);
  });
});

describe('CSV that ClickHouse reads otherwise than other loaders', () => {
  const intoClickhouse = async (object: string, text: string, columns: string) => {
    writeFileSync(join(dir, object), text);
    const table = object.replace(/\W/g, '_');
    await ch.execute([`CREATE TABLE ${table} (${columns}) ENGINE = MergeTree ORDER BY tuple()`]);
    const ledger = await loaded({
      source: { connection: files, object },
      target: { connection: ch, object: table, mode: 'append' },
    });
    expect(ledger.rejected).toBe(0);
    return (await rows(ch, `SELECT * FROM ${table}`)).map((row) => Object.values(row).map(String));
  };

  it('white space around numbers, minutes without seconds and empty quotes are no refusal', async () => {
    const text = 'n,at,x\n 1,2024-01-01 10:00,""\n 2,2024-01-02 11:30,5\n';
    const found = await intoClickhouse('spaced.csv', text, 'n Int64, at DateTime64(6), x Nullable(Int64)');
    expect(found.map(([n, at, x]) => [n, at?.slice(0, 16), x])).toEqual([
      ['1', '2024-01-01T10:00', 'null'],
      ['2', '2024-01-02T11:30', '5'],
    ]);
  });

  it('a tab delimits fields', async () => {
    const text = 'n\tname\n1\t two words \n2\t\n';
    expect(await intoClickhouse('tabs.tsv', text, 'n Int64, name Nullable(String)')).toEqual([
      ['1', ' two words '],
      ['2', 'null'],
    ]);
  });

  it('three hundred fields with long names are one statement', async () => {
    const names = Array.from({ length: 300 }, (_, at) => `a_rather_long_name_of_a_field_${at}`);
    const text = `${names.join(',')}\n${names.map((_, at) => at).join(',')}\n`;
    const [row = []] = await intoClickhouse(
      'many.csv',
      text,
      names.map((name) => `${name} Int64`).join(', '),
    );
    expect(row.map(Number)).toEqual(names.map((_, at) => at));
  });
});
