import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectors, type Connection } from '../connectors';
import { openEngine } from '../engine';
import { printType } from '../schema';
import { profileDataset } from './profile-dataset';
import { relate } from './relate';
import { mostHeadRows as headRows } from './scan';
import { columnOf } from './testing/engine-tables';

let folder: string;
let files: Connection;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ai-etl-profiling-'));
  files = await connectors.get('file').open({}, { name: 'files' });
});
afterAll(async () => {
  await files?.close();
  await rm(folder, { recursive: true, force: true });
});

async function profileText(name: string, text: string) {
  const path = join(folder, name);
  await writeFile(path, text);
  return profileDataset(files, path);
}

test('numbers and dates as Russians write them are read, and said to be', async () => {
  const profile = await profileText(
    'sales.csv',
    'имя;цена;дата;ок\nИван;12,50;31.12.2023;да\nПётр;1 234,75;01.02.2024;нет\nОля;0,99;15.03.2024;да\nЯна;;16.03.2024;да\n',
  );
  expect(profile.dialect?.delimiter?.value).toBe(';');
  expect(columnOf(profile, 'цена')).toMatchObject({
    minimum: '0.99',
    maximum: '1234.75',
    nulls: 1,
    semantic: { value: 'decimal-comma' },
  });
  expect(columnOf(profile, 'цена').mean).toBeCloseTo((12.5 + 1234.75 + 0.99) / 3, 6);
  expect(columnOf(profile, 'дата')).toMatchObject({
    type: { kind: 'date' },
    minimum: '2023-12-31',
    maximum: '2024-03-16',
    semantic: { value: 'date-ru' },
  });
  expect(columnOf(profile, 'ок').type.kind).toBe('boolean');
  expect(profile.timeFields).toEqual(['дата']);
});

test('rows that are no rows are set aside with their line, the others are profiled', async () => {
  const rows = Array.from({ length: 1000 }, (_, index) => `${index},x${index % 5},${index}.5`);
  rows.splice(500, 0, '1,2', '3,4,5,6');
  const profile = await profileText('ragged.csv', `a,b,c\n${rows.join('\n')}\n`);
  expect(profile).toMatchObject({ rows: 1000, rejected: 2 });
  expect(profile.rejectedRows?.map(({ line, raw }) => [line, raw])).toEqual([
    [502, '1,2'],
    [503, '3,4,5,6'],
  ]);
  expect(profile.columns.map(({ type }) => printType(type))).toEqual(['int64', 'string', 'float64']);
});

test('a value far behind the first rows overrules the type that they suggested', async () => {
  const rows = Array.from({ length: headRows + 500 }, (_, index) => `${index},${index % 3}`);
  rows[headRows + 300] = 'abc,x';
  const profile = await profileText('late.csv', `id,kind\n${rows.join('\n')}\n`);
  for (const [name, value] of [
    ['id', 'abc'],
    ['kind', 'x'],
  ])
    expect(columnOf(profile, name!)).toMatchObject({
      type: { kind: 'string' },
      inference: { value: 'string', runnerUp: { value: 'int64' }, decidedBy: { row: headRows + 301, value } },
    });
});

test('white space around numbers is nothing, wherever it first appears', async () => {
  const rows = Array.from({ length: headRows + 500 }, (_, index) => `${index},${index % 3}`);
  rows[headRows + 300] = ` 7777777 , 2`;
  const profile = await profileText('padded.csv', `id,kind\n${rows.join('\n')}\n`);
  expect(profile.columns.map(({ type }) => printType(type))).toEqual(['int64', 'int64']);
  expect(columnOf(profile, 'id')).toMatchObject({ maximum: '7777777', nulls: 0 });
  expect(columnOf(profile, 'kind')).toMatchObject({
    distinct: 3,
    values: expect.arrayContaining([{ value: '2', count: expect.any(Number) }]),
  });
});

test('JSON whose later values are of another kind is profiled all the same', async () => {
  const lines = Array.from({ length: 30_000 }, (_, index) =>
    JSON.stringify({ n: index, code: String(index), at: '2024-01-01T00:00:00' }),
  );
  lines[25_000] = JSON.stringify({ n: 'many', code: 'x', at: null });
  const profile = await profileText('late.jsonl', lines.join('\n'));
  expect(columnOf(profile, 'n')).toMatchObject({
    type: { kind: 'string' },
    inference: { decidedBy: { row: 25_001, value: 'many' } },
  });
  expect(columnOf(profile, 'at')).toMatchObject({ type: { kind: 'timestamp' }, nulls: 1 });
});

test('only a header, and only some rows', async () => {
  expect(await profileText('empty.csv', 'a,b\n')).toMatchObject({
    rows: 0,
    columns: [{ name: 'a', distinct: 0 }, { name: 'b' }],
    keys: [],
  });
  const path = join(folder, 'ten.csv');
  await writeFile(path, `a\n${Array.from({ length: 10 }, (_, index) => index).join('\n')}\n`);
  expect((await profileDataset(files, path, { sample: 4 })).rows).toBe(4);
});

test('airports are what flights refer to, though no name says so', async () => {
  const data = join(__dirname, '../../../node_modules/vega-datasets/data');
  const found = await relate(
    ['flights-airport.csv', 'airports.csv'].map((name) => ({
      connection: files,
      object: join(data, name),
      name,
    })),
  );
  expect(found.map(({ from, to, dangling }) => [from.columns, to.dataset, to.columns, dangling])).toEqual([
    [['destination'], 'airports.csv', ['iata'], 0],
    [['origin'], 'airports.csv', ['iata'], 0],
  ]);
});

test('codes with an E in front are texts, not numbers', async () => {
  const profile = await profileText('codes.csv', `env,n\n${'E01,1\nE02,2\nE1,3\n'.repeat(5)}`);
  expect(printType(columnOf(profile, 'env').type)).toBe('string');
  expect(columnOf(profile, 'env').inference.runnerUp).toBeUndefined();
});

test('a field that some rows leave out may be NULL', async () => {
  const profile = await profileText('short.csv', 'a,b,c\n1,x,y\n2,x\n3,z\n4,x,y\n5,x,y\n');
  expect(columnOf(profile, 'c').nulls).toBe(2);
  expect(profile.schema.fields.map(({ nullable }) => nullable)).toEqual([false, false, true]);
});

test('zero bytes in values and names end no statement', async () => {
  const profile = await profileText('zeros.csv', `a\0b,c\n${'x\0y,1\nx\0y,2\nz,3\nz,4\n1,5\n'.repeat(3)}`);
  expect(profile.columns.map(({ name }) => name)).toEqual(['a b', 'c']);
  expect(profile.rows).toBe(15);
});

test.each([
  ['zip', '00501\n10001\n94105', 'string'],
  ['инн', '7707083893\n0274062111\n5003021311', 'string'],
  ['phone', '+79161234567\n+74951234567\n+78121234567', 'string'],
  ['year', '1999\n2001\n2024', 'int64'],
  ['активен', 'да\nнет\nда', 'boolean'],
  ['сумма', '1 234,50\nнет данных\n12,00', 'decimal(18,2)'],
  ['n', '1\nN/A\n-', 'int64'],
  ['id', '1.0\n2.0\n3.0', 'decimal(18,1)'],
  ['дата', '01.02.2024\n31.12.2023\n05.06.2024', 'date'],
  ['date', '01/13/2024\n02/01/2024\n12/31/2023', 'date'],
  ['date', '13/01/2024\n01/02/2024\n31/12/2023', 'date'],
  ['lat', '55.7558\n59.9343\n-33.86', 'float64'],
  ['doc', '"{""a"":1}"\n"{""b"":[2]}"\n"{}"', 'string'],
])('a field "%s" of %j is %s', async (name, values, type) => {
  const rows = Array.from({ length: 12 }, (_, row) => `${values.split('\n')[row % 3]};${row}`);
  const profile = await profileText(`one-${type}.csv`, `${name};row\n${rows.join('\n')}\n`);
  expect(printType(columnOf(profile, name).type)).toBe(type);
});

test('a small Parquet file of bytes is sampled whole', async () => {
  const path = join(folder, 'bytes.parquet');
  const engine = await openEngine();
  await engine.execute(
    `COPY (SELECT encode('name ' || i) AS name FROM range(25) AS t(i)) TO '${path}' (FORMAT parquet)`,
  );
  await engine.close();
  const profile = await profileDataset(files, path);
  expect(columnOf(profile, 'name')).toMatchObject({ distinct: 25, nulls: 0 });
});
