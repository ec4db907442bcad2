import { connectors, type Connection, type Row } from '../connectors';
import { startPostgres } from '../connectors/testing/start-postgres';
import type { DatasetProfile } from '../profiling';
import { array, enumeration, integer, printType, simple, timestamp, type TableSchema } from '../schema';
import { alterStatements } from './alter';
import { createStatements, createTable } from './create';
import { sampleAdvice, sampleProfile, sampleSchema } from './testing/sample-table';

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

const rowsOf = async (sql: string): Promise<Row[]> => (await connection.query(sql)).rows;

const create = (object: string, more: Partial<Parameters<typeof createStatements>[0]> = {}) =>
  createStatements({ system: 'postgresql', object, schema: sampleSchema, createContainer: true, ...more });

test('partitions cover the range of the profile, and what lies outside goes to the default one', async () => {
  const statements = create('mart.flights', { layout: { partitionBy: 'month(at)' }, profile: sampleProfile });
  await connection.execute(statements);
  await connection.execute([
    `INSERT INTO mart.flights ("id", "at", "origin") VALUES
       (1, '2001-01-01 00:00:00+00', 'ORD'), (2, '2001-01-31 23:59:59.999999+00', 'ORD'),
       (3, '2001-03-31 23:59:59+00', 'ATL'), (4, '2001-04-01 00:00:00+00', 'ATL')`,
  ]);
  expect(
    await rowsOf(
      `SELECT tableoid::regclass::text AS part, count(*)::int AS n FROM mart.flights GROUP BY 1 ORDER BY 1`,
    ),
  ).toEqual([
    { part: 'mart.flights_2001_01', n: 2 },
    { part: 'mart.flights_2001_03', n: 1 },
    { part: 'mart.flights_default', n: 1 },
  ]);
});

test('the border of a partition does not move with the zone of the session', async () => {
  await connection.execute([
    `SET TimeZone = 'Asia/Vladivostok'`,
    ...create('zones.flights', { layout: { partitionBy: 'month(at)' }, profile: sampleProfile }),
    `RESET TimeZone`,
    `INSERT INTO zones.flights ("id", "at", "origin") VALUES (1, '2001-02-01 00:00:00+00', 'ORD')`,
  ]);
  expect(await rowsOf(`SELECT tableoid::regclass::text AS part FROM zones.flights`)).toEqual([
    { part: 'zones.flights_2001_02' },
  ]);
});

test('values of a small domain are partitions of a list, NULL and new values go to the default one', async () => {
  await connection.execute(
    create('listed.flights', { layout: { partitionBy: 'origin' }, profile: sampleProfile }),
  );
  await connection.execute([
    `INSERT INTO listed.flights ("id", "at", "origin") VALUES (1, now(), 'ORD'), (2, now(), 'O''Hare – 2'), (3, now(), NULL), (4, now(), 'new')`,
  ]);
  expect(
    await rowsOf(
      `SELECT tableoid::regclass::text AS part, count(*)::int AS n FROM listed.flights GROUP BY 1 ORDER BY 1`,
    ),
  ).toEqual([
    { part: 'listed.flights_default', n: 2 },
    { part: 'listed.flights_o_hare_2', n: 1 },
    { part: 'listed.flights_ord', n: 1 },
  ]);
});

test('a hash spreads rows over as many partitions as were asked for', async () => {
  await connection.execute(create('hashed.flights', { layout: { partitionBy: 'hash(id, 4)' } }));
  await connection.execute([
    `INSERT INTO hashed.flights ("id", "at", "origin") SELECT g, now(), 'x' FROM generate_series(1, 1000) g`,
  ]);
  expect(await rowsOf(`SELECT count(DISTINCT tableoid)::int AS n FROM hashed.flights`)).toEqual([{ n: 4 }]);
});

test('advice becomes key, indexes and partitions', async () => {
  await connection.execute(
    create('advised.flights', { advice: sampleAdvice, profile: sampleProfile, keys: ['id', 'at'] }),
  );
  const indexes = await rowsOf(
    `SELECT indexdef FROM pg_indexes WHERE schemaname = 'advised' AND tablename = 'flights' ORDER BY indexname`,
  );
  expect(indexes.map(({ indexdef }) => String(indexdef).replace(/^.* USING /, ''))).toEqual([
    'brin (at)',
    'btree (origin, at)',
    'btree (id, at)',
    'gin (tags)',
  ]);
});

test('partitions that only advice wants give way to a key that must hold over the whole table', () => {
  const options = {
    system: 'postgresql' as const,
    object: 'flights',
    schema: sampleSchema,
    advice: sampleAdvice,
    keys: ['id'],
  };
  const { statements, notes } = createTable(options);
  expect(statements.join('\n')).not.toContain('PARTITION');
  expect(notes[0]?.en).toContain('"at"');
  expect(() => createTable({ ...options, layout: { partitionBy: 'month(at)' } })).toThrow(
    expect.objectContaining({ code: 'ddl.key-outside-partition', kind: 'refusal' }),
  );
});

test('names with quotes, dots, Cyrillic, capitals and reserved words live', async () => {
  const names = ['select', 'a"b', 'точка.имя', 'CamelCase', 'a b', "o'clock", 'x'.repeat(63)];
  const schema: TableSchema = {
    fields: names.map((name) => ({
      name,
      type: simple('string'),
      nullable: true,
      comment: `it's "${name}"`,
    })),
  };
  await connection.execute(
    create('"Мой.Слой"."таб""лица"', { schema, comment: "don't", layout: { indexes: [['select', 'a"b']] } }),
  );
  const described = await connection.describe('"Мой.Слой"."таб""лица"');
  expect(described.schema.fields.map(({ name }) => name)).toEqual(names);
  expect(described.schema.fields.map(({ comment }) => comment)).toEqual(
    names.map((name) => `it's "${name}"`),
  );
});

test('made-up names are cut to what PostgreSQL keeps, and stay different', async () => {
  const object = `long.${'т'.repeat(31)}`;
  await connection.execute(
    create(object, {
      layout: { partitionBy: 'month(at)', indexes: [['origin'], ['id', 'origin']] },
      profile: sampleProfile,
    }),
  );
  expect(
    await rowsOf(
      `SELECT count(*)::int AS n FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace WHERE nspname = 'long' AND relispartition AND relkind = 'r'`,
    ),
  ).toEqual([{ n: 4 }]);
});

test('a second time IF NOT EXISTS does nothing', async () => {
  const statements = create('twice.flights', {
    ifNotExists: true,
    layout: { partitionBy: 'month(at)', indexes: [['origin']] },
    profile: sampleProfile,
  });
  await connection.execute(statements);
  await expect(connection.execute(statements)).resolves.toBeUndefined();
});

test('an enum in a text column keeps its list closed', async () => {
  const schema: TableSchema = { fields: [{ name: 'size', type: enumeration(['S', "X'L"]), nullable: true }] };
  await connection.execute(create('closed.t', { schema }));
  await connection.execute([`INSERT INTO closed.t VALUES ('X''L'), (NULL)`]);
  await expect(connection.execute([`INSERT INTO closed.t VALUES ('M')`])).rejects.toThrow();
});

test.each([
  ['a field that is not there', { layout: { orderBy: ['orign'] } }, 'ddl.unknown-field'],
  ['a key that is not there', { keys: ['nr'] }, 'ddl.unknown-field'],
  ['a month of a text', { layout: { partitionBy: 'month(origin)' } }, 'ddl.grain-needs-time'],
  [
    'days of two centuries',
    { layout: { partitionBy: 'day(at)' }, profile: ranged('1800-01-01', '2001-01-01') },
    'ddl.too-many-partitions',
  ],
  ['a table without fields', { schema: { fields: [] } }, 'ddl.no-fields'],
  [
    'a name of 64 bytes',
    { schema: { fields: [{ name: 'x'.repeat(64), type: integer(), nullable: true }] } },
    'ddl.bad-name',
  ],
])('%s is refused', (_what, more, code) => {
  expect(() => create('mart.t', more)).toThrow(expect.objectContaining({ code }));
});

test('a mistyped field gets the field that was meant', () => {
  expect(() => create('mart.t', { layout: { orderBy: ['orign'] } })).toThrow(
    expect.objectContaining({ hint: expect.stringContaining('Did you mean "origin"?') }),
  );
});

describe('ALTER', () => {
  const from: TableSchema = {
    fields: [
      { name: 'id', type: integer(32), nullable: false },
      { name: 'price', type: { kind: 'decimal', precision: 10, scale: 2 }, nullable: true },
      { name: 'day', type: simple('date'), nullable: true },
      { name: 'old', type: simple('string'), nullable: true },
      { name: 'must', type: simple('string'), nullable: false },
    ],
  };
  const to: TableSchema = {
    primaryKey: ['id'],
    fields: [
      { name: 'id', type: integer(64), nullable: false },
      { name: 'price', type: { kind: 'decimal', precision: 20, scale: 2 }, nullable: true },
      { name: 'day', type: timestamp(false), nullable: true },
      { name: 'must', type: simple('string'), nullable: true },
      { name: 'Новое', type: array(integer(32)), nullable: true },
    ],
  };
  const options = { system: 'postgresql' as const, object: 'altered.t', from, to };

  test('the statements make one table of the other and keep its rows', async () => {
    await connection.execute(create('altered.t', { schema: from }));
    await connection.execute([`INSERT INTO altered.t VALUES (7, 12.34, '2024-02-29', 'x', 'y')`]);
    const alterations = alterStatements(options);
    await connection.execute(alterations.map(({ statement }) => statement));
    const { schema } = await connection.describe('altered.t');
    const plain = ({ fields, primaryKey }: TableSchema) => ({
      primaryKey,
      fields: fields.map(({ name, type, nullable }) => [name, printType(type), nullable]),
    });
    expect(plain(schema)).toEqual(plain(to));
    expect(await rowsOf(`SELECT id::int, price::text, day::text, must FROM altered.t`)).toEqual([
      { id: 7, price: '12.34', day: '2024-02-29 00:00:00', must: 'y' },
    ]);
    expect(alterStatements({ ...options, from: schema })).toEqual([]);
  });

  test('each says what it risks', () => {
    expect(alterStatements(options).map(({ field, risk }) => [field, risk])).toEqual([
      ['Новое', 'none'],
      ['id', 'rewrites'],
      ['price', 'locks'],
      ['day', 'rewrites'],
      ['must', 'none'],
      [undefined, 'may-fail'],
      ['old', 'loses-data'],
    ]);
  });

  test('narrowing is refused, every field by name', () => {
    const narrow: TableSchema = {
      fields: [
        { ...to.fields[0]!, type: integer(16) },
        { ...to.fields[1]!, type: integer(64) },
      ],
    };
    expect(() => alterStatements({ ...options, to: narrow, keepExtra: true })).toThrow(
      /"id" from int32 to int16.*"price" from decimal\(10,2\) to int64/,
    );
  });

  test('a changed key is refused', () => {
    const keyed = { ...from, primaryKey: ['id'] };
    expect(() => alterStatements({ ...options, from: keyed, to: { ...to, primaryKey: ['day'] } })).toThrow(
      expect.objectContaining({ code: 'ddl.key-change' }),
    );
  });
});

function ranged(minimum: string, maximum: string): DatasetProfile {
  return {
    ...sampleProfile,
    columns: sampleProfile.columns.map((column) =>
      column.name === 'at' ? { ...column, minimum, maximum } : column,
    ),
  };
}
