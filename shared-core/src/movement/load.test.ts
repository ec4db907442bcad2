import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectors, type Connection, type CsvDialect } from '../connectors';
import { startPostgres, type TestPostgres } from '../connectors/testing/start-postgres';
import {
  decimal,
  integer,
  parseType,
  simple,
  timestamp,
  type LogicalType,
  type TableSchema,
} from '../schema';
import {
  load,
  type Ledger,
  type LoadOptions,
  type LoadTarget,
  type Progress,
  type RejectedRow,
  type StreamSource,
} from '.';

let server: TestPostgres;
let db: Connection;
const dir = mkdtempSync(join(tmpdir(), 'ai-etl-load-'));

beforeAll(async () => {
  server = await startPostgres();
  db = await connectors.get('postgresql').open(server.settings, { name: 'db' });
}, 60_000);
afterAll(async () => {
  await db?.close();
  await server?.stop();
  rmSync(dir, { recursive: true });
});

const plainCsv: CsvDialect = { delimiter: ',', quote: '"', escape: '"', header: true, nulls: [''] };
let files = 0;

/** A CSV on disk, opened anew each time; fields as `name:type`. */
function csv(fields: string, text: string, dialect: Partial<CsvDialect> = {}): StreamSource {
  const path = join(dir, `${(files += 1)}.csv`);
  writeFileSync(path, text);
  const schema: TableSchema = {
    fields: fields.split(' ').map((field) => {
      const [name = '', type = 'string'] = field.split(':');
      return { name, type: parseType(type), nullable: true };
    }),
  };
  return {
    name: 'people.csv',
    schema,
    offers: ['csv'],
    open: async () => ({
      format: 'csv',
      schema,
      csv: { ...plainCsv, ...dialect },
      bytes: createReadStream(path),
    }),
  };
}

const into = (object: string, target: Partial<LoadTarget> = {}): LoadTarget => ({
  connection: db,
  object,
  mode: 'append',
  ...target,
});

async function loaded(options: LoadOptions): Promise<Ledger> {
  const ledger = await load({ rejectsDirectory: dir, ...options });
  expect(ledger.read).toBe(ledger.written + ledger.rejected);
  return ledger;
}

const rows = async (sql: string) => (await db.query(sql)).rows;
const rejectsIn = (ledger: Ledger) =>
  readFileSync(ledger.rejectsFile!, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RejectedRow);
const brief = (rejects: RejectedRow[]) =>
  rejects.map(({ row, line, field, reason }) => [row, line, field, reason].join(' '));

describe('a clean load', () => {
  it('passes the bytes through, into a table that it creates', async () => {
    const seen: Progress[] = [];
    const ledger = await loaded({
      source: csv(
        'id:int64 name price:decimal(8,2) at:timestamptz',
        'id,name,price,at\n1,Ёж,2.50,2024-01-02T03:04:05Z\n2,,,\n',
      ),
      target: into('created'),
      pipeline: 'p',
      step: 's',
      runId: 'clean',
      onProgress: (progress) => seen.push(progress),
    });
    expect(ledger).toMatchObject({
      runId: 'clean',
      pipeline: 'p',
      step: 's',
      source: 'people.csv',
      target: { connection: 'db', system: 'postgresql', object: 'created', mode: 'append' },
      read: 2,
      written: 2,
      rejected: 0,
      path: 'pass-through',
      alreadyLoaded: false,
    });
    expect(ledger.bytes).toBeGreaterThan(20);
    expect(await rows('SELECT id, name, price::text, at FROM created ORDER BY id')).toEqual([
      { id: 1, name: 'Ёж', price: '2.50', at: '2024-01-02T03:04:05Z' },
      { id: 2, name: null, price: null, at: null },
    ]);
    expect([...new Set(seen.map(({ phase }) => phase))]).toEqual(['writing', 'publishing', 'done']);
    expect(seen.every(({ step }) => step === 's')).toBe(true);
  });

  it('is done once for one run id', async () => {
    const source = csv('id:int64', 'id\n1\n2\n');
    const first = await loaded({ source, target: into('once'), runId: 'once' });
    const second = await loaded({ source, target: into('once'), runId: 'once' });
    expect([first.alreadyLoaded, second.alreadyLoaded]).toEqual([false, true]);
    expect(second.written).toBe(2);
    expect(await rows('SELECT count(*) AS n FROM once')).toEqual([{ n: 2 }]);
  });

  it('fills what the source lacks and leaves out what it is told to', async () => {
    await db.execute([`CREATE TABLE filled (id bigint, note text DEFAULT 'made', extra int)`]);
    const source = csv('id:int64 unknown', 'id,unknown\n1,x\n');
    await expect(load({ source, target: into('filled') })).rejects.toMatchObject({
      code: 'movement.extra-fields',
    });
    const ledger = await loaded({ source, target: into('filled', { extraFields: 'ignore' }) });
    expect(ledger.path).toBe('engine');
    expect(await rows('SELECT * FROM filled')).toEqual([{ id: 1, note: 'made', extra: null }]);
  });

  it('converts a dialect that COPY does not read', async () => {
    await db.execute(['CREATE TABLE converted (at date, sum numeric(10,2), name text)']);
    const source = csv(
      'at:date sum:decimal(10,2) name',
      'at;sum;name\n31.12.2024;1234,5;NA\n01.02.2024;-0,25;-\n',
      {
        delimiter: ';',
        decimalSeparator: ',',
        dateFormat: '%d.%m.%Y',
        nulls: ['NA', '-'],
      },
    );
    expect(await loaded({ source, target: into('converted') })).toMatchObject({ written: 2, path: 'engine' });
    expect(await rows('SELECT at, sum::text, name FROM converted ORDER BY at')).toEqual([
      { at: '2024-02-01', sum: '-0.25', name: null },
      { at: '2024-12-31', sum: '1234.50', name: null },
    ]);
  });

  it('names what the types of a new table lose', async () => {
    const ledger = await loaded({
      source: csv('id:int64 at:timestamp(9)', 'id,at\n1,2024-01-01\n'),
      target: into('lossy'),
    });
    expect(ledger.losses).toEqual([expect.objectContaining({ field: 'at', code: 'precision-lost' })]);
  });

  it('refuses a target that is missing when it must not be created', async () => {
    const load_ = load({ source: csv('id:int64', 'id\n1\n'), target: into('absent', { create: 'never' }) });
    await expect(load_).rejects.toMatchObject({ code: 'connector.object-missing' });
  });
});

describe('between two tables', () => {
  it('passes arrays, bytes and JSON through as COPY writes them', async () => {
    await db.execute([
      'CREATE TABLE rich (id int, tags text[], raw bytea, data jsonb, spent interval)',
      `INSERT INTO rich VALUES (1, '{a,"b,c"}', '\\xff00', '{"a": [1]}', '1 day 02:00:00'), (2, NULL, '', 'null', NULL)`,
    ]);
    await db.execute(['CREATE TABLE rich_copy (LIKE rich)']);
    const ledger = await loaded({
      source: { connection: db, object: 'rich' },
      target: into('rich_copy', { mode: 'replace' }),
    });
    expect(ledger).toMatchObject({ read: 2, path: 'pass-through' });
    expect(await rows('SELECT * FROM rich_copy ORDER BY id')).toEqual(
      await rows('SELECT * FROM rich ORDER BY id'),
    );
  });

  it('pushes a query down', async () => {
    await db.execute(['CREATE TABLE numbers AS SELECT n::bigint AS id FROM generate_series(1, 100) n']);
    const source = {
      connection: db,
      name: 'even',
      sql: 'SELECT id FROM numbers WHERE id % 2 = 0',
      schema: { fields: [{ name: 'id', type: integer(64), nullable: true }] },
    };
    const ledger = await loaded({ source, target: into('even', { mode: 'replace' }) });
    expect(ledger).toMatchObject({ source: 'even', read: 50, written: 50, path: 'push-down' });
    expect(await rows('SELECT count(*) AS n, sum(id) AS s FROM even')).toEqual([{ n: 50, s: '2550' }]);
  });

  it('reads some fields and rows', async () => {
    await db.execute([
      `CREATE TABLE wide AS SELECT n AS id, 'n' || n AS name, n * 2 AS twice FROM generate_series(1, 10) n`,
    ]);
    const source = { connection: db, object: 'wide', fields: ['name', 'id'], where: 'id > 7' };
    expect(await loaded({ source, target: into('narrow') })).toMatchObject({
      written: 3,
      path: 'pass-through',
    });
    expect(await rows('SELECT * FROM narrow ORDER BY id LIMIT 1')).toEqual([{ name: 'n8', id: 8 }]);
  });
});

describe('the validating way', () => {
  it('sets bad rows aside with row, line, field, value and reason, and loads the good ones', async () => {
    await db.execute([
      `CREATE TABLE strict (id int PRIMARY KEY, name varchar(6) NOT NULL, price numeric(5,2), born date, at timestamp, ok boolean, u uuid, j jsonb)`,
    ]);
    const good = (id: number) => `${id},"n,${id}",1.25,2024-02-29,2024-01-01 10:00,yes,,"{""a"":1}"`;
    const lines = [
      'id,name,price,born,at,ok,u,j',
      good(1),
      'x2,a,1,2024-01-01,2024-01-01,t,,',
      '3,too long,1,2024-01-01,2024-01-01,t,,',
      '4,,1,2024-01-01,2024-01-01,t,,',
      '5,a,1000,2024-01-01,2024-01-01,t,,',
      '6,"two\nlines",1,2024-01-01,2024-01-01,t,,',
      '7,a,1,2024-02-30,2024-01-01,t,,',
      '8,a,1,2024-01-01,2024-01-01 25:00,t,,',
      '9,a,1,2024-01-01,2024-01-01,maybe,,',
      '10,a,1,2024-01-01,2024-01-01,t,not-a-uuid,',
      '11,a,1,2024-01-01,2024-01-01,t,,{broken',
      '99999999999,a,1,2024-01-01,2024-01-01,t,,',
      '13,short',
      '14,a,1,2024-01-01,2024-01-01,t,,,too,many',
      '1.5,a,1,2024-01-01,2024-01-01,t,,',
      '',
      good(16),
    ];
    const fields = 'id:int32 name price:decimal(5,2) born:date at:timestamp ok:boolean u j';
    const ledger = await loaded({
      source: csv(fields, `${lines.join('\n')}\n`),
      target: into('strict', { mode: 'replace' }),
    });
    expect(ledger).toMatchObject({ read: 16, written: 2, rejected: 14, path: 'engine' });
    expect(brief(ledger.rejects)).toEqual([
      '2 3 id not-a-number',
      '3 4 name too-long',
      '4 5 name null-value',
      '5 6 price out-of-range',
      '6 7 name too-long',
      '7 9 born not-a-date',
      '8 10 at not-a-timestamp',
      '9 11 ok not-a-boolean',
      '10 12 u not-a-uuid',
      '11 13 j not-json',
      '12 14 id out-of-range',
      '13 15  ragged-row',
      '14 16  ragged-row',
      '15 17 id not-a-number',
    ]);
    expect(rejectsIn(ledger)).toEqual(ledger.rejects);
    expect(ledger.rejects[0]).toMatchObject({ value: 'x2', message: expect.stringContaining('"x2"') });
    expect(ledger.rejects[11]).toMatchObject({ raw: '13,short' });
    expect(await rows('SELECT id, name, ok FROM strict ORDER BY id')).toEqual([
      { id: 1, name: 'n,1', ok: true },
      { id: 16, name: 'n,16', ok: true },
    ]);
  });

  it('keeps the texts of good rows as the target would have read them', async () => {
    await db.execute(['CREATE TABLE as_came (id int, at timestamp, price numeric(6,2), note text)']);
    const source = csv(
      'id:int32 at price note',
      'id,at,price,note\n 1 ,2024-01-01T10:00:00Z,1.239,""\n2,2024-01-01 10:00:00+03,1e2,\nx,,,\n',
    );
    expect(await loaded({ source, target: into('as_came') })).toMatchObject({ written: 2, rejected: 1 });
    expect(await rows('SELECT id, at, price::text, note FROM as_came ORDER BY id')).toEqual([
      { id: 1, at: '2024-01-01T10:00:00', price: '1.24', note: '' },
      { id: 2, at: '2024-01-01T10:00:00', price: '100.00', note: null },
    ]);
  });

  it('finds a wrong type in the last of many rows', async () => {
    await db.execute(['CREATE TABLE many (id int, name text)']);
    const count = 200_000;
    const text = `id,name\n${Array.from({ length: count - 1 }, (_, i) => `${i + 1},name ${i + 1}\n`).join('')}last,x\n`;
    const ledger = await loaded({ source: csv('id:int32 name', text), target: into('many') });
    expect(ledger).toMatchObject({ read: count, written: count - 1, rejected: 1 });
    expect(brief(ledger.rejects)).toEqual([`${count} ${count + 1} id not-a-number`]);
    expect(await rows('SELECT count(*) AS n FROM many')).toEqual([{ n: count - 1 }]);
  });

  it('keeps the first row of a key, and no row whose key is there already', async () => {
    await db.execute([
      'CREATE TABLE keys (id int PRIMARY KEY, name text)',
      `INSERT INTO keys VALUES (5, 'old')`,
    ]);
    const source = csv('id:int32 name', 'id,name\n1,a\n2,b\n01,c\n5,d\n2,e\n3,f\n');
    const ledger = await loaded({ source, target: into('keys') });
    expect(brief(ledger.rejects)).toEqual([
      '3 4 id duplicate-key',
      '4 5 id key-exists',
      '5 6 id duplicate-key',
    ]);
    expect(await rows('SELECT id, name FROM keys ORDER BY id')).toEqual([
      { id: 1, name: 'a' },
      { id: 2, name: 'b' },
      { id: 3, name: 'f' },
      { id: 5, name: 'old' },
    ]);
  });

  it('learns from the target what only the target knows', async () => {
    await db.execute([`CREATE TABLE ruled (id int, name text CHECK (name <> E'two\\nlines 3'))`]);
    const text = `id,name\n${[1, 2, 3, 4].map((id) => `${id},"two\nlines ${id}"\n`).join('')}x,y\n`;
    const ledger = await loaded({ source: csv('id:int32 name', text), target: into('ruled') });
    expect(brief(ledger.rejects)).toEqual(['3 6  refused-by-target', '5 10 id not-a-number']);
    expect(await rows('SELECT id FROM ruled ORDER BY id')).toEqual([{ id: 1 }, { id: 2 }, { id: 4 }]);
  });

  it('rejects rows without a key from a merge', async () => {
    await db.execute(['CREATE TABLE merged (id int UNIQUE, name text)']);
    const source = csv('id:int32 name', 'id,name\n1,a\n,b\n1,c\n');
    const ledger = await loaded({ source, target: into('merged', { mode: 'merge', keys: ['id'] }) });
    expect(ledger).toMatchObject({ written: 2, superseded: 1 });
    expect(brief(ledger.rejects)).toEqual(['2 3 id null-in-key']);
    expect(await rows('SELECT * FROM merged')).toEqual([{ id: 1, name: 'c' }]);
  });

  it('sets aside bytes that are no text', async () => {
    await db.execute(['CREATE TABLE encoded (id int, name text)']);
    const source = csv('id:int32 name', '');
    const path = join(dir, 'broken.csv');
    writeFileSync(
      path,
      Buffer.from([...Buffer.from('id,name\n1,ok\n2,'), 0xff, 0xfe, ...Buffer.from('\n3,ok\n')]),
    );
    const ledger = await loaded({
      source: {
        ...source,
        open: async () => ({
          format: 'csv',
          schema: source.schema,
          csv: plainCsv,
          bytes: createReadStream(path),
        }),
      },
      target: into('encoded'),
    });
    expect(brief(ledger.rejects)).toEqual(['2 3  bad-encoding']);
    expect(await rows('SELECT id FROM encoded ORDER BY id')).toEqual([{ id: 1 }, { id: 3 }]);
  });

  it('checks rows of JSON Lines, of JavaScript and of another table too', async () => {
    await db.execute(['CREATE TABLE from_rows (id smallint, name text NOT NULL)']);
    const schema: TableSchema = {
      fields: [
        { name: 'id', type: integer(64), nullable: true },
        { name: 'name', type: simple('string'), nullable: true },
      ],
    };
    const bad = [
      { id: 1, name: 'a' },
      { id: 70000, name: 'b' },
      { id: 3, name: null },
    ];
    const jsonl: StreamSource = {
      name: 'lines',
      schema,
      offers: ['jsonl'],
      open: async () => {
        const path = join(dir, 'rows.jsonl');
        writeFileSync(path, bad.map((row) => `${JSON.stringify(row)}\n`).join(''));
        return { format: 'jsonl', schema, bytes: createReadStream(path) };
      },
    };
    const javascript: StreamSource = {
      name: 'rows',
      schema,
      offers: ['rows'],
      open: async () => ({
        format: 'rows',
        schema,
        rows: (async function* () {
          yield bad;
        })(),
      }),
    };
    await db.execute([
      'CREATE TABLE loose (id bigint, name text)',
      `INSERT INTO loose VALUES (1, 'a'), (70000, 'b'), (3, NULL)`,
    ]);
    for (const source of [jsonl, javascript, { connection: db, object: 'loose' }]) {
      const ledger = await loaded({ source, target: into('from_rows', { mode: 'replace' }) });
      expect(ledger).toMatchObject({ read: 3, written: 1, rejected: 2, path: 'engine' });
      expect(ledger.rejects.map(({ row, field, reason }) => [row, field, reason])).toEqual([
        [2, 'id', 'out-of-range'],
        [3, 'name', 'null-value'],
      ]);
      expect(await rows('SELECT * FROM from_rows')).toEqual([{ id: 1, name: 'a' }]);
    }
  });

  it('loads nothing when more rows are rejected than allowed, and keeps them for inspection', async () => {
    await db.execute(['CREATE TABLE limited (id int)', 'INSERT INTO limited VALUES (7)']);
    const source = csv('id:int32', 'id\n1\nx\ny\n');
    const refused = load({
      source,
      target: into('limited', { mode: 'replace' }),
      rejectLimit: 1,
      rejectsDirectory: dir,
      runId: 'limited',
    });
    const error: { parameters: { file: string } } & Error = await refused.then(
      () => Promise.reject(new Error('it was loaded')),
      (error) => error,
    );
    expect(error).toMatchObject({
      code: 'movement.too-many-rejects',
      kind: 'data',
      parameters: { rejected: 2, limit: 1 },
    });
    expect(readFileSync(error.parameters.file, 'utf8').split('\n')).toHaveLength(3);
    expect(await rows('SELECT id FROM limited')).toEqual([{ id: 7 }]);
    expect(
      await loaded({ source, target: into('limited', { mode: 'replace' }), rejectLimit: 2 }),
    ).toMatchObject({ written: 1 });
  });

  it('tells the same ledger when the run is repeated', async () => {
    await db.execute(['CREATE TABLE repeated (id int)']);
    const options = { source: csv('id:int32', 'id\n1\nx\n2\n'), target: into('repeated'), runId: 'repeated' };
    const first = await loaded(options);
    const second = await loaded(options);
    expect(second).toMatchObject({
      alreadyLoaded: true,
      read: 3,
      written: 2,
      rejected: 1,
      rejects: first.rejects,
    });
  });

  it('leaves no file of rejected rows where none are rejected any more', async () => {
    await db.execute(['CREATE TABLE mended (id int)']);
    const run = { target: into('mended'), runId: 'mended' };
    await expect(
      load({ ...run, source: csv('id:int32', 'id\nx\n'), rejectLimit: 0, rejectsDirectory: dir }),
    ).rejects.toMatchObject({
      code: 'movement.too-many-rejects',
    });
    expect(existsSync(join(dir, 'mended--mended.jsonl'))).toBe(true);
    await loaded({ ...run, source: csv('id:int32', 'id\n1\n') });
    expect(existsSync(join(dir, 'mended--mended.jsonl'))).toBe(false);
  });
});

describe('a load that goes wrong', () => {
  it('publishes nothing when the counts differ', async () => {
    await db.execute(['CREATE TABLE miscounted (id int)', 'INSERT INTO miscounted VALUES (7)']);
    const source = csv('id:int32', 'id\n1\n2\n');
    const lying: StreamSource = {
      ...source,
      open: async (request) => ({ ...(await source.open(request)), rowCount: 3 }),
    };
    await expect(
      load({ source: lying, target: into('miscounted', { mode: 'replace' }) }),
    ).rejects.toMatchObject({
      code: 'movement.unbalanced',
      message: expect.stringContaining('read 3 is not written 2 + rejected 0'),
    });
    expect(await rows('SELECT id FROM miscounted')).toEqual([{ id: 7 }]);
  });

  it('ends when it is aborted, in either way', async () => {
    await db.execute(['CREATE TABLE aborted (id int)']);
    for (const last of ['', 'x\n']) {
      const text = `id\n${Array.from({ length: 100_000 }, (_, i) => `${i}\n`).join('')}${last}`;
      const stopping = new AbortController();
      const phase = last ? 'validating' : 'writing';
      const running = load({
        source: csv('id:int32', text),
        target: into('aborted'),
        signal: stopping.signal,
        onProgress: (progress) => progress.phase === phase && stopping.abort(),
      });
      await expect(running).rejects.toMatchObject({
        code: expect.stringMatching(/^(connector|engine)\.cancelled$/),
      });
    }
    expect(await rows('SELECT count(*) AS n FROM aborted')).toEqual([{ n: 0 }]);
  });

  it('leaves neither a gap nor a duplicate when its process is killed at any point and started again', async () => {
    const path = join(dir, 'killed.csv');
    const count = 60_000;
    // The last row is bad, so the load is killed on the short way or on the validating one.
    writeFileSync(
      path,
      `id,name\n${Array.from({ length: count }, (_, i) => `${i + 1},name ${i + 1}\n`).join('')}x,y\n`,
    );
    await db.execute([
      'CREATE TABLE killed (id int PRIMARY KEY, name text)',
      `INSERT INTO killed VALUES (-1, 'old')`,
    ]);
    const order = {
      settings: server.settings,
      path,
      object: 'killed',
      runId: 'killed',
      rejectsDirectory: dir,
    };
    for (let kill = 0; kill < 5; kill++) {
      const ended = await inChild(order, Math.random() * 700);
      const [{ n } = { n: -1 }] = await rows('SELECT count(*) AS n FROM killed');
      expect([1, count + 1]).toContain(n);
      if (ended) break;
    }
    await inChild(order);
    await inChild(order);
    expect(
      await rows('SELECT count(*) AS n, count(DISTINCT id) AS d, min(id) AS a, max(id) AS z FROM killed'),
    ).toEqual([{ n: count + 1, d: count + 1, a: -1, z: count }]);
  }, 60_000);
});

/** Loads in another process; killed without warning some time after it has begun. True when it came to its end. */
function inChild(order: object, killAfterMs?: number): Promise<boolean> {
  const source = join(__dirname, '..', 'local', 'testing', 'typescript-source.cjs');
  const child = fork(join(__dirname, 'testing', 'load-child.ts'), { execArgv: ['--require', source] });
  child.once('message', () => {
    if (killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  });
  child.send(order);
  return new Promise((resolve, reject) => {
    child.once('exit', (code, signal) => {
      if (code === 0 || signal === 'SIGKILL') resolve(code === 0);
      else reject(new Error(`the loading process ended with ${code}`));
    });
  });
}

describe('types that the engine carries', () => {
  const samples: [LogicalType, string, string][] = [
    [integer(64), 'bigint', '-9223372036854775808'],
    [decimal(38, 10), 'numeric(38,10)', '1234567890123456789012345678.0123456789'],
    [simple('bytes'), 'bytea', '\\xff005c'],
    [timestamp(true), 'timestamptz', '2024-03-31 02:30:00.123456+00'],
    [simple('json'), 'jsonb', '{"a": [1, null, "я"]}'],
    [parseType('array<string>'), 'text[]', '{a,"b,c",NULL,"q\\"x"}'],
  ];
  it('arrive as they left, through the validating way', async () => {
    const columns = samples.map(([, native], i) => `c${i} ${native}`).join(', ');
    const values = samples.map(([, , text]) => `'${text}'`).join(', ');
    await db.execute([
      `CREATE TABLE carried (id bigint, ${columns})`,
      `INSERT INTO carried VALUES (1, ${values}), (70000, ${values})`,
      `CREATE TABLE carried_to (id smallint, ${columns})`,
    ]);
    const ledger = await loaded({
      source: { connection: db, object: 'carried' },
      target: into('carried_to'),
    });
    expect(ledger).toMatchObject({ written: 1, rejected: 1 });
    expect(await rows('SELECT * FROM carried_to')).toEqual(await rows('SELECT * FROM carried WHERE id = 1'));
  });
});
