import { rowFunction, scalar, type FunctionSpec } from './function-spec';

/** JSON and arrays; arrays count from 1. */
export const collections: FunctionSpec[] = [
  scalar('json_array_length', 'json -> int32', [["json_array_length('[1, 2, [3]]'::json)", 3]]),
  scalar(
    'array_length',
    'array, integer -> int32',
    [
      ['array_length(array[1, 2, 3], 1)', 3],
      ["array_length(string_to_array('', ','), 1)", null],
    ],
    'may',
  ),
  scalar('cardinality', 'array -> int32', [['cardinality(array[1, 2, 3])', 3]]),
  scalar(
    'array_element',
    'array, integer -> @element',
    [
      ['(array[10, 20, 30])[2]', 20],
      ['(array[10, 20, 30])[5]', null],
      ["(string_to_array('a,b', ','))[1]", 'a'],
    ],
    'may',
  ),
  scalar('array_contains', 'array<T>, T -> boolean', [
    ["'b' = any(string_to_array('a,b', ','))", true],
    ["'z' = any(string_to_array('a,b', ','))", false],
  ]),
  scalar(
    'array_position',
    'array<T>, T -> int32',
    [
      ['array_position(array[5, 6, 7], 6)', 2],
      ['array_position(array[5, 6, 7], 9)', null],
    ],
    'may',
  ),
  scalar('array_append', 'array<T>, T -> array<T>', [['array_append(array[1, 2], 3)', [1, 2, 3]]]),
  scalar('array_cat', 'array<T>, array<T> -> array<T>', [['array_cat(array[1, 2], array[3])', [1, 2, 3]]]),
  scalar('array_to_string', 'array, string -> string', [
    ["array_to_string(array['a', 'б'], '-')", 'a-б'],
    ["array_to_string(array[1, 2], ',')", '1,2'],
  ]),
  scalar('string_to_array', 'string, string -> array<string>', [
    ["string_to_array('a,б,', ',')", ['a', 'б', '']],
    ["string_to_array('abc', ';')", ['abc']],
  ]),
  rowFunction('unnest', 'array<T> -> T', [
    ['(select sum(x) from (select unnest(array[1, 2, 4]) as x) as s)', 7],
    ["(select max(x) from unnest(array['а', 'б']) as u(x))", 'б'],
  ]),
  rowFunction(
    'generate_series',
    [
      'integer, integer, integer? -> @same',
      'timestamp, timestamp, interval -> timestamp',
      'timestamptz, timestamptz, interval -> timestamptz',
    ],
    [
      ['(select sum(x) from generate_series(1, 4) as g(x))', 10],
      ['(select min(x) from (select generate_series(9, 1, -3) as x) as s)', 3],
      ['(select count(*) from generate_series(2, 1) as g(x))', 0],
      [
        "(select max(x) from generate_series(timestamp '2024-02-28', timestamp '2024-03-01 12:00:00', interval '1 day') as g(x))",
        '2024-03-01 00:00:00',
      ],
      [
        "(select max(x) from generate_series(timestamp '2024-01-01', timestamp '2024-12-31', interval '3 months') as g(x))",
        '2024-10-01 00:00:00',
      ],
    ],
  ),
];
