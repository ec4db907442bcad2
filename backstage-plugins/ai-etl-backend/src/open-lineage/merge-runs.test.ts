import { blankRun, withRun } from './merge-runs';
import type { RunFacts } from './run-facts';

const happening = (state: RunFacts['state'], second: number): RunFacts => ({
  id: 'run',
  state,
  at: `2026-01-01T00:00:${String(second).padStart(2, '0')}.000Z`,
  producer: 'test',
  namespace: 'test',
});

const merged = (facts: RunFacts[]) => facts.reduce(withRun, blankRun(facts[0]!, 1));

function orders<T>(items: T[]): T[][] {
  if (items.length < 2) return [items];
  return items.flatMap((item, at) => orders(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));
}

it.each([
  [
    'success after running',
    [happening('running', 0), happening('running', 5), happening('success', 9)],
    'success',
    9,
  ],
  [
    'a run that is tried again',
    [happening('running', 0), happening('failed', 3), happening('success', 9)],
    'success',
    9,
  ],
  [
    'two ends at one time',
    [happening('running', 0), happening('success', 9), happening('failed', 9)],
    'failed',
    9,
  ],
  [
    'a start after the end',
    [happening('cancelled', 2), happening('running', 7), happening(undefined, 8)],
    'cancelled',
    2,
  ],
] as const)('%s ends the same in every order', (_, facts, state, second) => {
  const results = orders([...facts]).map(merged);
  const ended = `2026-01-01T00:00:0${second}.000Z`;
  for (const result of results) expect(result).toMatchObject({ state, ended_at: ended });
  expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
});
