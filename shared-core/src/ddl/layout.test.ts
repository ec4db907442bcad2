import fc from 'fast-check';
import { parsePartition, partitionGrains, printPartition, type Partition } from './layout';

const field = fc.string({ minLength: 1, unit: 'grapheme' }).filter((name) => !name.includes('\0'));
const partition: fc.Arbitrary<Partition> = fc.oneof(
  fc.record({ kind: fc.constant('time' as const), field, grain: fc.constantFrom(...partitionGrains) }),
  fc.record({ kind: fc.constant('value' as const), field }),
  fc.record({ kind: fc.constant('hash' as const), field, buckets: fc.integer({ min: 2, max: 1000 }) }),
);

test('a partition that is printed reads back as itself, whatever its field is called', () => {
  fc.assert(fc.property(partition, (one) => expect(parsePartition(printPartition(one))).toEqual(one)));
});

test.each([
  ['region', { kind: 'value', field: 'region' }],
  ['month(date)', { kind: 'time', grain: 'month', field: 'date' }],
  [' MONTH( "order date" ) ', { kind: 'time', grain: 'month', field: 'order date' }],
  ['hash(id, 8)', { kind: 'hash', field: 'id', buckets: 8 }],
  ['day(дата)', { kind: 'time', grain: 'day', field: 'дата' }],
])('%s', (text, expected) => {
  expect(parsePartition(text)).toEqual(expected);
});

test.each([
  'fortnight(date)',
  'month(date',
  'hash(id)',
  'hash(id, 1)',
  'month(a, b)',
  'a b',
  '',
  'month(date, 3)',
])('%j is refused by name', (text) => {
  expect(() => parsePartition(text)).toThrow(expect.objectContaining({ code: 'ddl.bad-partition' }));
});
