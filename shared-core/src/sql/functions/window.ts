import { windowFunction, type FunctionSpec } from './function-spec';

/** The values of a call over five rows, joined in order of their key. */
const over = (call: string): string =>
  `(select array_agg(r order by k) from (select k, ${call} as r from (values (1, 10), (2, 20), (3, 20), (4, null), (5, 30)) as v(k, x)) as t)`;

export const windows: FunctionSpec[] = [
  windowFunction(
    'row_number',
    '-> int64',
    [[over('row_number() over (order by k desc)'), [5, 4, 3, 2, 1]]],
    'never',
  ),
  windowFunction('rank', '-> int64', [[over('rank() over (order by x)'), [1, 2, 2, 5, 4]]], 'never'),
  windowFunction(
    'dense_rank',
    '-> int64',
    [[over('dense_rank() over (order by x desc)'), [4, 3, 3, 1, 2]]],
    'never',
  ),
  windowFunction(
    'percent_rank',
    '-> float64',
    [[over('percent_rank() over (order by k)'), [0, 0.25, 0.5, 0.75, 1]]],
    'never',
  ),
  windowFunction(
    'cume_dist',
    '-> float64',
    [[over('cume_dist() over (order by k)'), [0.2, 0.4, 0.6, 0.8, 1]]],
    'never',
  ),
  windowFunction(
    'ntile',
    'integer -> int64',
    [[over('ntile(2) over (order by k)'), [1, 1, 1, 2, 2]]],
    'never',
  ),
  windowFunction(
    'lag',
    ['T -> T', 'T, integer -> T', 'T, integer, T -> T'],
    [
      [over('lag(x) over (order by k)'), [null, 10, 20, 20, null]],
      [over('lag(k, 2, 0) over (order by k)'), [0, 0, 1, 2, 3]],
    ],
    'may',
  ),
  windowFunction(
    'lead',
    ['T -> T', 'T, integer -> T', 'T, integer, T -> T'],
    [
      [over('lead(k) over (order by k)'), [2, 3, 4, 5, null]],
      [over('lead(x, 1, 7) over (order by k)'), [20, 20, null, 30, 7]],
    ],
    'may',
  ),
  windowFunction(
    'first_value',
    'T -> T',
    [[over('first_value(x) over (order by x desc)'), [null, null, null, null, null]]],
    'may',
  ),
  windowFunction(
    'last_value',
    'T -> T',
    [
      [over('last_value(k) over (order by k)'), [1, 2, 3, 4, 5]],
      [
        over('last_value(k) over (order by k rows between unbounded preceding and unbounded following)'),
        [5, 5, 5, 5, 5],
      ],
    ],
    'may',
  ),
  windowFunction(
    'nth_value',
    'T, integer -> T',
    [[over('nth_value(x, 2) over (order by k)'), [null, 20, 20, 20, 20]]],
    'may',
  ),
];
