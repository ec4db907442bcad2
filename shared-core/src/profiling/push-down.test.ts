import { connectors, type Connection } from '../connectors';
import { startPostgres } from '../connectors/testing/start-postgres';
import { startClickHouseServer } from '../local';
import { profileDataset } from './profile-dataset';
import { columnOf, EngineTables } from './testing/engine-tables';

let server: Awaited<ReturnType<typeof startPostgres>>;
let connection: Connection;
let tables: EngineTables;
beforeAll(async () => {
  tables = await EngineTables.open();
  server = await startPostgres();
  connection = await connectors.get('postgresql').open(server.settings, { name: 'warehouse' });
});
afterAll(async () => {
  await connection?.close();
  await server?.stop();
  await tables?.close();
});

/** The same rows in both dialects; more of them than a head has. */
const select = `SELECT g AS id, DATE '2024-01-01' + CAST(g % 400 AS INTEGER) AS day, CAST(g % 977 AS DOUBLE PRECISION) + 0.25 AS price,
  CASE WHEN g % 7 = 0 THEN NULL ELSE concat('AA-', 1000 + g % 1000) END AS code, g % 2 = 0 AS even,
  TIMESTAMP '2024-01-01 00:00:00' + g * INTERVAL '7 minutes' AS at_time, concat('name ', g) AS name
  FROM generate_series(1, 60000) AS t(g)`;

test('a table counted where it lies has the profile that the engine gives the same rows', async () => {
  await connection.execute([`CREATE TABLE "Рейсы" AS ${select}`]);
  const pushed = await profileDataset(connection, 'public."Рейсы"');
  const local = await tables.profileQuery(select);
  expect(pushed).toMatchObject({ rows: 60_000, timeFields: local.timeFields });
  for (const column of local.columns) {
    const { name, nulls, top, values, minimum, maximum, patterns, grain } = column;
    const other = columnOf(pushed, name);
    expect({
      name,
      nulls: other.nulls,
      top: other.top,
      values: other.values,
      grain: other.grain?.unit,
    }).toEqual({ name, nulls, top, values, grain: grain?.unit });
    expect(other.minimum?.replace(/\.0$/, '')).toBe(minimum?.replace(/\.0$/, ''));
    expect(other.maximum?.replace(/\.0$/, '')).toBe(maximum?.replace(/\.0$/, ''));
    if (column.mean !== undefined) expect(other.mean).toBeCloseTo(column.mean, 6);
    if (column.distinctExact) expect([other.distinct, other.distinctExact]).toEqual([column.distinct, true]);
    // Shapes of very many values are told from a sample, which differs.
    if (values) expect(other.patterns).toEqual(patterns);
  }
  expect(columnOf(pushed, 'id')).toMatchObject({ unique: true, inference: { confidence: 1 } });
});

test('PostgreSQL estimates many distinct values within 4 %, and says that it does', async () => {
  await connection.execute([
    `CREATE TABLE many AS SELECT g AS id, (g * 7919) % 40000 AS middle, CASE WHEN g % 9 > 0 THEN concat('v', (g * 31) % 70001) END AS text,
       g % 3 AS few FROM generate_series(1, 150000) AS t(g)`,
  ]);
  const profile = await profileDataset(connection, 'public.many');
  expect(columnOf(profile, 'id')).toMatchObject({ distinct: 150_000, distinctExact: true, unique: true });
  expect(columnOf(profile, 'few')).toMatchObject({ distinct: 3, distinctExact: true });
  for (const [name, distinct] of [
    ['middle', 40_000],
    ['text', 70_001],
  ] as const) {
    expect(columnOf(profile, name).distinctExact).toBe(false);
    expect(Math.abs(columnOf(profile, name).distinct / distinct - 1)).toBeLessThan(0.04);
  }
});

test('every kind of field of PostgreSQL can be profiled', async () => {
  await connection.execute([
    `CREATE TABLE kinds (u uuid, j json, jb jsonb, b bytea, a int[], i interval, t time, n numeric, f real, z timestamptz, e text)`,
    `INSERT INTO kinds VALUES (gen_random_uuid(), '{"a":1}', '{"a":1}', '\\x00ff', '{1,2}', '1 day', '10:00', 1.50, 'NaN', now(), ''), (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'Infinity', NULL, NULL)`,
  ]);
  const profile = await profileDataset(connection, 'public.kinds');
  expect(profile.rows).toBe(2);
  expect(profile.columns.map(({ name, nulls }) => [name, nulls])).toEqual(
    ['u', 'j', 'jb', 'b', 'a', 'i', 't', 'n']
      .map((name) => [name, 1] as [string, number])
      .concat([
        ['f', 0],
        ['z', 1],
        ['e', 1],
      ]),
  );
});

test('a table without rows has a profile too', async () => {
  await connection.execute(['CREATE TABLE nothing (a int, b text)']);
  expect(await profileDataset(connection, 'public.nothing')).toMatchObject({
    rows: 0,
    keys: [],
    columns: [{ name: 'a', nulls: 0, distinct: 0 }, { name: 'b' }],
  });
});

test('a table of ClickHouse is counted where it lies', async () => {
  const clickhouse = await startClickHouseServer();
  const { host, port, user, password } = clickhouse;
  const warehouse = await connectors.get('clickhouse').open({ host, port, user, password }, { name: 'olap' });
  try {
    await warehouse.execute([
      `CREATE TABLE "Рейсы" ENGINE = MergeTree ORDER BY id AS SELECT number + 1 AS id,
         toDateTime64('2024-01-01 00:00:00', 6, 'UTC') + toIntervalMinute(7 * number) AS at_time, toDate('2024-01-01') + number % 400 AS day,
         if(number % 100 = 0, nan, number % 30011) AS f, if(number % 7 = 0, NULL, concat('AA-', toString(1000 + number % 1000))) AS code,
         [number % 3] AS list, generateUUIDv4() AS u, map('a', number % 5) AS m FROM numbers(60000)`,
    ]);
    const profile = await profileDataset(warehouse, 'default."Рейсы"');
    expect(profile).toMatchObject({ rows: 60_000, timeFields: ['at_time', 'day'] });
    expect(columnOf(profile, 'id')).toMatchObject({
      unique: true,
      minimum: '1',
      maximum: '60000',
      mean: 30_000.5,
    });
    expect(columnOf(profile, 'at_time')).toMatchObject({
      minimum: '2024-01-01 00:00:00',
      grain: { unit: 'minute', gaps: 0, gapUnit: 'day' },
    });
    expect(columnOf(profile, 'code')).toMatchObject({
      nulls: 8572,
      distinct: 1000,
      patterns: [{ pattern: 'AA-9999', share: 1 }],
    });
    expect(columnOf(profile, 'f').histogram?.reduce((sum, { count }) => sum + count, 0)).toBe(59_400);
    expect(columnOf(profile, 'list').values).toHaveLength(3);
  } finally {
    await warehouse.close();
    await clickhouse.stop();
  }
}, 120_000);
