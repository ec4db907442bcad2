import { scalar, type FunctionSpec } from './function-spec';

/** Numbers. A function that PostgreSQL has for float8 only gives float64. */
export const number: FunctionSpec[] = [
  scalar('abs', 'number -> @same', [
    ['abs(-5)', 5],
    ['abs(-2.50)', 2.5],
    ['abs(null::integer)', null],
  ]),
  scalar('ceil', 'number -> @whole', [
    ['ceil(1.2)', 2],
    ['ceil(-1.2)', -1],
    ['ceil(1.5::float8)', 2],
  ]),
  scalar('floor', 'number -> @whole', [
    ['floor(1.8)', 1],
    ['floor(-1.2)', -2],
  ]),
  scalar(
    'round',
    ['number -> @whole', 'number, integer -> @rounded'],
    [
      ['round(2.5)', 3],
      ['round(-2.5)', -3],
      ['round(2.5::float8)', 2],
      ['round(3.5::float8)', 4],
      ['round(2.345, 2)', 2.35],
      ['round(-2.345, 2)', -2.35],
      ['round(1234.5, -2)', 1200],
      ['round(7, 2)', 7],
      ['round(null::numeric(5,2), 1)', null],
    ],
  ),
  scalar(
    'trunc',
    ['number -> @whole', 'number, integer -> @rounded'],
    [
      ['trunc(2.9)', 2],
      ['trunc(-2.9)', -2],
      ['trunc(2.999, 2)', 2.99],
      ['trunc(-2.999::float8)', -2],
    ],
  ),
  scalar('mod', 'exact, exact -> @mod', [
    ['mod(7, 3)', 1],
    ['mod(-7, 3)', -1],
    ['mod(7, -3)', 1],
    ['mod(5.5, 2)', 1.5],
  ]),
  scalar('div', 'exact, exact -> @div', [
    ['div(7, 2)', 3],
    ['div(-7, 2)', -3],
  ]),
  scalar('power', 'float, float -> float64', [
    ['power(2, 10)', 1024],
    ['power(2, -1)', 0.5],
  ]),
  scalar('sqrt', 'float -> float64', [
    ['sqrt(16)', 4],
    ['sqrt(2.25)', 1.5],
  ]),
  scalar('cbrt', 'float -> float64', [['cbrt(27)', 3]]),
  scalar('exp', 'float -> float64', [['exp(0)', 1]]),
  scalar('ln', 'float -> float64', [['ln(1)', 0]]),
  scalar('log', 'float, float? -> float64', [
    ['log(1000)', 3],
    ['log(2, 8)', 3],
  ]),
  scalar('sign', 'number -> float64', [
    ['sign(-7)', -1],
    ['sign(0)', 0],
    ['sign(0.5)', 1],
  ]),
  scalar('pi', '-> float64', [['pi()', 3.141592653589793]]),
  ...['sin', 'cos', 'tan', 'asin', 'acos', 'atan'].map((name) =>
    scalar(name, 'float -> float64', [[`${name}(0.5)`, Math[name as 'sin'](0.5)]]),
  ),
  scalar('atan2', 'float, float -> float64', [['atan2(1, 2)', Math.atan2(1, 2)]]),
  scalar('degrees', 'float -> float64', [['degrees(pi())', 180]]),
  scalar('radians', 'float -> float64', [['radians(180)', Math.PI]]),
  scalar('gcd', 'integer, integer -> @mod', [
    ['gcd(12, 18)', 6],
    ['gcd(-12, 18)', 6],
  ]),
  scalar('lcm', 'integer, integer -> @mod', [['lcm(4, 6)', 12]]),
  scalar('width_bucket', 'float, float, float, integer -> int32', [
    ['width_bucket(5, 0, 10, 5)', 3],
    ['width_bucket(-1, 0, 10, 5)', 0],
    ['width_bucket(10, 0, 10, 5)', 6],
  ]),
  scalar('bitand', 'integer, integer -> @mod', [
    ['12 & 10', 8],
    ['-1 & 255', 255],
    ['12 & null::integer', null],
  ]),
  scalar('bitor', 'integer, integer -> @mod', [
    ['12 | 3', 15],
    ['-8 | 1', -7],
  ]),
  scalar('bitxor', 'integer, integer -> @mod', [
    ['12 # 10', 6],
    ['-1 # 5', -6],
  ]),
  scalar('bitnot', 'integer -> @same', [
    ['~5', -6],
    ['~(-1)', 0],
    ["~length('abc')", -4],
  ]),
  scalar('bit_shift_left', 'integer, integer -> @same', [
    ['1 << 10', 1024],
    ['3::bigint << 40', 3298534883328],
    ['(5 & 4) << (1 | 2)', 32],
  ]),
  scalar('bit_shift_right', 'integer, integer -> @same', [
    ['1024 >> 3', 128],
    ['-8 >> 1', -4],
  ]),
  scalar('random', '-> float64', [['random() < 1', true]]),
];
