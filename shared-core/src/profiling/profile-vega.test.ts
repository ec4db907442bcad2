import { join } from 'node:path';
import { printType } from '../schema';
import type { DatasetProfile } from './profile';
import { columnOf, EngineTables } from './testing/engine-tables';

const data = (name: string) => join(__dirname, '../../../node_modules/vega-datasets/data', name);

let tables: EngineTables;
beforeAll(async () => {
  tables = await EngineTables.open();
});
afterAll(() => tables.close());

const typesOf = ({ columns }: DatasetProfile) =>
  Object.fromEntries(columns.map(({ name, type }) => [name, printType(type)]));

test('three million flights', async () => {
  const profile = await tables.profileQuery(`SELECT * FROM '${data('flights-3m.parquet')}'`);
  expect(profile).toMatchObject({ rows: 3_000_000, keys: [], timeFields: ['date'] });
  expect(columnOf(profile, 'delay')).toMatchObject({
    minimum: '-1116',
    maximum: '1688',
    distinct: 867,
    nulls: 0,
  });
  expect(columnOf(profile, 'delay').mean).toBeCloseTo(6.667867666666667, 9);
  expect(columnOf(profile, 'delay').standardDeviation).toBeCloseTo(32.38334200387778, 9);
  expect(columnOf(profile, 'origin')).toMatchObject({
    distinct: 229,
    top: expect.arrayContaining([{ value: 'ORD', count: 166_341 }]),
    patterns: [{ pattern: 'AAA', share: 1, example: 'ORD' }],
  });
  const date = columnOf(profile, 'date');
  expect(date).toMatchObject({
    minimum: '2001-01-01 00:01:00',
    maximum: '2001-07-01 00:00:00',
    ordered: 1,
    grain: { unit: 'minute', gaps: 0, gapUnit: 'day' },
  });
  expect(date.periods?.counts).toHaveLength(182);
  // Exactly 213,834; the estimate may be four percent off.
  expect(Math.abs(date.distinct / 213_834 - 1)).toBeLessThan(0.04);
});

test('movies with their dirt', async () => {
  const profile = await tables.profileQuery(`SELECT * FROM '${data('movies.json')}'`);
  expect(profile.rows).toBe(3201);
  const release = columnOf(profile, 'Release Date');
  expect(release.inference.runnerUp?.value).toBe('date(%b %d %Y)');
  expect([release.minimum, release.maximum]).toEqual(['1928-12-31', '2046-12-31']);
  expect(release.warnings.map(({ code }) => code)).toContain('future-time');
  expect(columnOf(profile, 'US Gross')).toMatchObject({ nulls: 7, semantic: { value: 'money' } });
  expect(columnOf(profile, 'MPAA Rating').values?.map(({ value }) => value)).toEqual([
    'R',
    'PG-13',
    'PG',
    'Not Rated',
    'G',
    'NC-17',
    'Open',
  ]);
});

test('bird strikes, dates in order', async () => {
  const profile = await tables.profileCsv(data('birdstrikes.csv'));
  expect(typesOf(profile)).toMatchObject({
    'Flight Date': 'date',
    'Cost Total $': 'int64',
    'Airport Name': 'string',
    'Speed IAS in knots': 'int64',
  });
  expect(columnOf(profile, 'Flight Date')).toMatchObject({
    minimum: '1990-01-08',
    maximum: '2002-07-25',
    ordered: 1,
    grain: { unit: 'day', gaps: 957, gapUnit: 'day' },
  });
  expect(columnOf(profile, 'Speed IAS in knots').nulls).toBe(2836);
  expect(columnOf(profile, 'Effect Amount of damage').warnings.map(({ code }) => code)).toEqual([
    'null-like-text',
  ]);
});

test('zip codes keep their zeros, and are the key', async () => {
  const profile = await tables.profileCsv(data('zipcodes.csv'));
  const zip = columnOf(profile, 'zip_code');
  expect(printType(zip.type)).toBe('string');
  expect(zip.inference).toMatchObject({
    confidence: 0.99,
    runnerUp: { value: 'int64' },
    decidedBy: { row: 1, value: '00501' },
  });
  expect(zip.warnings.map(({ code }) => code)).toEqual(['leading-zeros']);
  expect(zip).toMatchObject({
    unique: true,
    semantic: { value: 'postal-code' },
    minimum: '00501',
    maximum: '99950',
  });
  expect(profile.keys.map(({ fields }) => fields)).toEqual([['zip_code']]);
  expect(profile.schema.primaryKey).toEqual(['zip_code']);
  expect(columnOf(profile, 'latitude').semantic?.value).toBe('latitude');
  expect(columnOf(profile, 'longitude').semantic?.value).toBe('longitude');
});
