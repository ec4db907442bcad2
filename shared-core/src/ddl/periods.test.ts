import fc from 'fast-check';
import { partitionGrains } from './layout';
import { periodsBetween } from './periods';

test('months of a year that a profile names', () => {
  const periods = periodsBetween('month', '2001-01-01 00:01:00', '2001-07-01', 1000);
  expect(periods?.map(({ label }) => label)).toEqual([
    '2001_01',
    '2001_02',
    '2001_03',
    '2001_04',
    '2001_05',
    '2001_06',
    '2001_07',
  ]);
  expect(periods?.at(-1)).toMatchObject({ from: '2001-07-01', to: '2001-08-01' });
});

test('weeks begin on Monday', () => {
  expect(periodsBetween('week', '2024-03-03', '2024-03-04', 10)).toEqual([
    { label: 'w2024_02_26', from: '2024-02-26', to: '2024-03-04' },
    { label: 'w2024_03_04', from: '2024-03-04', to: '2024-03-11' },
  ]);
});

test('a time with a zone lies in the period of its UTC instant', () => {
  expect(periodsBetween('day', '2024-01-01 01:00:00+03', '2024-01-01 01:00:00+03', 10)).toEqual([
    { label: '2023_12_31', from: '2023-12-31', to: '2024-01-01' },
  ]);
});

test('what is no date gives no periods', () => {
  expect(periodsBetween('day', 'infinity', '2024-01-01', 10)).toBeUndefined();
});

const instant = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });

test('periods are without gaps and hold both bounds', () => {
  fc.assert(
    fc.property(
      instant,
      fc.integer({ min: 0, max: 900 }),
      fc.constantFrom(...partitionGrains),
      (from, days, grain) => {
        const [low, high] = [from, new Date(from.getTime() + days * 86_400_000)].map((date) =>
          date.toISOString().slice(0, 10),
        );
        const periods = periodsBetween(grain, low!, high!, 1000)!;
        expect(periods[0]!.from <= low!).toBe(true);
        expect(periods.at(-1)!.to > high!).toBe(true);
        for (const [index, { from: start }] of periods.slice(1).entries())
          expect(start).toBe(periods[index]!.to);
        expect(new Set(periods.map(({ label }) => label)).size).toBe(periods.length);
      },
    ),
  );
});
