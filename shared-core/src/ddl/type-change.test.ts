import { parseType } from '../schema';
import { typeChange } from './type-change';

const change = (from: string, to: string) => typeChange(parseType(from), parseType(to)).kind;

test.each([
  ['int32', 'int64'],
  ['uint8', 'int16'],
  ['int64', 'decimal(20,0)'],
  ['int32', 'float64'],
  ['decimal(10,2)', 'decimal(12,2)'],
  ['decimal(10,2)', 'decimal(12,4)'],
  ['float32', 'float64'],
  ['date', 'timestamp'],
  ['timestamp(3)', 'timestamp'],
  ["enum('a')", "enum('a','b')"],
  ['int64', 'string'],
  ['uuid', 'string'],
])('%s widens to %s, and not back', (from, to) => {
  expect(change(from, to)).toBe('widens');
  expect(change(to, from)).toBe('loses');
});

test.each([
  ['int64', 'float64'],
  ['int64', 'uint64'],
  ['uint64', 'int64'],
  ['decimal(10,2)', 'decimal(10,4)'],
  ['date', 'timestamptz'],
  ['timestamp', 'timestamptz'],
  ['bytes', 'string'],
  ['array<int32>', 'array<int64>'],
])('%s to %s is refused, because it is not sure to keep every value', (from, to) => {
  expect(change(from, to)).toBe('loses');
});

test('the same type is no change', () => {
  expect(change('decimal(10,2)', 'decimal(10,2)')).toBe('same');
});
