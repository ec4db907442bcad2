import fc from 'fast-check';
import { printType } from '../schema';
import type { ColumnProfile } from './profile';
import { columnOf, EngineTables } from './testing/engine-tables';

let tables: EngineTables;
beforeAll(async () => {
  tables = await EngineTables.open();
});
afterAll(() => tables.close());

const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { freq: 4 });
const isoDate = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const row = fc.record({
  whole: orNull(fc.integer({ min: -1000, max: 1000 }).map(String)),
  broken: orNull(
    fc
      .float({ noNaN: true, noDefaultInfinity: true, min: -1000, max: 1000 })
      .map((x) => x.toFixed(3).replace(/^-(0.000)$/, '$1')),
  ),
  day: orNull(isoDate),
  text: orNull(
    fc
      .string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
      .filter((text) => !/[\0\r]/.test(text) && text.trim() !== ''),
  ),
  flag: orNull(fc.boolean().map(String)),
});
const fields = ['whole', 'broken', 'day', 'text', 'flag'] as const;

test('a profile of any table says what counting by hand says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 60 }), async (rows) => {
      const cells = rows.map((one) => fields.map((field) => one[field]));
      const profile = await tables.profileTexts([...fields], cells);
      expect(profile.rows).toBe(rows.length);
      for (const [index, field] of fields.entries())
        compare(
          columnOf(profile, field),
          cells.map((values) => values[index] ?? null),
        );
    }),
    { numRuns: 40 },
  );
});

function compare(column: ColumnProfile, values: (string | null)[]): void {
  const present = values.filter((value) => value !== null);
  const counts = new Map<string, number>();
  for (const value of present) counts.set(value, (counts.get(value) ?? 0) + 1);
  expect(column.nulls).toBe(values.length - present.length);
  expect([column.distinct, column.distinctExact]).toEqual([counts.size, true]);
  expect(column.unique).toBe(present.length === values.length && counts.size === values.length);
  for (const { value, count } of column.top) expect(counts.get(value)).toBe(count);
  expect(column.top[0]?.count).toBe(present.length === 0 ? undefined : Math.max(...counts.values()));
  if (column.mean !== undefined) compareNumbers(column, present.map(Number));
  if (column.type.kind === 'date') {
    const sorted = [...present].sort();
    expect([column.minimum, column.maximum]).toEqual([sorted[0], sorted.at(-1)]);
  }
}

function compareNumbers(column: ColumnProfile, numbers: number[]): void {
  const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
  expect(column.mean).toBeCloseTo(mean, 6);
  expect([Number(column.minimum), Number(column.maximum)]).toEqual([
    Math.min(...numbers),
    Math.max(...numbers),
  ]);
  if (numbers.length > 1) {
    const squares = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0);
    expect(column.standardDeviation).toBeCloseTo(Math.sqrt(squares / (numbers.length - 1)), 6);
  }
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  expect(Number(column.quantiles?.['0.5'])).toBeCloseTo(
    (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2,
    6,
  );
  if (column.histogram)
    expect(column.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(numbers.length);
}

test('the type is the narrowest that every value fits', async () => {
  const one = (kind: fc.Arbitrary<string>) => fc.array(kind, { minLength: 3, maxLength: 30 });
  const cases = [
    ['int64', one(fc.integer({ min: 2 }).map(String))],
    [
      'float64',
      one(fc.float({ noNaN: true, noDefaultInfinity: true, min: 1, max: 1000 }).map((x) => x.toFixed(2))),
    ],
    ['date', one(isoDate)],
    ['timestamp', one(isoDate.map((day) => `${day} 10:30:00`))],
    ['boolean', one(fc.boolean().map(String))],
    ['uuid', one(fc.uuid())],
  ] as const;
  for (const [type, arbitrary] of cases)
    await fc.assert(
      fc.asyncProperty(arbitrary, async (values) => {
        const { columns } = await tables.profileTexts(
          ['x'],
          values.map((value) => [value]),
        );
        expect(printType(columns[0]!.type)).toBe(type);
      }),
      { numRuns: 8 },
    );
});
