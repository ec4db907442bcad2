import { join } from 'node:path';
import { languages } from '../language';
import { columnOf, EngineTables } from '../profiling/testing/engine-tables';
import type { DatasetProfile } from '../profiling';
import { sqlReady } from '../sql';
import type { Advice, DatasetAdvice } from './advice';
import { advise } from './advise';

const data = (name: string) => join(__dirname, '../../../node_modules/vega-datasets/data', name);

let tables: EngineTables;
let flights: DatasetProfile;
beforeAll(async () => {
  await sqlReady();
  tables = await EngineTables.open();
  flights = await tables.profileQuery(`SELECT * FROM '${data('flights-3m.parquet')}'`);
});
afterAll(() => tables.close());

const all = ({ storage, partitioning, indexes }: DatasetAdvice): Advice<unknown>[] => [
  storage,
  ...Object.values(partitioning),
  ...Object.values(indexes).flat(),
];

test('three million events go to a column store, by month, ordered by few values first', () => {
  const { storage, partitioning, indexes } = advise(flights);
  expect(storage.recommendation).toBe('clickhouse');
  expect(storage.alternatives.map(({ recommendation }) => recommendation).sort()).toEqual([
    'hdfs-parquet',
    'postgresql',
  ]);
  expect(partitioning.clickhouse.recommendation).toEqual({ field: 'date', grain: 'month', partitions: 7 });
  expect(indexes.clickhouse[0]?.recommendation).toEqual({
    fields: ['origin', 'destination', 'date'],
    kind: 'order-by',
  });
  expect(indexes.postgresql.map(({ recommendation }) => recommendation)).toEqual([
    { fields: ['date'], kind: 'brin' },
  ]);
});

test('the figures are those of the data', () => {
  const { partitioning } = advise(flights);
  const months = new Map<string, number>();
  for (const { start, count } of columnOf(flights, 'date').periods!.counts)
    months.set(start.slice(0, 7), (months.get(start.slice(0, 7)) ?? 0) + count);
  const sizes = [...months.values()].sort((a, b) => a - b);
  expect(partitioning.clickhouse.evidence.map(({ value }) => value)).toEqual([
    7,
    sizes[0],
    sizes[3],
    sizes[6],
  ]);
});

test('small data is told that it needs neither partitions nor a cluster', async () => {
  for (const name of ['birdstrikes.csv', 'zipcodes.csv', 'seattle-weather.csv']) {
    const { storage, partitioning } = advise(await tables.profileCsv(data(name)));
    expect(storage.recommendation).toBe('postgresql');
    expect(partitioning.postgresql.recommendation).toBeNull();
    expect(partitioning.clickhouse.recommendation).toBeNull();
    expect(partitioning.postgresql.reasons[0]?.ru).toMatch(/строк: PostgreSQL выигрывает/);
  }
});

test('a key becomes the primary key and ends the order of ClickHouse', async () => {
  const { indexes } = advise(await tables.profileCsv(data('zipcodes.csv')));
  expect(indexes.postgresql[0]?.recommendation).toEqual({ fields: ['zip_code'], kind: 'primary' });
  expect(indexes.clickhouse[0]?.recommendation).toEqual({
    fields: ['state', 'county', 'zip_code'],
    kind: 'order-by',
  });
});

test('a billion rows of years are parted in PostgreSQL too, and by fewer than a thousand partitions', () => {
  const at = columnOf(flights, 'date');
  const counts = Array.from({ length: 3650 }, (_, day) => ({
    start: new Date(Date.UTC(2015, 0, 1 + day)).toISOString().slice(0, 10),
    count: 274_000,
  }));
  const large: DatasetProfile = {
    ...flights,
    rows: 1_000_100_000,
    sizeBytes: 35e9,
    columns: flights.columns.map((column) =>
      column === at ? { ...at, periods: { unit: 'day', counts } } : column,
    ),
  };
  const { partitioning, storage } = advise(large);
  expect(storage.recommendation).toBe('clickhouse');
  for (const { recommendation } of Object.values(partitioning)) {
    expect(recommendation?.field).toBe('date');
    expect(recommendation!.partitions).toBeGreaterThanOrEqual(10);
    expect(recommendation!.partitions).toBeLessThanOrEqual(1000);
  }
  const huge = advise({ ...large, sizeBytes: 8e12 });
  expect(huge.storage.recommendation).toBe('hdfs-parquet');
});

test('queries decide what is ordered and indexed', () => {
  const queries = [
    "SELECT origin, sum(delay) FROM flights WHERE date >= '2001-02-01' GROUP BY origin",
    "SELECT * FROM flights WHERE destination = 'ORD' AND date BETWEEN '2001-01-01' AND '2001-02-01'",
    "SELECT f.delay FROM flights f JOIN airports a ON f.destination = a.iata WHERE a.state = 'TX'",
    'this is no query',
    "UPDATE flights SET delay = 0 WHERE origin = 'ORD'",
  ];
  const { queries: patterns, indexes, storage } = advise(flights, { queries });
  expect(patterns).toEqual({
    queries: 5,
    unreadable: 1,
    changes: 1,
    aggregating: 1,
    lookups: 1,
    equality: { destination: 1 },
    range: { date: 2 },
    join: { destination: 1 },
    group: { origin: 1 },
    order: {},
  });
  expect(indexes.clickhouse[0]?.recommendation.fields[0]).toBe('destination');
  expect(indexes.postgresql.map(({ recommendation }) => recommendation.fields)).toContainEqual([
    'destination',
  ]);
  expect(storage.reasons.map(({ en }) => en).join()).toContain('1 of 5 statements change or delete rows');
});

test('fetching single rows all day long speaks for a row store', () => {
  const lookups = Array.from(
    { length: 20 },
    (_, index) => `SELECT * FROM flights WHERE origin = 'A${index}'`,
  );
  const score = (advice: DatasetAdvice) =>
    [advice.storage, ...advice.storage.alternatives].find(
      ({ recommendation }) => recommendation === 'postgresql',
    )!.score;
  expect(score(advise(flights, { queries: lookups }))).toBeGreaterThan(score(advise(flights)));
});

test('every advice has a title and reasons in both languages, a score within bounds, and its alternatives in order', async () => {
  for (const profile of [
    flights,
    await tables.profileCsv(data('zipcodes.csv')),
    await tables.profileQuery('SELECT 1 AS a WHERE false'),
    await tables.profileQuery('SELECT 1 AS a, [1] AS list'),
  ])
    for (const advice of all(advise(profile))) {
      expect(advice.score).toBeGreaterThanOrEqual(0);
      expect(advice.score).toBeLessThanOrEqual(1);
      expect(advice.reasons.length).toBeGreaterThan(0);
      for (const language of languages)
        for (const text of [
          advice.title,
          ...advice.reasons,
          ...advice.alternatives.flatMap(({ title, why }) => [title, why]),
        ])
          expect(text[language]).toMatch(/\S/);
      expect(advice.reasons.map(({ en, ru }) => `${en} ${ru}`).join()).not.toMatch(/undefined|NaN|Infinity/);
      const scores = advice.alternatives.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
    }
});

test('storages can be narrowed to those that there are', () => {
  const { storage } = advise(flights, { targetSystems: ['postgresql', 'hdfs-parquet'] });
  expect(
    [storage.recommendation, ...storage.alternatives.map(({ recommendation }) => recommendation)].sort(),
  ).toEqual(['hdfs-parquet', 'postgresql']);
});
