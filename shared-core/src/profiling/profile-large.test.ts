import { join } from 'node:path';
import { openEngine } from '../engine';
import { printType } from '../schema';
import { profileRelation } from './profile-dataset';
import { mostHeadRows as headRows } from './scan';
import { columnOf, EngineTables } from './testing/engine-tables';

let tables: EngineTables;
beforeAll(async () => {
  tables = await EngineTables.open();
});
afterAll(() => tables.close());

const rows = headRows + 10_000;
const texts = (make: (row: number) => string | null) =>
  Array.from({ length: rows }, (_, index) => [make(index + 1)]);

test('one bad value in the last row makes a text of a number, and the row is named', async () => {
  const profile = await tables.profileTexts(
    ['n', 'few'],
    texts((row) => String(row)).map(([n], index) => [
      index === rows - 1 ? 'abc' : n!,
      index === rows - 1 ? 'x' : String(index % 7),
    ]),
  );
  for (const [name, value] of [
    ['n', 'abc'],
    ['few', 'x'],
  ]) {
    const column = columnOf(profile, name!);
    expect(printType(column.type)).toBe('string');
    expect(column.inference).toMatchObject({ runnerUp: { value: 'int64' }, decidedBy: { row: rows, value } });
    expect(column.warnings.map(({ code }) => code)).toContain('mixed-formats');
  }
});

test('a field that is empty in the first rows is typed by the later ones', async () => {
  const profile = await tables.profileTexts(
    ['late', 'key'],
    texts((row) =>
      row > headRows + 100 ? `2024-01-01 00:00:${String(row % 60).padStart(2, '0')}` : null,
    ).map(([late], index) => [late!, String(index)]),
  );
  expect(printType(columnOf(profile, 'late').type)).toBe('timestamp');
  expect(columnOf(profile, 'late').nulls).toBe(headRows + 100);
});

test('a field that looks constant at first and has many values later is counted all the same', async () => {
  const profile = await tables.profileTexts(
    ['late'],
    texts((row) => (row <= headRows ? '1.5' : String(row))),
  );
  const column = columnOf(profile, 'late');
  expect(printType(column.type)).toBe('float64');
  expect(column).toMatchObject({ minimum: '1.5', maximum: `${rows}.0`, nulls: 0, unique: false });
  expect(column.histogram?.reduce((sum, { count }) => sum + count, 0)).toBe(rows);
});

test('distinct values beyond the limit are estimated within a few percent', async () => {
  const profile = await tables.profileQuery(
    `SELECT hash(i) % 40000 AS a, hash(i + 1) % 150000 AS b, i AS id, i % 300000 AS c FROM range(400000) t(i)`,
  );
  expect(columnOf(profile, 'a').distinctExact).toBe(false);
  expect(columnOf(profile, 'a').distinct / 40_000).toBeCloseTo(1, 1);
  expect(columnOf(profile, 'b').distinct / 139_500).toBeCloseTo(1, 1);
  expect(columnOf(profile, 'id')).toMatchObject({ distinct: 400_000, distinctExact: true, unique: true });
  // No value of the first rows comes twice: it may be a key, and is counted.
  expect(columnOf(profile, 'c')).toMatchObject({ distinct: 300_000, distinctExact: true, unique: false });
});

test.each([20_000, 1_000_000, 5_000_000])(
  'of %i distinct values the estimate is 3 %% off at most',
  async (distinct) => {
    const rows = Math.max(200_000, distinct + 1_000_000);
    const profile = await tables.profileQuery(
      // The first rows repeat each other, so that nothing looks like a key.
      `SELECT CASE WHEN i < 100000 THEN i % 1000 ELSE i % ${distinct} END AS a FROM range(${rows}) t(i)`,
    );
    const { distinct: found, distinctExact } = columnOf(profile, 'a');
    expect(distinctExact).toBe(false);
    expect(Math.abs(found / distinct - 1)).toBeLessThan(0.03);
  },
);

test('a key of two fields is found among fields that are nearly unique together', async () => {
  const profile = await tables.profileQuery(
    `SELECT hash(i * 3) % 50000 AS customer, i // 4 AS invoice, i % 4 AS line, hash(i * 17) % 90000 AS session FROM range(200000) t(i)`,
  );
  expect(profile.keys.map(({ fields }) => fields.toSorted())).toContainEqual(['invoice', 'line']);
  expect(profile.keys.map(({ fields }) => fields.toSorted())).not.toContainEqual(['customer', 'session']);
});

test('many fields of text are counted together, whatever a value holds', async () => {
  const size = headRows + 1000;
  const names = Array.from({ length: 14 }, (_, index) => `t${index}`);
  const odd = ['"', '\\', '[', 'да', 'null', '', ' x '];
  const profile = await tables.profileTexts(
    names,
    Array.from({ length: size }, (_, row) =>
      names.map((_, at) => (row % 8 === 7 ? null : odd[(row + at) % 7]!)),
    ),
  );
  for (const name of names) {
    const column = columnOf(profile, name);
    expect(column.nulls).toBe(Math.floor(size / 8));
    expect(column.values!.map(({ value }) => value).toSorted()).toEqual(odd.toSorted());
    expect(column.values!.reduce((sum, { count }) => sum + count, 0)).toBe(size - column.nulls);
  }
});

test('moments agree with what the engine itself says of all rows', async () => {
  const sql = `SELECT (hash(i) % 1000000) / 7.0 AS x, TIMESTAMP '2020-01-01' + INTERVAL (hash(i) % 50000000) SECOND AS moment FROM range(300000) t(i)`;
  const profile = await tables.profileQuery(sql);
  const { rows: said } = await tables.engine.query(
    `SELECT avg(x)::VARCHAR AS mean, stddev_samp(x)::VARCHAR AS deviation, min(x)::VARCHAR AS low, max(moment)::VARCHAR AS late,
       quantile_cont(x, 0.25)::VARCHAR AS quarter, quantile_disc(moment, 0.5)::VARCHAR AS middle FROM (${sql})`,
  );
  const [x, at] = [columnOf(profile, 'x'), columnOf(profile, 'moment')];
  expect(x.mean).toBeCloseTo(Number(said[0]!.mean), 6);
  expect(x.standardDeviation).toBeCloseTo(Number(said[0]!.deviation), 6);
  expect(x.minimum).toBe(said[0]!.low);
  expect(at.maximum).toBe(said[0]!.late);
  expect(Math.abs(Number(x.quantiles!['0.25']) / Number(said[0]!.quarter) - 1)).toBeLessThan(0.02);
  const day = 86_400_000;
  expect(
    Math.abs(Date.parse(`${at.quantiles!['0.5']}Z`) - Date.parse(`${String(said[0]!.middle)}Z`)),
  ).toBeLessThan(5 * day);
  expect(at.periods!.counts.reduce((sum, { count }) => sum + count, 0)).toBe(300_000);
});

test('NULL, NaN and infinity are in no bin', async () => {
  const profile = await tables.profileQuery(
    `SELECT CASE i % 4 WHEN 0 THEN NULL WHEN 1 THEN 'NaN'::DOUBLE WHEN 2 THEN 'inf'::DOUBLE ELSE hash(i) % 1000000 END AS x FROM range(100000) t(i)`,
  );
  const x = columnOf(profile, 'x');
  expect(x.nulls).toBe(25_000);
  expect(x.histogram?.reduce((sum, { count }) => sum + count, 0)).toBe(25_000);
  expect(Number(x.maximum)).toBeLessThan(1_000_000);
});

test('values that occur often among very many are counted exactly', async () => {
  const profile = await tables.profileQuery(
    `SELECT CASE WHEN i % 10 = 0 THEN 'often' ELSE 'v' || i END AS v FROM range(200000) t(i)`,
  );
  expect(columnOf(profile, 'v').top[0]).toEqual({ value: 'often', count: 20_000 });
});

test('the same data gives the same profile', async () => {
  const sql = `SELECT hash(i) % 77777 AS a, chr((65 + i % 26)::INTEGER) AS b FROM range(200000) t(i)`;
  const [one, other] = [await tables.profileQuery(sql), await tables.profileQuery(sql)];
  const plain = ({ columns, keys }: typeof one) => ({
    keys,
    columns: columns.map((column) => ({ ...column, quantiles: undefined })),
  });
  expect(plain(one)).toEqual(plain(other));
});

test('an abort ends the profile', async () => {
  const abort = new AbortController();
  const running = tables.profileQuery(`SELECT hash(i) AS a, i % 9 AS b FROM range(30000000) t(i)`, {
    signal: abort.signal,
    onProgress: ({ phase }) => phase === 'counting' && abort.abort(),
  });
  await expect(running).rejects.toMatchObject({ code: 'engine.cancelled' });
});

test('phases are reported in order, and only the wanted fields are counted', async () => {
  const phases: string[] = [];
  const profile = await tables.profileQuery(`SELECT i AS a, i AS b FROM range(10) t(i)`, {
    fields: ['b'],
    onProgress: ({ phase }) => phases.push(phase),
  });
  expect(phases).toEqual(['sampling', 'counting', 'keys', 'describing', 'done']);
  expect(profile.columns.map(({ name }) => name)).toEqual(['b']);
  await expect(tables.profileQuery('SELECT 1 AS a', { fields: ['c'] })).rejects.toMatchObject({
    code: 'profiling.unknown-field',
  });
});

test.each([1, headRows + 1])('every type of the engine can be profiled, %i rows of it', async (size) => {
  const values = [
    'true',
    '1::TINYINT',
    '1::UBIGINT',
    '1::HUGEINT',
    '1.5::DECIMAL(10,2)',
    "'NaN'::FLOAT",
    "'a'",
    "'a'::BLOB",
    "DATE '2024-01-01'",
    "TIME '10:00'",
    "TIMESTAMP '2024-01-01'",
    "TIMESTAMPTZ '2024-01-01 00:00:00+03'",
    "TIMESTAMP_NS '2024-01-01'",
    'INTERVAL 1 DAY',
    "'00000000-0000-0000-0000-000000000001'::UUID",
    "'a'::ENUM('a','b')",
    '\'{"a":1}\'::JSON',
    '[1, 2]',
    "{'a': 1}",
    "MAP {'a': 1}",
    'NULL::INTEGER',
  ];
  const profile = await tables.profileQuery(
    `SELECT ${values.map((value, index) => `CASE WHEN i % 3 = 1 THEN NULL ELSE ${value} END AS c${index}`).join(', ')} FROM range(${size}) t(i)`,
  );
  expect(profile.columns).toHaveLength(values.length);
  const nulls = Math.floor((size + 1) / 3);
  expect(profile.columns.map((column) => column.nulls)).toEqual(
    values.map((value) => (value.startsWith('NULL') ? size : nulls)),
  );
  for (const { distinct, inference } of profile.columns.slice(0, -1))
    expect([distinct, inference.confidence > 0]).toEqual([1, true]);
});

test('little memory is enough', async () => {
  const engine = await openEngine({ memoryLimit: '96MB', threads: 2 });
  try {
    const sql = `SELECT i AS id, md5(i::VARCHAR) AS hash, i % 5000 AS few, hash(i) % 1000000 AS many FROM range(1500000) t(i)`;
    const profile = await profileRelation(engine, {
      name: 'made',
      text: `(${sql})`,
      schema: await engine.describe(sql),
    });
    expect(profile.keys.map(({ fields }) => fields)).toEqual([['id'], ['hash']]);
  } finally {
    await engine.close();
  }
});

test('a hundred fields of text fit into the same memory', async () => {
  const names = Array.from({ length: 100 }, (_, index) => `c${index}`);
  const path = join(tables.engine.scratch, 'wide.csv');
  const items = names.map(
    (name, index) =>
      `${index % 2 ? `'v' || (i * ${index + 1}) % ${index * 97 + 3}` : `i * ${index + 1}`} AS ${name}`,
  );
  await tables.engine.execute(
    `COPY (SELECT ${items.join(', ')} FROM range(12000) t(i)) TO '${path}' (HEADER)`,
  );
  const profile = await tables.profileCsv(path, names);
  expect(profile.rows).toBe(12_000);
  expect(columnOf(profile, 'c0')).toMatchObject({
    unique: true,
    minimum: '0',
    maximum: '11999',
    distinct: 12_000,
  });
  expect(columnOf(profile, 'c3')).toMatchObject({ distinct: 147, distinctExact: true, nulls: 0 });
});
