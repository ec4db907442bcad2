import fc from 'fast-check';
import {
  array,
  decimal,
  enumeration,
  float,
  integer,
  map,
  parseType,
  printType,
  simple,
  struct,
  timestamp,
  type LogicalType,
} from '.';

const leaf: fc.Arbitrary<LogicalType> = fc.oneof(
  fc
    .constantFrom(...(['boolean', 'string', 'bytes', 'date', 'time', 'interval', 'uuid', 'json'] as const))
    .map(simple),
  fc
    .tuple(fc.constantFrom(8, 16, 32, 64), fc.boolean())
    .map(([bits, signed]) => integer(bits as 8 | 16 | 32 | 64, signed)),
  fc
    .integer({ min: 1, max: 76 })
    .chain((precision) => fc.integer({ min: 0, max: precision }).map((scale) => decimal(precision, scale))),
  fc.constantFrom(32, 64).map((bits) => float(bits as 32 | 64)),
  fc
    .tuple(fc.boolean(), fc.integer({ min: 0, max: 9 }))
    .map(([zone, precision]) => timestamp(zone, precision)),
  fc.array(fc.string(), { minLength: 1, maxLength: 3 }).map(enumeration),
);
const anyType = fc.letrec<{ type: LogicalType }>((tie) => ({
  type: fc.oneof(
    { depthSize: 'small' },
    leaf,
    tie('type').map(array),
    fc.tuple(tie('type'), tie('type')).map(([key, value]) => map(key, value)),
    fc
      .array(fc.record({ name: fc.string({ minLength: 1 }), type: tie('type') }), {
        minLength: 1,
        maxLength: 3,
      })
      .map(struct),
  ),
})).type;

describe('the text of a type', () => {
  it('reads back what it prints, whatever the names and values hold', () => {
    fc.assert(fc.property(anyType, (type) => expect(parseType(printType(type))).toEqual(type)));
  });

  it.each([
    ['decimal(12, 2)', decimal(12, 2)],
    ['decimal(5)', decimal(5, 0)],
    ['  array< uint8 >', array(integer(8, false))],
    ["enum('да','it''s')", enumeration(['да', "it's"])],
    [
      'struct<имя:string,"два слова":int32>',
      struct([
        { name: 'имя', type: simple('string') },
        { name: 'два слова', type: integer(32) },
      ]),
    ],
    ['TimestampTZ(3)', timestamp(true, 3)],
  ])('reads %s', (text, type) => expect(parseType(text)).toEqual(type));

  it.each([
    '',
    'number',
    'decimal(0,0)',
    'decimal(77,2)',
    'decimal(2,3)',
    'array<int64',
    'int64)',
    'enum()',
    'timestamp(10)',
  ])('refuses "%s" and lists what there is', (text) => {
    expect(() => parseType(text)).toThrow(
      expect.objectContaining({
        code: 'schema.unknown-type',
        kind: 'input',
        hint: expect.stringContaining('decimal(p,s)'),
      }),
    );
  });
});
