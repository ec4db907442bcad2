import fc from 'fast-check';
import { tokenize } from '../text/token';
import { bestCover, type Span } from './cover';
import { compilePattern, matches, type Reader } from './pattern';

const number: Reader = (tokens, at) =>
  tokens[at]?.kind === 'number' ? [{ end: at + 1, value: tokens[at]!.number, score: 1 }] : [];
const found = (pattern: string, text: string) => [
  ...matches(compilePattern(pattern), tokenize(text), 0, { number }),
];

describe('the pattern language', () => {
  it.each([
    ['every day', 'Every days', 2],
    ['(every|each) [single] day', 'each single day', 3],
    ['(every|each) [single] day', 'each day', 2],
    ['превыша*', 'превышает', 1],
    ['каждый {n:number} [минут]', 'каждые 5 минут', 3],
    ['!order', 'order', 1],
  ])('%j matches %j', (pattern, text, end) =>
    expect(Math.max(...found(pattern, text).map((match) => match.end))).toBe(end),
  );

  it.each([
    ['every day', 'every'],
    ['!order', 'orders'],
    ['day', '"day"'],
    ['[a] b', 'c'],
  ])('%j does not match %j', (pattern, text) => expect(found(pattern, text)).toEqual([]));
  it('captures by name', () => expect(found('top {n:number}', 'top 10')[0]?.captures).toEqual({ n: 10 }));
  it('gives every way to match', () =>
    expect(
      found('a [b] [b]', 'a b b')
        .map(({ end }) => end)
        .sort(),
    ).toEqual([1, 2, 2, 3]));
  it.each(['(a|b', 'a)', '[a'])('refuses %j', (pattern) =>
    expect(() => compilePattern(pattern)).toThrow(/pattern/),
  );
});

describe('the best cover', () => {
  const span = fc
    .record({
      start: fc.nat(7),
      length: fc.integer({ min: 1, max: 4 }),
      weight: fc.integer({ min: 1, max: 20 }),
    })
    .map(({ start, length, weight }): Span => ({ start, end: Math.min(8, start + length), weight }))
    .filter(({ start, end }) => end > start);
  const worth = (spans: readonly Span[]) => spans.reduce((sum, { weight }) => sum + weight, 0);
  const apart = (spans: readonly Span[]) =>
    spans.every((one, index) =>
      spans.slice(index + 1).every((other) => one.end <= other.start || other.end <= one.start),
    );

  it('is worth as much as the best of all choices, and its spans do not overlap', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 9 }), (spans) => {
        const chosen = bestCover(spans, 8);
        const every = Array.from({ length: 2 ** spans.length }, (_, mask) =>
          spans.filter((_, index) => mask & (2 ** index)),
        );
        expect(apart(chosen)).toBe(true);
        expect(worth(chosen)).toBe(Math.max(0, ...every.filter(apart).map(worth)));
      }),
    );
  });
});
