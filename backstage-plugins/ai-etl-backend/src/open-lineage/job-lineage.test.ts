import type { RunState } from '../database/tables';
import { counting, designMoment, isGone, marksOf, momentOf, type Moment } from './job-lineage';

const second = (at: number) => `2026-01-01T00:00:${String(at).padStart(2, '0')}.000Z`;

/** Runs as they are once all of their events have come. */
const run = (id: string, state: RunState, at: number, ...told: string[]) => {
  const startedAt = second(at);
  return momentOf({ id, state, startedAt, told, run: { id, startedAt } });
};

const live = (...moments: (Moment | undefined)[]) =>
  marksOf(counting(moments.flatMap((moment) => moment ?? [])));

const first = run('a', 'success', 1, 'in', 'in and out');

it.each([
  ['a run that tells less takes its place', run('b', 'success', 3, 'in'), ['in']],
  ['a run that fails only adds', run('b', 'failed', 3, 'other'), ['in', 'in and out', 'other']],
  ['a run that still runs only adds', run('b', 'running', 3, 'other'), ['in', 'in and out', 'other']],
  ['a run that tells nothing changes nothing', run('b', 'success', 3), ['in', 'in and out']],
  ['an older run changes nothing', run('b', 'success', 0, 'old'), ['in', 'in and out']],
])('%s', (_, second_, expected) => {
  expect(live(first, second_)).toEqual(expected);
  expect(live(second_, first)).toEqual(expected);
});

it('what failed runs told goes with the next success', () => {
  expect(live(first, run('b', 'failed', 3, 'other'), run('c', 'success', 5, 'in'))).toEqual(['in']);
});

it('of two runs that began at one time the one with the greater id counts', () => {
  const [one, other] = [run('a', 'success', 1, 'one'), run('b', 'success', 1, 'other')];
  expect([live(one, other), live(other, one)]).toEqual([['other'], ['other']]);
});

it('an event of the job itself is what counts until something newer comes', () => {
  const design = (at: number, mark: string) => designMoment(`event ${mark}`, second(at), [mark]);
  expect(live(design(9, 'new'), design(1, 'old'))).toEqual(['new']);
});

describe('a task', () => {
  const load = { job: 'test/dag.load', task: 'load', lastAt: second(1) };

  it.each([
    ['is gone when a newer list leaves it out', load, { at: second(2), tasks: ['extract'] }, true],
    ['is there when the list names it', load, { at: second(2), tasks: ['load'] }, false],
    ['is there when it told in the run of the list', load, { at: second(1), tasks: ['extract'] }, false],
    [
      'is there when it is not named after the DAG, for that does not list it',
      { ...load, job: 'test/load' },
      { at: second(2), tasks: ['extract'] },
      false,
    ],
    ['is gone when its runs show so', load, { at: second(2), gone: ['load'] }, true],
    ['is there without a list', load, undefined, false],
    [
      'is no task where it is the pipeline itself',
      { ...load, task: null },
      { at: second(2), tasks: [] },
      false,
    ],
  ])('%s', (_, job, roster, expected) => {
    expect(isGone(job, roster)).toBe(expected);
  });
});
