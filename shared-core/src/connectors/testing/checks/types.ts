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
  type LogicalType,
  type TableSchema,
} from '../../../schema';
import type { Check, Subject } from '../conformance';
import { comparable, people, rowsIn, writeRows } from './subject';

/** Values of every logical type, at its edges. */
const samples: [LogicalType, unknown[]][] = [
  [simple('boolean'), [true, false]],
  [integer(8), [-128, 127]],
  [integer(16), [-32768, 32767]],
  [integer(32), [-2147483648, 2147483647]],
  [integer(64), [-9223372036854775808n, 9223372036854775807n, 9007199254740993n, 0]],
  [integer(8, false), [0, 255]],
  [integer(16, false), [65535]],
  [integer(32, false), [4294967295]],
  [integer(64, false), [18446744073709551615n]],
  [decimal(12, 2), ['-9999999999.99', '0.01', '0.00']],
  [decimal(38, 10), ['1234567890123456789012345678.0123456789', '-0.0000000001']],
  [decimal(76, 20), [`${'9'.repeat(56)}.${'9'.repeat(20)}`]],
  [float(32), [1.5, -0.25, 0]],
  [float(64), [Math.PI, 1e300, -5e-324]],
  [simple('string'), ['text', 'Ёжик', '']],
  [simple('bytes'), [Buffer.from([0, 1, 0xff, 0x5c, 0x22, 0x2c, 0x0a]), Buffer.from('')]],
  [simple('date'), ['0001-01-01', '1899-12-31', '1969-12-31', '2024-02-29', '9999-12-31']],
  [simple('time'), ['00:00:00', '23:59:59.999999', '12:30:00.5']],
  [timestamp(false), ['1969-12-31T23:59:59.999999', '2024-02-29T12:30:00', '1900-01-01T00:00:00']],
  [timestamp(true), ['1969-12-31T23:59:59.999999Z', '2024-03-31T02:30:00Z', '2262-04-11T23:47:16Z']],
  [timestamp(false, 3), ['2024-02-29T12:30:00.123']],
  [timestamp(true, 0), ['2024-02-29T12:30:00Z']],
  [timestamp(false, 9), ['2024-02-29T12:30:00.123456789']],
  [simple('interval'), ['1 day 02:03:04']],
  [simple('uuid'), ['0b8f3d3e-5c3a-4a6f-9d7e-1f2a3b4c5d6e', '00000000-0000-0000-0000-000000000000']],
  [simple('json'), [{ a: [1, null, 'я "q"'], b: { c: true } }, [1, 2], 'text', 5]],
  [enumeration(['да', 'нет', "it's"]), ['да', "it's"]],
  [array(integer(64)), [[1, 2, 3], []]],
  [
    array(simple('string')),
    [
      ['a', 'b,c', '"q"', '{x}', ''],
      ['NULL', 'я\\n'],
    ],
  ],
  [array(timestamp(true)), [['2024-02-29T12:30:00Z']]],
  [map(simple('string'), integer(64)), [{ a: 1, б: 2 }]],
  [
    struct([
      { name: 'x', type: integer(32) },
      { name: 'имя', type: simple('string') },
    ]),
    [{ x: 1, имя: 'да' }],
  ],
];

/** A decimal is its number, whatever zeros follow; an instant its digits, whatever zeros follow. */
const exact = (type: LogicalType, value: unknown): unknown => {
  if (value === null) return null;
  if (type.kind === 'decimal')
    return String(value)
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, '');
  if (type.kind === 'time' || type.kind === 'timestamp')
    return String(value)
      .replace(/(\.\d*?)0+(Z?)$/, '$1$2')
      .replace(/\.(Z?)$/, '$1');
  if (type.kind === 'array') return (value as unknown[]).map((one) => exact(type.of, one));
  return comparable(value);
};

async function thereAndBack(subject: Subject, type: LogicalType, values: unknown[]): Promise<void> {
  const { connector, connection, system } = subject;
  const schema: TableSchema = { fields: [people.fields[0]!, { name: 'value', type, nullable: true }] };
  const rows = [...values, null].map((value, i) => ({ id: i + 1, value }));
  const object = system.object(`type_${printType(type).replace(/[^a-z0-9]+/gi, '_')}`);
  await writeRows(subject, object, rows, { schema });
  const stream = await connection.read(object, { formats: ['rows'], schema });
  if (stream.format !== 'rows') throw new Error('asked for rows');
  const read: unknown[] = [];
  for await (const batch of stream.rows) for (const row of batch) read[Number(row.id) - 1] = row.value;
  expect(read.map((value) => exact(type, value))).toEqual(rows.map(({ value }) => exact(type, value)));
  const native = connector.types.toNative(type);
  const described = (await connection.describe(object)).schema.fields[1]!;
  expect(described.type).toEqual(connector.types.fromNative(native.text).type);
}

/** A type is kept, kept with a named loss, or refused by name; never changed in silence. */
export const typeChecks: Check[] = samples.map(([type, values]) => ({
  name: `types/${printType(type)}`,
  run: async (subject) => {
    const { types } = subject.connector;
    let loss: unknown;
    try {
      loss = types.toNative(type).loss;
    } catch (error) {
      expect(error).toMatchObject({ code: 'schema.type-not-sayable', kind: 'refusal' });
      return;
    }
    if (loss)
      expect(loss).toMatchObject({
        code: expect.stringMatching(/^[a-z-]+$/),
        en: expect.any(String),
        ru: expect.any(String),
      });
    else await thereAndBack(subject, type, values);
  },
}));

typeChecks.push({
  name: 'types/nulls-everywhere',
  run: async (subject) => {
    const sayable = samples.filter(([type]) => {
      try {
        return !subject.connector.types.toNative(type).loss;
      } catch {
        return false;
      }
    });
    const fields = sayable.map(([type], i) => ({ name: `f${i}`, type, nullable: true }));
    const schema: TableSchema = { fields: [people.fields[0]!, ...fields] };
    const object = subject.system.object('type_nulls');
    await writeRows(
      subject,
      object,
      [{ id: 1, ...Object.fromEntries(fields.map(({ name }) => [name, null])) }],
      { schema },
    );
    const [row] = await rowsIn(subject.connection, object, { schema });
    expect(Object.values(row!).filter((value) => value !== null)).toEqual(['1']);
  },
});
