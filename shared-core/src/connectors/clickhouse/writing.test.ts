import { Readable } from 'node:stream';
import {
  array,
  decimal,
  enumeration,
  float,
  integer,
  map,
  printType,
  simple,
  struct,
  timestamp,
  type Field,
  type LogicalType,
  type TableSchema,
} from '../../schema';
import { startClickHouseServer, type LocalServerHandle } from '../../local';
import { openEngine, type Engine } from '../../engine';
import type { AiEtlError } from '../../errors';
import type { Connection, CsvDialect, DatasetStream, Row } from '../contract';
import { clickhouse } from '.';

let server: LocalServerHandle;
let db: Connection;
let runs = 0;

beforeAll(async () => {
  server = await startClickHouseServer();
  const { host, port, user, password } = server;
  db = await clickhouse.open({ host, port, user, password }, { name: 'warehouse' });
}, 60_000);
afterAll(async () => {
  await db?.close();
  await server?.stop();
});

const plain: CsvDialect = { delimiter: ',', quote: '"', escape: '"', header: true, nulls: [''] };

const schemaOf = (fields: Record<string, LogicalType>, nullable = true): TableSchema => ({
  fields: Object.entries(fields).map(([name, type]) => ({ name, type, nullable })),
});

type Bytes = 'csv' | 'pg-copy-csv' | 'jsonl';
const bytesOf = (format: Bytes, text: string, schema: TableSchema, csv = plain): DatasetStream => ({
  format,
  schema,
  bytes: Readable.from([Buffer.from(text)]),
  ...(format === 'csv' && { csv }),
});

async function table(columns: string, engine = 'MergeTree ORDER BY tuple()'): Promise<string> {
  const name = `t${(runs += 1)}`;
  await db.execute([`CREATE TABLE ${name} (${columns}) ENGINE = ${engine}`]);
  return name;
}

const append = (object: string, stream: DatasetStream) =>
  db.write(object, stream, { mode: 'append', runId: `run-${(runs += 1)}` });

const rowsOf = async (sql: string): Promise<Row[]> => (await db.query(sql)).rows;

describe('a NULL for a column that takes none', () => {
  /** Column, type of the source, a value that fits. */
  const columns: [string, LogicalType, unknown][] = [
    ['Int32', integer(32), 1],
    ['UInt64', integer(64, false), 1],
    ['Int128', decimal(38, 0), '1'],
    ['Float64', float(64), 1.5],
    ['Decimal(9, 2)', decimal(9, 2), '1.50'],
    ['String', simple('string'), 'a'],
    ['LowCardinality(String)', simple('string'), 'a'],
    ['FixedString(4)', simple('string'), 'abcd'],
    ['Bool', simple('boolean'), true],
    ['Date32', simple('date'), '2024-01-01'],
    ['Date', simple('date'), '2024-01-01'],
    ["DateTime('UTC')", timestamp(false), '2024-01-01T00:00:00'],
    ["DateTime64(6, 'UTC')", timestamp(true), '2024-01-01T00:00:00Z'],
    ['UUID', simple('uuid'), '6f9619ff-8b86-d011-b42d-00c04fc964ff'],
    ["Enum8('a' = 1, 'b' = 2)", enumeration(['a', 'b']), 'a'],
    ['IPv4', simple('string'), '10.0.0.1'],
    ['Int32 DEFAULT 7', integer(32), 1],
  ];
  const ways = [
    'csv',
    'pg-copy-csv',
    'jsonl',
    'jsonl without the field',
    'rows',
    'parquet',
    'arrow',
    'query',
  ] as const;
  let engine: Engine;
  beforeAll(async () => (engine = await openEngine()));
  afterAll(() => engine?.close());

  const quoted = (value: unknown) => `'${String(value).replace('T', ' ').replace('Z', '')}'`;

  /** Two rows, the second with a NULL; the source may say that there is none. */
  async function streamOf(
    way: (typeof ways)[number],
    schema: TableSchema,
    value: unknown,
  ): Promise<DatasetStream> {
    const [id, field] = schema.fields as [Field, Field];
    const { type } = field;
    if (way === 'csv' || way === 'pg-copy-csv') return bytesOf(way, `id,v\n1,${String(value)}\n2,\n`, schema);
    if (way === 'jsonl')
      return bytesOf('jsonl', `{"id":1,"v":${JSON.stringify(value)}}\n{"id":2,"v":null}\n`, schema);
    if (way === 'jsonl without the field')
      return bytesOf('jsonl', `{"id":1,"v":${JSON.stringify(value)}}\n{"id":2}\n`, schema);
    async function* rows() {
      yield [
        { [id.name]: 1, [field.name]: value },
        { [id.name]: 2, [field.name]: null },
      ];
    }
    if (way === 'rows') return { format: 'rows', schema, rows: rows() };
    if (way === 'arrow') {
      const native = clickhouse.types.toNative(type).text.replaceAll("'", "\\'");
      const sql = `SELECT toInt64(number + 1) AS id, if(number = 0, CAST(${quoted(value)}, 'Nullable(${native})'), NULL) AS v FROM numbers(2)`;
      return { ...(await db.readQuery!(sql, { formats: ['arrow'] })), schema };
    }
    const relation = await engine.relationFromStream(
      {
        format: 'rows',
        schema: { fields: schema.fields.map((one) => ({ ...one, nullable: true })) },
        rows: rows(),
      },
      { reusable: true },
    );
    return engine.stream(`SELECT * FROM ${relation.text}`, 'parquet', { schema });
  }

  it.each(columns)('%s', async (native, type, value) => {
    const silent: string[] = [];
    for (const way of ways)
      for (const nullable of [true, false]) {
        const name = await table(`id Int64, v ${native}`);
        const schema: TableSchema = {
          fields: [
            { name: 'id', type: integer(64), nullable: false },
            { name: 'v', type, nullable },
          ],
        };
        const request = { mode: 'append' as const, runId: `null-${(runs += 1)}` };
        const load =
          way === 'query'
            ? db.writeQuery!(
                name,
                `SELECT toInt64(number) AS id, CAST(NULL, 'Nullable(String)') AS v FROM numbers(2)`,
                { fields: [schema.fields[0]!, { name: 'v', type: simple('string'), nullable }] },
                request,
              )
            : db.write(name, await streamOf(way, schema, value), request);
        const outcome = await load.then(
          () => 'loaded',
          (error: AiEtlError) => error.code,
        );
        if (outcome !== 'connector.null-value') silent.push(`${way}, nullable ${nullable}: ${outcome}`);
        expect(await rowsOf(`SELECT count() AS n FROM ${name}`)).toEqual([
          { n: outcome === 'loaded' ? 2 : 0 },
        ]);
      }
    expect(silent).toEqual([]);
  });
});

describe('a load into ClickHouse', () => {
  /** Column, type of the source, cell: each of them ClickHouse itself takes without a word and changes. */
  const changedInSilence: [string, LogicalType, string][] = [
    ['UInt8', integer(64), '300'],
    ['Int8', integer(64), '-129'],
    ['Int32', integer(64), '3000000000'],
    ['Int64', integer(64), '9223372036854775808'],
    ['UInt64', integer(64, false), '18446744073709551616'],
    ['Int128', decimal(39, 0), '999999999999999999999999999999999999999999'],
    ['Int32', integer(32), ''],
    ['Int32', integer(32), '""'],
    ['Int32', integer(32), ' '],
    ['Int32', integer(32), '5 '],
    ['Decimal(9, 2)', decimal(9, 2), '1.239'],
    ['Decimal(5, 2)', decimal(5, 2), '1000'],
    ['Float64', float(64), '1e400'],
    ['Float64', float(64), '--5'],
    ['Float32', float(32), '1e39'],
    ['Date', simple('date'), '2200-01-01'],
    ['Date', simple('date'), '1960-01-01'],
    ['Date32', simple('date'), '0001-01-01'],
    ['Date32', simple('date'), '2021-02-29'],
    ['Date32', simple('date'), '20200101'],
    ["DateTime('UTC')", timestamp(false), '2200-01-01 00:00:00'],
    ["DateTime('UTC')", timestamp(false), '1969-12-31 23:59:59'],
    ["DateTime('UTC')", timestamp(false), '2021-02-29 00:00:00'],
    ["DateTime('UTC')", timestamp(false), '2020-13-01 00:00:00'],
    ["DateTime('UTC')", timestamp(false), '2020-01-01 24:00:00'],
    ["DateTime('UTC')", timestamp(false), '2020-01-01 12:75:00'],
    ["DateTime('UTC')", timestamp(false), '2020-01-01 12:00:60'],
    ["DateTime('UTC')", timestamp(false), '2020-01-01 ab:cd:ef'],
    ["DateTime('UTC')", timestamp(false), '20200101000000'],
    ["DateTime('UTC')", timestamp(false), '1577836800'],
    ["DateTime64(6, 'UTC')", timestamp(false), '2020-02-30 00:00:00'],
    ["DateTime64(6, 'UTC')", timestamp(false), '2020-01-01 25:00:00'],
    ["DateTime64(6, 'UTC')", timestamp(false), '1577836800'],
    ["DateTime64(6, 'UTC')", timestamp(true), '2020-01-01 25:00:00Z'],
    ["DateTime64(6, 'UTC')", timestamp(true), '2020-00-10 00:00:00Z'],
    ["DateTime64(6, 'Europe/Berlin')", timestamp(false), '2024-03-31 02:30:00'],
    ["Enum8('a' = 1)", enumeration(['a']), '1'],
    ['String', simple('string'), ''],
    ['UUID', simple('uuid'), ''],
  ];

  /** A column that takes NULL is read in another way than one that does not. */
  const canBeNull = changedInSilence
    .filter(([, , cell]) => cell !== '')
    .map(([column, type, cell]) => [`Nullable(${column})`, type, cell] as const);

  it.each([...changedInSilence, ...canBeNull])(
    'refuses for %s what it would change in silence (%j: %s)',
    async (column, type, cell) => {
      const object = await table(`id Int32, value ${column}`);
      const schema = schemaOf({ id: integer(32), value: type });
      const refusal = { kind: 'data', where: { field: 'value' } };
      await expect(append(object, bytesOf('csv', `id,value\n1,${cell}\n`, schema))).rejects.toMatchObject(
        refusal,
      );
      expect(await rowsOf(`SELECT * FROM ${object}`)).toEqual([]);
    },
  );

  it('pulls bytes through memory that goes round without mixing them up', async () => {
    const object = await table('id UInt32, text String');
    const line = (id: number) => `${id},${'x'.repeat(id % 97)}${id}\n`;
    const all = Buffer.from(`id,text\n${Array.from({ length: 100_000 }, (_, id) => line(id)).join('')}`);
    let position = 0;
    const stream = bytesOf('csv', '', schemaOf({ id: integer(32, false), text: simple('string') }, false));
    const pull = async (into: Buffer) => {
      const length = all.copy(into, 0, position, position + into.length);
      position += length;
      return length;
    };
    const result = await append(object, { ...stream, pull } as DatasetStream);
    expect(result).toMatchObject({ written: 100_000, bytes: all.length });
    const wrong = `SELECT count() AS n FROM ${object} WHERE text != concat(repeat('x', id % 97), toString(id))`;
    expect(await rowsOf(wrong)).toEqual([{ n: 0 }]);
    expect(await rowsOf(`SELECT uniqExact(id) AS n FROM ${object}`)).toEqual([{ n: 100_000 }]);
  });

  it('breaks off when what it pulls from fails, and leaves nothing', async () => {
    const object = await table('id UInt32');
    const pieces = [Buffer.from('id\n1\n2\n')];
    const pull = async (into: Buffer) => {
      const piece = pieces.shift();
      if (!piece) throw new Error('the disk is gone');
      return piece.copy(into);
    };
    const stream = { ...bytesOf('csv', '', schemaOf({ id: integer(32, false) })), pull } as DatasetStream;
    await expect(append(object, stream)).rejects.toMatchObject({ code: 'connector.source-failed' });
    expect(await rowsOf(`SELECT * FROM ${object}`)).toEqual([]);
  });

  it('takes the epoch and the ends of what a column holds', async () => {
    const cells: [string, LogicalType, string[]][] = [
      ["DateTime('UTC')", timestamp(false), ['1970-01-01 00:00:00', '2106-02-07 06:28:15']],
      ['Date', simple('date'), ['1970-01-01', '2149-06-06']],
      ['Int64', integer(64), ['-9223372036854775808', '9223372036854775807']],
      ['UInt64', integer(64, false), ['0', '18446744073709551615']],
      ['Float32', float(32), ['0', '1.5']],
    ];
    for (const [column, type, values] of cells)
      for (const native of [column, `Nullable(${column})`]) {
        const object = await table(`value ${native}`);
        await append(object, bytesOf('csv', `value\n${values.join('\n')}\n`, schemaOf({ value: type })));
        const texts = await rowsOf(`SELECT toString(value) AS text FROM ${object} ORDER BY value`);
        expect(texts.map((row) => row.text)).toEqual(values);
      }
  });

  it.each(changedInSilence.filter(([, , cell]) => /^\d+$/.test(cell)))(
    'refuses it for %s in JSON too (%j: %s)',
    async (column, type, value) => {
      const object = await table(`id Int32, value ${column}`);
      const stream = bytesOf(
        'jsonl',
        `{"id":1,"value":${value}}\n`,
        schemaOf({ id: integer(32), value: type }),
      );
      await expect(append(object, stream)).rejects.toMatchObject({ kind: 'data' });
    },
  );

  it.each([
    ['a word for a number', 'id,value\n1,1\n2,two\n', { where: { field: 'value' } }],
    ['a row that is too short', 'id,value\n1,1\n2\n', { where: { row: 2 } }],
    ['a row that is too long', 'id,value\n1,1\n2,2,2\n', { code: 'connector.bad-value' }],
    ['a quote that does not end', 'id,value\n1,"1\n', { code: 'connector.bad-value' }],
  ])('refuses %s as data', async (_, text, expected) => {
    const object = await table('id Int32, value Nullable(Int32)');
    const stream = bytesOf('csv', text, schemaOf({ id: integer(32), value: integer(32) }));
    await expect(append(object, stream)).rejects.toMatchObject({ kind: 'data', ...expected });
    expect(await rowsOf(`SELECT * FROM ${object}`)).toEqual([]);
  });

  it('names the field that must have a value', async () => {
    const object = await table('id Int32, value String');
    const stream = bytesOf(
      'pg-copy-csv',
      'id,value\n1,\n',
      schemaOf({ id: integer(32), value: simple('string') }),
    );
    await expect(append(object, stream)).rejects.toMatchObject({
      code: 'connector.null-value',
      parameters: { field: 'value' },
    });
  });

  it('fills what is left out with the defaults of the table', async () => {
    const object = await table(
      `id Int32, twice Int32 DEFAULT id * 2, thrice Int32 MATERIALIZED id * 3, note Nullable(String)`,
    );
    await append(object, bytesOf('csv', 'id\n5\n', schemaOf({ id: integer(32) }, false)));
    expect(await rowsOf(`SELECT *, thrice FROM ${object}`)).toEqual([
      { id: 5, twice: 10, note: null, thrice: 15 },
    ]);
  });

  it('reads other dialects of CSV', async () => {
    const object = await table('id Int32, value Nullable(Decimal(9, 2)), note Nullable(String)');
    const schema = schemaOf({ id: integer(32), value: decimal(9, 2), note: simple('string') });
    const dialect: CsvDialect = {
      delimiter: ';',
      quote: "'",
      escape: "'",
      header: true,
      nulls: ['NA'],
      skip: 2,
      decimalSeparator: ',',
    };
    expect(clickhouse.readsCsv!(dialect, schema)).toBe(true);
    const text = `report of\ntoday\nid;value;note\n1;1,25;'a;b'\n2;NA;NA\n3;-0,5;'it''s'\n4;7;  spaced \n`;
    await append(object, bytesOf('csv', text, schema, dialect));
    expect(await rowsOf(`SELECT * FROM ${object} ORDER BY id`)).toEqual([
      { id: 1, value: '1.25', note: 'a;b' },
      { id: 2, value: null, note: null },
      { id: 3, value: '-0.5', note: "it's" },
      { id: 4, value: '7', note: '  spaced ' },
    ]);
  });

  it('reads what PostgreSQL writes', async () => {
    const types = {
      id: integer(32),
      yes: simple('boolean'),
      bytes: simple('bytes'),
      at: timestamp(true),
      wall: timestamp(false),
      tags: array(simple('string')),
      numbers: array(integer(64)),
      doc: simple('json'),
      parts: struct([{ name: 'x', type: integer(32) }]),
      uuid: simple('uuid'),
      price: decimal(76, 2),
      real: float(64),
    };
    const object = await table(
      `id Int32, yes Bool, bytes String, at DateTime64(6, 'UTC'), wall DateTime64(6), tags Array(Nullable(String)),
       numbers Array(Nullable(Int64)), doc String, parts Tuple(x Nullable(Int32)), uuid UUID, price Decimal(76, 2), real Float64`,
    );
    const cells = [
      '1',
      't',
      String.raw`\x00ff5c`,
      '2024-05-01 10:20:30.5+03',
      '2024-05-01 10:20:30.123456',
      String.raw`"{a,""b,c"",NULL,""NULL"",""q\\""x\\\\"",""{y}"",""""}"`.replaceAll('\\\\', '\\'),
      '"{1,NULL,-3}"',
      '"{""a"": [1, 2]}"',
      '"{""x"": 7}"',
      '0b8f3d3e-5c3a-4a6f-9d7e-1f2a3b4c5d6e',
      `${'9'.repeat(74)}.25`,
      'Infinity',
    ];
    const text = `${Object.keys(types).join(',')}\n${cells.join(',')}\n`;
    await append(object, bytesOf('pg-copy-csv', text, schemaOf(types, false)));
    expect(await rowsOf(`SELECT * REPLACE (hex(bytes) AS bytes) FROM ${object}`)).toEqual([
      {
        id: 1,
        yes: true,
        bytes: '00FF5C',
        at: '2024-05-01T07:20:30.5Z',
        wall: '2024-05-01T10:20:30.123456',
        tags: ['a', 'b,c', null, 'NULL', 'q"x\\', '{y}', ''],
        numbers: [1, null, -3],
        doc: '{"a": [1, 2]}',
        parts: { x: 7 },
        uuid: '0b8f3d3e-5c3a-4a6f-9d7e-1f2a3b4c5d6e',
        price: `${'9'.repeat(74)}.25`,
        real: Infinity,
      },
    ]);
  });

  /** What is kept with a named loss is kept as the loss says. */
  const kept: [LogicalType, unknown, unknown?][] = [
    [simple('bytes'), Buffer.from('Ж"\n'), 'Ж"\n'],
    [simple('date'), '1900-01-01'],
    [simple('date'), '2299-12-31'],
    [simple('time'), '23:59:59.999999'],
    [simple('interval'), '1 day 02:03:04'],
    [timestamp(false), '0001-01-01T00:00:00'],
    [timestamp(false), '9999-12-31T23:59:59.999999'],
    [timestamp(true), '1969-12-31T23:59:59.999999Z'],
    [timestamp(true, 3), '2024-05-01T10:20:30.125Z'],
    [timestamp(false, 9), '2024-02-29T12:30:00.123456789'],
    [timestamp(false, 9), '1900-01-01T00:00:00'],
    [simple('json'), { a: [1, null, 'я "q"'], b: { c: true } }, '{"a":[1,null,"я \\"q\\""],"b":{"c":true}}'],
    [array(integer(64)), [1, null, -9223372036854775808n]],
    [array(array(simple('string'))), [['a', 'b,c'], []]],
    [map(simple('string'), integer(64)), { a: 1, б: 9007199254740993n }],
    [
      struct([
        { name: 'x', type: integer(32) },
        { name: 'имя два', type: decimal(38, 3) },
      ]),
      { x: 1, 'имя два': '12345678901234567890.125' },
    ],
  ];

  it.each(kept)('keeps %j as its named loss says', async (type, value, expected = value) => {
    const native = clickhouse.types.toNative(type);
    expect(native.loss).toMatchObject({ en: expect.any(String), ru: expect.any(String) });
    const object = await table(`value ${native.text}`);
    const rows = (async function* () {
      yield [{ value }];
    })();
    await append(object, { format: 'rows', schema: schemaOf({ value: type }, false), rows });
    const [row] = await rowsOf(`SELECT * FROM ${object}`);
    expect(row).toEqual({ value: expected });
  });

  it.each([
    ['Date32', simple('date'), '2300-01-01'],
    ["DateTime64(9, 'UTC')", timestamp(false, 9), '2263-01-01T00:00:00'],
    ["DateTime64(6, 'UTC')", timestamp(true), 'infinity'],
  ])('refuses for %s a value beyond the range that its loss names (%j: %s)', async (column, type, value) => {
    const object = await table(`value ${column}`);
    const stream = bytesOf('jsonl', `{"value":"${value}"}\n`, schemaOf({ value: type }));
    await expect(append(object, stream)).rejects.toMatchObject({ kind: 'data' });
  });

  it('prints every type it is asked for into a column the server can make', async () => {
    const types: LogicalType[] = [
      simple('boolean'),
      ...[8, 16, 32, 64].flatMap((bits) => [integer(bits as 8), integer(bits as 8, false)]),
      decimal(1, 0),
      decimal(76, 76),
      enumeration(Array.from({ length: 200 }, (_, i) => `value ${i}`)),
      map(simple('uuid'), array(simple('date'))),
      struct([{ name: 'a`b', type: map(integer(8), struct([{ name: 'c', type: timestamp(true, 0) }])) }]),
    ];
    for (const type of types) {
      const object = await table(`value ${clickhouse.types.toNative(type).text}`);
      const described = (await db.describe(object)).schema.fields[0]!;
      expect(printType(described.type)).toBe(printType(type));
    }
  });
});
