import { isAiEtlError } from '../errors';
import { parseType } from '../schema';
import { parseSpec, specHash } from '../spec';
import { sqlReady } from '../sql';
import { buildPlan } from './index';

beforeAll(sqlReady);

const spec = (cursor: string) =>
  [
    'apiVersion: ai-etl/v1',
    'name: p',
    'connections: { w: { system: postgresql } }',
    'steps:',
    `  - { id: rows, kind: source, connection: w, object: t, cursor: ${cursor} }`,
    '  - { id: load, kind: target, input: rows, connection: w, object: u, mode: merge, keys: [n] }',
  ].join('\n');

const types = { n: 'uint32', price: 'decimal(9,2)', day: 'date', at: 'timestamptz', name: 'string' };
const fields = Object.entries(types).map(([name, type]) => ({ name, type: parseType(type), nullable: true }));

/** What is wrong with a cursor, in a language; nothing where it is right. */
function problems(cursor: string, language: 'en' | 'ru' = 'en'): string[] {
  try {
    return buildPlan(parseSpec(spec(cursor)), { rows: { fields } }).problems.map((one) =>
      one.render(language),
    );
  } catch (error) {
    if (!isAiEtlError(error)) throw error;
    return [error.render(language)];
  }
}

it.each([
  '{ field: n, lookback: 100 }',
  '{ field: price, lookback: 1 }',
  '{ field: day, lookback: 48h }',
  '{ field: at, lookback: 90s }',
  '{ field: at, lookback: 36525d, from: 2026-01-01 }',
])('takes %s', (cursor) => expect(problems(cursor)).toEqual([]));

it.each([
  ['{ field: n, lookback: 1h }', 'does not fit the cursor "n", which is uint32: give a whole number'],
  [
    '{ field: day, lookback: 36h }',
    'does not fit the cursor "day", which is date: give whole days such as 2d',
  ],
  ['{ field: day, lookback: 2 }', 'give whole days such as 2d'],
  ['{ field: at, lookback: 3600 }', 'which is timestamptz: give a duration such as 1h'],
  [
    '{ field: name, lookback: 1 }',
    '"name", which is string: give it a cursor that is a number, a date or a time',
  ],
  ['{ field: at, lookback: 0m }', '"0m" is no time at all'],
  ['{ field: at, lookback: 36526d }', 'a duration such as 1h, at most a hundred years'],
  ['{ field: at, lookback: 99999999999999999999999999d }', 'a duration such as 1h, at most a hundred years'],
  ['{ field: at, lookback: PT1H }', '"PT1H" does not fit, expected a duration such as 30s, 15m, 2h or 1d'],
  ['{ field: n, lookback: 0 }', '0 does not fit, expected at least 1'],
  ['{ field: n, lookback: -5 }', '-5 does not fit, expected at least 1'],
  [
    '{ field: n, lookback: 1.5 }',
    '1.5 does not fit, expected a duration such as 15m, 2h or 1d, or a whole number',
  ],
])('refuses %s, in both languages', (cursor, reason) => {
  expect(problems(cursor)).toEqual([expect.stringContaining(reason)]);
  expect(problems(cursor, 'ru')).toEqual([expect.stringMatching(/[а-я]/)]);
});

it('is the same pipeline, however the time is written', () => {
  const hash = (lookback: string) => specHash(parseSpec(spec(`{ field: at, lookback: ${lookback} }`)));
  expect(hash('1h')).toBe(hash('60m'));
  expect(hash('1h')).not.toBe(hash('1d'));
});
