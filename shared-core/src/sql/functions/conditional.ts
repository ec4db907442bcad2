import { scalar, type FunctionSpec } from './function-spec';

export const conditional: FunctionSpec[] = [
  scalar(
    'coalesce',
    'T, T... -> T',
    [
      ["coalesce(null, null, 'a')", 'a'],
      ['coalesce(null::integer, 0)', 0],
    ],
    'all',
  ),
  scalar(
    'nullif',
    'T, T -> T',
    [
      ["nullif('', '')", null],
      ['nullif(1, 2)', 1],
      ['nullif(null::integer, 1)', null],
    ],
    'may',
  ),
  scalar(
    'greatest',
    'T, T... -> T',
    [
      ['greatest(1, 3, 2)', 3],
      ['greatest(1, null, 2)', 2],
      ["greatest('а', 'б')", 'б'],
      ['greatest(null::integer, null::integer)', null],
    ],
    'all',
  ),
  scalar(
    'least',
    'T, T... -> T',
    [
      ['least(1, 3, 2)', 1],
      ['least(1, null, 2)', 1],
      ["least(date '2024-01-02', date '2024-01-01')", '2024-01-01'],
    ],
    'all',
  ),
];
