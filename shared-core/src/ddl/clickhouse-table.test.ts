import { connectors, type Connection } from '../connectors';
import { startClickHouseServer, type LocalServerHandle } from '../local';
import { array, float, integer, printType, simple, struct, timestamp, type TableSchema } from '../schema';
import { alterStatements } from './alter';
import { createStatements, createTable } from './create';
import { sampleAdvice, sampleProfile, sampleSchema } from './testing/sample-table';

let server: LocalServerHandle;
let connection: Connection;

beforeAll(async () => {
  server = await startClickHouseServer();
  const { host, port, user, password } = server;
  connection = await connectors.get('clickhouse').open({ host, port, user, password }, { name: 'warehouse' });
}, 120_000);
afterAll(async () => {
  await connection?.close();
  await server?.stop();
});

const options = (object: string, more: Partial<Parameters<typeof createTable>[0]> = {}) => ({
  system: 'clickhouse' as const,
  object,
  schema: sampleSchema,
  createContainer: true,
  ...more,
});

/** Creates the table and says how the server understood it. */
async function create(table: string, more: Partial<Parameters<typeof createTable>[0]> = {}) {
  await connection.execute(createStatements(options(`mart.${table}`, more)));
  const { rows } = await connection.query(
    `SELECT engine, partition_key, sorting_key, comment FROM system.tables WHERE database = 'mart' AND name = '${table}'`,
  );
  return rows[0];
}

const typesOf = async (table: string) => {
  const { rows } = await connection.query(
    `SELECT name, type, compression_codec FROM system.columns WHERE database = 'mart' AND table = '${table}' ORDER BY position`,
  );
  return rows.map(({ name, type, compression_codec: codec }) =>
    [name, type, codec].filter(Boolean).join(' '),
  );
};

test('advice becomes ORDER BY, partitions and skipping indexes; figures become types and codecs', async () => {
  const made = await create('advised', { advice: sampleAdvice, profile: sampleProfile, comment: "it's\n" });
  expect(made).toEqual({
    engine: 'MergeTree',
    partition_key: 'toYYYYMM(at)',
    sorting_key: 'origin, at',
    comment: "it's\n",
  });
  const types = await typesOf('advised');
  expect(types[0]).toMatch(/^id Int64 CODEC\(Delta(\(8\))?, ZSTD\(1\)\)$/);
  expect(types[2]).toBe('origin LowCardinality(Nullable(String))');
  expect(types[3]).toBe('note Nullable(String) CODEC(ZSTD(3))');
  const { rows } = await connection.query(
    `SELECT name, type, expr FROM system.data_skipping_indices WHERE database = 'mart' AND table = 'advised' ORDER BY name`,
  );
  expect(rows).toEqual([
    { name: 'id_minmax', type: 'minmax', expr: 'id' },
    { name: 'note_bloom', type: 'bloom_filter', expr: 'note' },
  ]);
});

test('rows land in the partitions of their month', async () => {
  await create('parted', { layout: { partitionBy: 'month(at)', orderBy: ['origin', 'id'] } });
  await connection.execute([
    `INSERT INTO mart.parted (id, at, origin) VALUES (1, '2001-01-31 23:59:59', 'ORD'), (2, '2001-02-01 00:00:00', NULL), (3, '2001-02-02 00:00:00', 'ATL')`,
  ]);
  const { rows } = await connection.query(
    `SELECT partition, toUInt32(sum(rows)) AS n FROM system.parts WHERE database = 'mart' AND table = 'parted' AND active GROUP BY partition ORDER BY partition`,
  );
  expect(rows).toEqual([
    { partition: '200101', n: 1 },
    { partition: '200102', n: 2 },
  ]);
});

test.each([
  ['day(at)', 'toYYYYMMDD(at)'],
  ['week(at)', 'toMonday(at)'],
  ['quarter(at)', 'toStartOfQuarter(at)'],
  ['year(at)', 'toYear(at)'],
  ['origin', 'origin'],
  ['hash(id, 4)', 'cityHash64(id) % 4'],
])('partitionBy %s', async (partitionBy, expected) => {
  const table = partitionBy.replace(/\W+/g, '_');
  expect(await create(table, { layout: { partitionBy } })).toMatchObject({ partition_key: expected });
});

test('a table that merges by keys keeps one row a key, and is ordered by nothing else', async () => {
  expect(await create('merged', { keys: ['id', 'at'], layout: { orderBy: ['at'] } })).toMatchObject({
    engine: 'ReplacingMergeTree',
    sorting_key: 'at, id',
  });
  await connection.execute([
    `INSERT INTO mart.merged (id, at, origin) VALUES (1, '2001-01-01 00:00:00', 'old')`,
    `INSERT INTO mart.merged (id, at, origin) VALUES (1, '2001-01-01 00:00:00', 'new')`,
  ]);
  const { rows } = await connection.query('SELECT origin FROM mart.merged FINAL');
  expect(rows).toEqual([{ origin: 'new' }]);
  expect(() => createTable(options('mart.t', { keys: ['id'], layout: { orderBy: ['origin'] } }))).toThrow(
    expect.objectContaining({ code: 'ddl.order-outside-key', kind: 'refusal' }),
  );
});

test('advised partitions that would part the versions of a row are left out, and said', () => {
  const { statements, notes } = createTable(
    options('mart.t', {
      advice: { ...sampleAdvice, indexes: { postgresql: [], clickhouse: [] } },
      keys: ['id'],
    }),
  );
  expect(statements.join()).not.toContain('PARTITION');
  expect(notes.map(({ en }) => en).join()).toContain('within a partition only');
});

test('an engine is checked word by word', async () => {
  expect(
    await create('versioned', { keys: ['id'], layout: { engine: 'replacingmergetree(at)' } }),
  ).toMatchObject({ engine: 'ReplacingMergeTree' });
  for (const engine of [
    'Postgres()',
    'MergeTree() ORDER BY x; DROP TABLE y --',
    "URL('http://a')",
    'MergeTree(a b)',
  ])
    expect(() => createTable(options('mart.t', { layout: { engine } }))).toThrow(
      expect.objectContaining({ code: 'ddl.unknown-engine' }),
    );
});

test('names with quotes, backslashes, dots and Cyrillic live', async () => {
  const names = ['select', 'a`b', 'точка.имя', 'a\\b', 'a b', "o'clock", 'x'.repeat(100)];
  const schema: TableSchema = {
    fields: names.map((name) => ({
      name,
      type: simple('string'),
      nullable: true,
      comment: `it's \\ "${name}"`,
    })),
  };
  await connection.execute(createStatements(options('`мой слой`.`таб\\лица`', { schema })));
  const { rows } = await connection.query(
    `SELECT name, comment FROM system.columns WHERE database = 'мой слой' ORDER BY position`,
  );
  expect(rows).toEqual(schema.fields.map(({ name, comment }) => ({ name, comment })));
});

test('every logical type makes a column, NULL where the engine has it', async () => {
  const kinds = [
    simple('boolean'),
    integer(8),
    integer(64, false),
    float(32),
    simple('bytes'),
    simple('date'),
    timestamp(false, 3),
    timestamp(true, 9),
    simple('uuid'),
    simple('json'),
    array(integer(32)),
    struct([{ name: 'a', type: simple('string') }]),
  ];
  const schema: TableSchema = {
    fields: kinds.map((type, index) => ({ name: `c${index} ${type.kind}`, type, nullable: true })),
  };
  await create('kinds', { schema });
  expect(await typesOf('kinds')).toHaveLength(kinds.length);
});

test('a second time IF NOT EXISTS does nothing', async () => {
  await create('twice', { ifNotExists: true });
  await expect(create('twice', { ifNotExists: true })).resolves.toBeDefined();
});

test('ON CLUSTER stands where ClickHouse wants it', () => {
  const [database, table] = createStatements(options('mart.t', { cluster: 'main' }));
  expect(database).toBe('CREATE DATABASE IF NOT EXISTS mart ON CLUSTER main');
  expect(table).toContain('CREATE TABLE mart.t ON CLUSTER main\n(');
});

test('ALTER adds, widens, drops and keeps the rows', async () => {
  const from: TableSchema = {
    fields: [
      { name: 'id', type: integer(32), nullable: false },
      { name: 'day', type: simple('date'), nullable: true },
      { name: 'old', type: simple('string'), nullable: true },
    ],
  };
  const to: TableSchema = {
    fields: [
      { name: 'id', type: integer(64), nullable: false },
      { name: 'day', type: simple('string'), nullable: true },
      { name: 'new`', type: integer(16), nullable: true },
    ],
  };
  await create('altered', { schema: from });
  await connection.execute([`INSERT INTO mart.altered VALUES (7, '2024-02-29', 'x')`]);
  const alterations = alterStatements({ system: 'clickhouse', object: 'mart.altered', from, to });
  expect(alterations.map(({ risk }) => risk)).toEqual(['none', 'rewrites', 'rewrites', 'loses-data']);
  await connection.execute(alterations.map(({ statement }) => statement));
  const { schema } = await connection.describe('mart.altered');
  expect(schema.fields.map(({ name, type, nullable }) => [name, printType(type), nullable])).toEqual([
    ['id', 'int64', false],
    ['day', 'string', true],
    ['new`', 'int16', true],
  ]);
  const { rows } = await connection.query('SELECT * FROM mart.altered');
  expect(rows).toEqual([expect.objectContaining({ day: '2024-02-29' })]);
});

test('dates that ClickHouse has no type for are kept as texts, and say so', async () => {
  const fields = ['born', 'died'].map((name) => ({ name, type: simple('date'), nullable: false }));
  const columns = [
    { ...sampleProfile.columns[1]!, name: 'born', minimum: '1897-04-09', maximum: '1990-01-01' },
    { ...sampleProfile.columns[1]!, name: 'died', minimum: '1900-01-01', maximum: '2024-01-01' },
  ];
  const profile = { ...sampleProfile, columns, schema: { fields } };
  const layout = { partitionBy: 'year(died)' };
  const { statements, notes } = createTable(options('mart.people', { schema: { fields }, profile, layout }));
  await connection.execute(statements);
  expect((await typesOf('people')).map((type) => type.split(' ').slice(0, 2))).toEqual([
    ['born', 'String'],
    ['died', 'Date32'],
  ]);
  expect(notes.map(({ en }) => en).join()).toContain('1900');
});

test('a field may be called as a clause of CREATE TABLE', async () => {
  const names = ['index', 'projection', 'constraint', 'order', 'name'];
  const schema = { fields: names.map((name) => ({ name, type: integer(64), nullable: false })) };
  await connection.execute(createStatements(options('mart.clauses', { schema })));
  expect((await typesOf('clauses')).map((type) => type.split(' ')[0])).toEqual(names);
});
