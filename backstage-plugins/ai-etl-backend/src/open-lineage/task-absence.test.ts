import { goneTasks } from './task-absence';

/** A letter a task, a word a run, oldest first. */
const gone = (runs: string) =>
  goneTasks(
    runs
      .split(' ')
      .reverse()
      .map((letters) => new Set(letters)),
    ['a', 'b'],
  );

it.each([
  ['that was in every run until three ago is gone', 'ab ab b b b', ['a']],
  ['that two runs did without is not yet', 'ab ab b b', []],
  [
    'that a branch skips is not, as long as it stays away no longer than twice what it did',
    'ab b b ab b b b b',
    [],
  ],
  ['that stays away longer than ever before is gone', 'ab b ab b b b', ['a']],
  ['that began late is not gone as soon, for it may be a branch of the month', 'b b b ab b b b b b b', []],
  ['that none of the runs has is gone', 'b b b', ['a']],
])('a task %s', (_, runs, expected) => {
  expect(gone(runs)).toEqual(expected);
});
