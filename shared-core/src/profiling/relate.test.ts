import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectors, type Connection } from '../connectors';
import { startPostgres } from '../connectors/testing/start-postgres';
import { relate } from './relate';

const chinook = join(__dirname, '../../../../shared/data/chinook/Chinook_PostgreSql.sql');
const isThere = existsSync(chinook);

let server: Awaited<ReturnType<typeof startPostgres>>;
let connection: Connection;
beforeAll(async () => {
  server = await startPostgres();
  connection = await connectors.get('postgresql').open(server.settings, { name: 'warehouse' });
});
afterAll(async () => {
  await connection?.close();
  await server?.stop();
});

const textOf = ({
  from,
  to,
}: {
  from: { dataset: string; columns: string[] };
  to: { dataset: string; columns: string[] };
}) => `${from.dataset}.${from.columns.join('+')} → ${to.dataset}.${to.columns.join('+')}`;

const title = 'the foreign keys of chinook are found, and no others';
const whySkipped = isThere ? '' : ' (skipped: ../shared/data/chinook is not there)';
(isThere ? test : test.skip)(title + whySkipped, async () => {
  const script = readFileSync(chinook, 'utf8').replace(/^(?:DROP DATABASE|CREATE DATABASE|\\c).*$/gm, '');
  await connection.execute([script]);
  const { rows: declared } = await connection.query(
    `SELECT conrelid::regclass::text AS child, a.attname AS field, confrelid::regclass::text AS parent, b.attname AS key
     FROM pg_constraint c
     JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = conkey[1]
     JOIN pg_attribute b ON b.attrelid = confrelid AND b.attnum = confkey[1]
     WHERE contype = 'f'`,
  );
  const { rows: tables } = await connection.query(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`,
  );
  const sources = tables.map(({ name }) => ({
    connection,
    object: `public.${String(name)}`,
    name: String(name),
  }));
  const found = await relate(sources);
  expect(found.map(textOf).sort()).toEqual(
    declared.map(({ child, field, parent, key }) => `${child}.${field} → ${parent}.${key}`).sort(),
  );
  for (const { dangling, inclusion, cardinality } of found)
    expect([dangling, inclusion, cardinality]).toEqual([0, 1, 'many-to-one']);
});

test('a reference that dangles is found with the rows and values that dangle', async () => {
  await connection.execute([
    'CREATE SCHEMA shop',
    'CREATE TABLE shop.planes (tailnum text, year int)',
    'CREATE TABLE shop.flights (tailnum text, delay int)',
    `INSERT INTO shop.planes SELECT 'N' || 10000 + 7 * g, 1990 + g % 30 FROM generate_series(1, 500) g`,
    `INSERT INTO shop.flights SELECT CASE WHEN g % 10 = 0 THEN 'X' || g % 3 WHEN g % 10 = 1 THEN NULL ELSE 'N' || 10000 + 7 * (1 + g % 400) END, g % 90 FROM generate_series(1, 2000) g`,
  ]);
  const [only, ...others] = await relate(
    ['planes', 'flights'].map((name) => ({ connection, object: `shop.${name}`, name })),
  );
  expect(others).toEqual([]);
  expect(only).toMatchObject({
    from: { dataset: 'flights', columns: ['tailnum'] },
    to: { dataset: 'planes', columns: ['tailnum'] },
    dangling: 200,
    nulls: 200,
    danglingValues: ['X0', 'X1', 'X2'],
  });
  expect(only!.inclusion).toBeCloseTo(1600 / 1800, 3);
  expect(only!.evidence[0]!.ru).toContain('1600 из 1800');
});

test('numbers counted from one are no reference when the names say nothing', async () => {
  await connection.execute([
    'CREATE SCHEMA counted',
    'CREATE TABLE counted.cities (id int, title text)',
    'CREATE TABLE counted.people (id int, age int)',
    `INSERT INTO counted.cities SELECT g, 'city ' || g FROM generate_series(1, 120) g`,
    `INSERT INTO counted.people SELECT g, 1 + g % 90 FROM generate_series(1, 100) g`,
  ]);
  expect(
    await relate(['cities', 'people'].map((name) => ({ connection, object: `counted.${name}`, name }))),
  ).toEqual([]);
});

test('a reference of two fields is found where neither alone is a key', async () => {
  await connection.execute([
    'CREATE SCHEMA composite',
    'CREATE TABLE composite.order_lines (order_id int, line_no int, product text)',
    'CREATE TABLE composite.shipments (shipment_id int, order_id int, line_no int, boxes int)',
    'CREATE TABLE composite.weather (order_id int, line_no int, note text)',
    // Orders have one to five lines, so that few of the possible pairs exist.
    `INSERT INTO composite.order_lines SELECT 1000 + 3 * o, l, 'p' || (o * l) % 40
     FROM generate_series(1, 300) o, generate_series(1, 5) l WHERE l <= 1 + o % 5`,
    `INSERT INTO composite.shipments SELECT row_number() OVER (), order_id, line_no, 1 + order_id % 4
     FROM composite.order_lines WHERE (order_id + line_no) % 3 > 0`,
    `INSERT INTO composite.shipments VALUES (9001, 1003, 7, 1), (9002, 2, 1, 1), (9003, NULL, 1, 1)`,
    // The same names, and values that meet no line.
    `INSERT INTO composite.weather SELECT 1000 + 3 * g, 6 + g % 3, 'w' FROM generate_series(1, 300) g`,
  ]);
  const found = await relate(
    ['order_lines', 'shipments', 'weather'].map((name) => ({
      connection,
      object: `composite.${name}`,
      name,
    })),
  );
  const composite = found.filter(({ from }) => from.columns.length > 1);
  expect(composite).toHaveLength(1);
  expect(composite[0]).toMatchObject({
    from: { dataset: 'shipments', columns: ['order_id', 'line_no'] },
    to: { dataset: 'order_lines', columns: ['order_id', 'line_no'] },
    cardinality: 'one-to-one',
    dangling: 2,
    nulls: 1,
  });
  expect(composite[0]!.score).toBeGreaterThan(0.9);
  expect(composite[0]!.danglingValues).toContain('["1003","7"]');
});
