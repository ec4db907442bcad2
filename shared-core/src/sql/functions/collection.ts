import { scalar, type FunctionSpec } from './function-spec';

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
];
