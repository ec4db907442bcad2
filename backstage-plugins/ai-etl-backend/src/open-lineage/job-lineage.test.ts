import type { RunState } from '../database/tables';
import { blankJob, liveMarks, withTelling, type JobTelling } from './job-lineage';

const second = (at: number) => `2026-01-01T00:00:${String(at).padStart(2, '0')}.000Z`;

/** Runs as their events tell of them: state and marks are what is known once that event has come. */
function eventsOf(id: string, list: [type: RunState, at: number, mark?: string][]) {
  return list.map(([state, at, mark]) => ({ id, state, at, mark }));
}

type Event = ReturnType<typeof eventsOf>[number];

/** What a job is after events have come in this order. */
function after(events: Event[]): string[] {
  const runs = new Map<string, { state: RunState; startedAt: string; told: string[] }>();
  let job = blankJob;
  for (const { id, state, at, mark } of events) {
    const before = runs.get(id) ?? { state, startedAt: second(at), told: [] };
    const run = {
      state: before.state === 'running' ? state : before.state,
      startedAt: before.startedAt < second(at) ? before.startedAt : second(at),
      told: mark === undefined ? before.told : [...new Set([...before.told, mark])].sort(),
    };
    runs.set(id, run);
    const telling: JobTelling = { at: second(at), mark, run: { id, ...run } };
    job = withTelling(job, telling);
  }
  return liveMarks(job).sort();
}

function orders<T>(items: T[]): T[][] {
  if (items.length < 2) return [items];
  return items.flatMap((item, at) => orders(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));
}

const first = eventsOf('a', [
  ['running', 1, 'in'],
  ['success', 2, 'in and out'],
]);

it.each([
  [
    'a run that tells less takes its place',
    eventsOf('b', [
      ['running', 3],
      ['success', 4, 'in'],
    ]),
    ['in'],
  ],
  [
    'a run that fails only adds',
    eventsOf('b', [
      ['running', 3, 'other'],
      ['failed', 4, 'other'],
    ]),
    ['in', 'in and out', 'other'],
  ],
  [
    'a run that tells nothing changes nothing',
    eventsOf('b', [
      ['running', 3],
      ['success', 4],
    ]),
    ['in', 'in and out'],
  ],
  [
    'what only the start of a run told counts with its end',
    eventsOf('b', [
      ['running', 3, 'in'],
      ['success', 4],
    ]),
    ['in'],
  ],
])('%s, in whatever order the events come', (_, second_, expected) => {
  for (const order of orders([...first, ...second_])) expect(after(order)).toEqual(expected);
});

it('what failed runs told goes with the next success', () => {
  const failed = eventsOf('b', [['failed', 3, 'other']]);
  const third = eventsOf('c', [
    ['running', 5, 'in'],
    ['success', 6, 'in'],
  ]);
  for (const order of orders([...first, ...failed, ...third])) expect(after(order)).toEqual(['in']);
});

it('an event of the job itself is what counts until something newer comes', () => {
  const design = (at: number, mark: string): JobTelling => ({ at: second(at), mark });
  for (const order of orders([design(1, 'old'), design(9, 'new')]))
    expect(liveMarks(order.reduce(withTelling, blankJob))).toEqual(['new']);
});
