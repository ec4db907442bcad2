import { setTimeout as delay } from 'node:timers/promises';
import { integer, simple, type TableSchema } from '../../schema';
import { startClickHouseServer, type LocalServerHandle } from '../../local';
import type { Connection, DatasetStream, LoadMode, Row, WriteRequest } from '../contract';
import { clickhouse } from '.';

let server: LocalServerHandle;
let db: Connection;
let count = 0;

const open = () => {
  const { host, port, user, password } = server;
  return clickhouse.open({ host, port, user, password }, { name: 'warehouse' });
};

beforeAll(async () => {
  server = await startClickHouseServer();
  db = await open();
}, 60_000);
afterAll(async () => {
  await db?.close();
  await server?.stop();
});

const schema: TableSchema = {
  fields: [
    { name: 'id', type: integer(32), nullable: false },
    { name: 'part', type: integer(32), nullable: false },
    { name: 'note', type: simple('string'), nullable: true },
  ],
};

const rowsFrom = (first: number, last: number, note: string): Row[] =>
  Array.from({ length: last - first + 1 }, (_, i) => ({ id: first + i, part: (first + i) % 4, note }));

function stream(rows: Row[], fields = schema.fields): DatasetStream {
  return {
    format: 'rows',
    schema: { fields },
    rows: (async function* () {
      for (let i = 0; i < rows.length; i += 500) yield rows.slice(i, i + 500);
    })(),
  };
}

const partitioned = 'MergeTree PARTITION BY part ORDER BY id';

async function table(
  engine: string,
  columns = 'id Int32, part Int32, note Nullable(String)',
): Promise<string> {
  const name = `t${(count += 1)}`;
  await db.execute([`CREATE TABLE ${name} (${columns}) ENGINE = ${engine}`]);
  return name;
}

const newRun = () => `run-${(count += 1)}`;

const load = (object: string, rows: Row[], request: Partial<WriteRequest> = {}, fields = schema.fields) =>
  db.write(object, stream(rows, fields), { mode: 'append', keys: ['id'], runId: newRun(), ...request });

const rowsOf = async (sql: string): Promise<Row[]> => (await db.query(sql)).rows;
const notes = (object: string, final = '') => rowsOf(`SELECT id, note FROM ${object} ${final} ORDER BY id`);

/** Tables of ours that a load left behind. */
const leftovers = () =>
  rowsOf(`SELECT name FROM system.tables WHERE match(name, '^ai_etl_(rows|keyed|next)_')`);

/** Forgets that a load was done, so that it looks as if the process had died before it could write it down. */
const dieBeforeDone = () =>
  db.execute([`ALTER TABLE ai_etl_load DELETE WHERE state = 'done' SETTINGS mutations_sync = 2`]);

describe('an append', () => {
  it('appears in all partitions at once', async () => {
    const object = await table(partitioned);
    const reader = await open();
    let isLoading = true;
    const seen = new Set<string>();
    const reading = (async () => {
      do {
        const { rows } = await reader.query(
          `SELECT part, count() AS rows FROM ${object} GROUP BY part ORDER BY part`,
        );
        seen.add(rows.map((row) => String(row.rows)).join());
      } while (isLoading);
    })();
    for (let turn = 0; turn < 5; turn++) await load(object, rowsFrom(turn * 400, turn * 400 + 399, 'x'));
    isLoading = false;
    await reading;
    await reader.close();
    // Each partition has as many rows as every other, at every moment.
    for (const counts of seen) expect(new Set(counts.split(',')).size).toBe(1);
    expect(await rowsOf(`SELECT count() AS n FROM ${object}`)).toEqual([{ n: 2000 }]);
    expect(await leftovers()).toEqual([]);
  });

  it('keeps what other writers insert meanwhile', async () => {
    const object = await table(partitioned);
    await load(object, rowsFrom(1, 10, 'ours'), {
      beforePublish: () => db.execute([`INSERT INTO ${object} VALUES (100, 0, 'theirs')`]),
    });
    expect(await rowsOf(`SELECT note, count() AS n FROM ${object} GROUP BY note ORDER BY note`)).toEqual([
      { note: 'ours', n: 10 },
      { note: 'theirs', n: 1 },
    ]);
  });

  it.each(['Memory', 'Log', 'TinyLog'])('is whole in a table of engine %s', async (engine) => {
    const object = await table(engine);
    await load(object, rowsFrom(1, 2, 'first'));
    await load(object, rowsFrom(3, 4, 'second'));
    expect(await notes(object)).toHaveLength(4);
    expect(await leftovers()).toEqual([]);
  });

  it('keeps every row that a merging engine would merge while it is inserted, until the engine merges them', async () => {
    const object = await table('SummingMergeTree ORDER BY id', 'id Int32, part Int32, note Nullable(String)');
    expect(await load(object, [...rowsFrom(1, 3, 'x'), ...rowsFrom(1, 3, 'x')])).toMatchObject({
      written: 6,
    });
  });

  it('feeds materialized views', async () => {
    const object = await table('MergeTree ORDER BY id');
    await db.execute([
      `CREATE MATERIALIZED VIEW ${object}_view ENGINE = MergeTree ORDER BY id AS SELECT id FROM ${object}`,
    ]);
    await load(object, rowsFrom(1, 7, 'x'));
    expect(await rowsOf(`SELECT count() AS n FROM ${object}_view`)).toEqual([{ n: 7 }]);
  });

  it('is refused where it feeds a view and does not fit into one atomic block', async () => {
    const object = await table(partitioned);
    await db.execute([
      `CREATE MATERIALIZED VIEW ${object}_view ENGINE = MergeTree ORDER BY id AS SELECT id FROM ${object}`,
    ]);
    const refusal = { code: 'connector.not-writable', message: expect.stringContaining(`${object}_view`) };
    await expect(load(object, rowsFrom(1, 8, 'x'))).rejects.toMatchObject(refusal);
    await expect(load(object, rowsFrom(1, 1, 'x'), { mode: 'replace' })).rejects.toMatchObject(refusal);
    expect(await notes(object)).toEqual([]);
    expect(await leftovers()).toEqual([]);
  });
});

describe('a run that died after readers saw its rows', () => {
  it.each<[LoadMode, string]>([
    ['append', partitioned],
    ['replace', partitioned],
    ['merge', partitioned],
    ['merge', 'ReplacingMergeTree ORDER BY id'],
    ['append', 'Memory'],
    ['replace', 'Log'],
  ])('is found done by its second attempt (%s, %s)', async (mode, engine) => {
    const object = await table(engine);
    await load(object, rowsFrom(1, 10, 'old'));
    const runId = newRun();
    await load(object, rowsFrom(8, 20, 'new'), { mode, runId });
    const before = await notes(object, engine.startsWith('Replacing') ? 'FINAL' : '');
    await dieBeforeDone();
    expect(await load(object, rowsFrom(8, 20, 'new'), { mode, runId })).toMatchObject({
      alreadyLoaded: true,
      written: 13,
    });
    expect(await notes(object, engine.startsWith('Replacing') ? 'FINAL' : '')).toEqual(before);
    expect(await load(object, [], { mode, runId })).toMatchObject({ alreadyLoaded: true });
  });
});

describe('a run that died just before its publication', () => {
  it('is loaded by its second attempt, once', async () => {
    const object = await table(partitioned);
    const runId = newRun();
    await load(object, rowsFrom(1, 10, 'x'), { runId });
    // As if the ALTER had never reached the server.
    await db.execute([`ALTER TABLE ${object} DROP PARTITION ALL`]);
    await dieBeforeDone();
    await db.execute([`INSERT INTO ${object} VALUES (100, 0, 'theirs')`]);
    expect(await load(object, rowsFrom(1, 10, 'x'), { runId })).toMatchObject({ written: 10 });
    expect(await notes(object)).toHaveLength(11);
  });

  it('takes back the parts that the server had attached when it went down itself', async () => {
    const object = await table(partitioned);
    const runId = newRun();
    await load(object, rowsFrom(1, 10, 'x'), { runId });
    await db.execute([`ALTER TABLE ${object} DROP PARTITION 1`, `ALTER TABLE ${object} DROP PARTITION 2`]);
    await dieBeforeDone();
    expect(await load(object, rowsFrom(1, 10, 'x'), { runId })).toMatchObject({ written: 10 });
    expect(await notes(object)).toHaveLength(10);
  });

  it('says so when the server can no longer tell', async () => {
    const object = await table(
      `MergeTree ORDER BY id SETTINGS old_parts_lifetime = 0, cleanup_delay_period = 1, max_cleanup_delay_period = 1,
       cleanup_delay_period_random_add = 0`,
    );
    const runId = newRun();
    await load(object, rowsFrom(1, 10, 'x'), { runId });
    await db.execute([`INSERT INTO ${object} VALUES (100, 0, 'theirs')`, `OPTIMIZE TABLE ${object} FINAL`]);
    await dieBeforeDone();
    // The server clears merged parts away in the background.
    const isCleared = async () =>
      (await rowsOf(`SELECT count() AS n FROM system.parts WHERE table = '${object}'`))[0]!.n === 1;
    while (!(await isCleared())) await delay(50);
    await expect(load(object, rowsFrom(1, 10, 'x'), { runId })).rejects.toMatchObject({
      code: 'connector.not-writable',
      message: expect.stringContaining('interrupted'),
    });
    expect(await notes(object)).toHaveLength(11);
  }, 180_000);
});

describe('a merge', () => {
  it('touches only the partitions that hold its keys, and leaves rows without a key alone', async () => {
    const object = await table(
      `MergeTree PARTITION BY part ORDER BY tuple()`,
      'id Nullable(Int32), part Int32, note Nullable(String)',
    );
    await db.execute([
      `INSERT INTO ${object} VALUES (1, 1, 'one'), (NULL, 1, 'nobody'), (2, 2, 'two'), (3, 3, 'three')`,
    ]);
    const partsBefore = await rowsOf(
      `SELECT hash_of_all_files AS h FROM system.parts WHERE active AND table = '${object}' AND partition IN ('2', '3')`,
    );
    expect(
      await load(
        object,
        [
          { id: 1, part: 1, note: 'uno' },
          { id: 9, part: 9, note: 'nine' },
        ],
        { mode: 'merge' },
      ),
    ).toMatchObject({ written: 2 });
    expect(await rowsOf(`SELECT id, note FROM ${object} ORDER BY id NULLS LAST`)).toEqual([
      { id: 1, note: 'uno' },
      { id: 2, note: 'two' },
      { id: 3, note: 'three' },
      { id: 9, note: 'nine' },
      { id: null, note: 'nobody' },
    ]);
    const partsAfter = await rowsOf(
      `SELECT hash_of_all_files AS h FROM system.parts WHERE active AND table = '${object}' AND partition IN ('2', '3')`,
    );
    expect(partsAfter).toEqual(partsBefore);
  });

  it('keeps the fields it leaves out, and gives new rows their defaults', async () => {
    const object = await table(
      'MergeTree ORDER BY id',
      `id Int32, part Int32 DEFAULT 42, note Nullable(String)`,
    );
    await load(object, rowsFrom(1, 3, 'old'));
    const fields = [schema.fields[0]!, schema.fields[2]!];
    await load(
      object,
      [
        { id: 3, note: 'new' },
        { id: 4, note: 'new' },
      ],
      { mode: 'merge' },
      fields,
    );
    expect(await rowsOf(`SELECT * FROM ${object} ORDER BY id`)).toEqual([
      { id: 1, part: 1, note: 'old' },
      { id: 2, part: 2, note: 'old' },
      { id: 3, part: 3, note: 'new' },
      { id: 4, part: 42, note: 'new' },
    ]);
  });

  it('lets the last row of the stream win, however many blocks it has', async () => {
    const object = await table('MergeTree ORDER BY id');
    const rows = Array.from({ length: 20_000 }, (_, i) => ({ id: i % 100, part: 0, note: `version ${i}` }));
    expect(await load(object, rows, { mode: 'merge' })).toMatchObject({
      written: 20_000,
      superseded: 19_900,
    });
    expect(await rowsOf(`SELECT min(note) AS least, max(note) AS most, count() AS n FROM ${object}`)).toEqual(
      [{ least: 'version 19900', most: 'version 19999', n: 100 }],
    );
  });

  it('into a replacing table only adds rows, which the table shows once', async () => {
    const object = await table('ReplacingMergeTree ORDER BY id');
    await load(object, rowsFrom(1, 5, 'old'));
    const { uuid } = (
      await rowsOf(`SELECT toString(any(data_paths)) AS uuid FROM system.tables WHERE name = '${object}'`)
    )[0]!;
    expect(
      await load(object, [...rowsFrom(4, 6, 'new'), ...rowsFrom(6, 6, 'newer')], { mode: 'merge' }),
    ).toMatchObject({ written: 4, superseded: 1 });
    const read = await db.read(object, { formats: ['rows'], fields: ['id', 'note'] });
    const rows: Row[] = [];
    if (read.format === 'rows') for await (const batch of read.rows) rows.push(...batch);
    expect(rows.sort((a, b) => Number(a.id) - Number(b.id)).map((row) => row.note)).toEqual([
      'old',
      'old',
      'old',
      'new',
      'new',
      'newer',
    ]);
    expect(
      await rowsOf(`SELECT toString(any(data_paths)) AS uuid FROM system.tables WHERE name = '${object}'`),
    ).toEqual([{ uuid }]);
    expect((await db.describe(object)).schema.primaryKey).toEqual(['id']);
  });

  it('keeps rows that others insert while the table is built anew', async () => {
    const object = await table(partitioned);
    await load(object, rowsFrom(1, 10, 'old'));
    await load(object, rowsFrom(5, 12, 'new'), {
      mode: 'merge',
      beforePublish: () =>
        db.execute([`INSERT INTO ${object} VALUES (100, 0, 'theirs'), (101, 1, 'theirs')`]),
    });
    expect(await rowsOf(`SELECT note, count() AS n FROM ${object} GROUP BY note ORDER BY note`)).toEqual([
      { note: 'new', n: 8 },
      { note: 'old', n: 4 },
      { note: 'theirs', n: 2 },
    ]);
    expect(await leftovers()).toEqual([]);
  });
});

describe('the same load asked for twice at once', () => {
  it('is loaded once', async () => {
    const object = await table(partitioned);
    const runId = newRun();
    const results = await Promise.all([1, 2, 3].map(() => load(object, rowsFrom(1, 10, 'x'), { runId })));
    expect(results.filter((result) => result.alreadyLoaded)).toHaveLength(2);
    expect(await notes(object)).toHaveLength(10);
  });
});

describe('a target that cannot be loaded', () => {
  it.each([
    ['a view', 'CREATE VIEW v_plain AS SELECT 1 AS id', 'v_plain'],
    ['a table of another system', `CREATE TABLE v_null (id Int32) ENGINE = Null`, 'v_null'],
  ])('is refused by name: %s', async (_, statement, object) => {
    await db.execute([statement]);
    const fields = [schema.fields[0]!];
    await expect(load(object, [{ id: 1 }], {}, fields)).rejects.toMatchObject({
      code: 'connector.not-writable',
      kind: 'refusal',
    });
  });

  it('is refused for a field that the server computes', async () => {
    const object = await table('MergeTree ORDER BY id', 'id Int32, part Int32 MATERIALIZED id + 1');
    await expect(load(object, [{ id: 1, part: 2 }], {}, schema.fields.slice(0, 2))).rejects.toMatchObject({
      code: 'connector.not-writable',
      message: expect.stringContaining('"part"'),
    });
  });
});
