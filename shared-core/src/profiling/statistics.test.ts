import fc from 'fast-check';
import { histogramOf, lengthsOf, momentsOf, quantileShares } from './statistics';

const points = fc.array(
  fc.record({ at: fc.integer({ min: -1000, max: 1000 }), count: fc.integer({ min: 1, max: 20 }) }),
  { minLength: 1, maxLength: 30 },
);
const spread = (list: { at: number; count: number }[]) =>
  list.flatMap(({ at, count }) => Array.from({ length: count }, () => at)).sort((a, b) => a - b);
const named = (list: { at: number; count: number }[]) =>
  list.map((point) => ({ ...point, text: String(point.at) }));

test('quantiles of counted values are those of the values one by one', () => {
  fc.assert(
    fc.property(points, (list) => {
      const all = spread(list);
      const [numbers, times] = [momentsOf(named(list), 'number')!, momentsOf(named(list), 'time')!];
      for (const [index, share] of quantileShares.entries()) {
        const place = share * (all.length - 1);
        const [low, high] = [all[Math.floor(place)]!, all[Math.ceil(place)]!];
        expect(Number(numbers.quantiles[index])).toBeCloseTo(
          low + (high - low) * (place - Math.floor(place)),
          6,
        );
        expect(Number(times.quantiles[index])).toBe(all[Math.max(0, Math.ceil(share * all.length) - 1)]);
      }
    }),
  );
});

test('a histogram holds every value, in bins without gaps', () => {
  fc.assert(
    fc.property(points, (list) => {
      const bins = histogramOf(named(list), String);
      if (new Set(list.map(({ at }) => at)).size < 2) return expect(bins).toBeUndefined();
      expect(bins!.reduce((sum, { count }) => sum + count, 0)).toBe(spread(list).length);
      for (const [index, { from }] of bins!.slice(1).entries()) expect(from).toBe(bins![index]!.to);
    }),
  );
});

test('lengths are counted in characters, not in UTF-16 units', () => {
  expect(
    lengthsOf([
      { value: '👍👍', count: 1 },
      { value: 'абвг', count: 3 },
    ]),
  ).toEqual({ minimum: 2, maximum: 4, mean: 3.5 });
});
