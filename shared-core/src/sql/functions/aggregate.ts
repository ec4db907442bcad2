import { aggregate, orderedSet, type FunctionSpec } from './function-spec';

/** A call over the rows of `v(x)`. */
const over = (call: string, values: string): string => `(select ${call} from (values ${values}) as v(x))`;
/** A call over rows of `v(x, y)`. */
const pairs = (call: string): string =>
  `(select ${call} from (values (1, 2), (2, 3), (3, 5), (4, null)) as v(x, y))`;
/** A call over no rows at all. */
const nothing = (call: string): string => `(select ${call} from (values (1)) as v(x) where x > 5)`;

const statistics = (name: string, result: number): FunctionSpec =>
  aggregate(
    name,
    'float -> float64',
    [
      [over(`${name}(x)`, '(2), (4), (4), (4), (5), (5), (7), (9), (null)'), result],
      [over(`${name}(x)`, '(5)'), name.endsWith('_pop') ? 0 : null],
      [nothing(`${name}(x)`), null],
    ],
    'may',
  );

const twoColumns = (name: string, result: number): FunctionSpec =>
  aggregate(name, 'float, float -> float64', [[pairs(`${name}(y, x)`), result]], 'may');

/** Aggregates skip NULL, and give NULL over no rows; count gives 0. */
export const aggregates: FunctionSpec[] = [
  aggregate(
    'count',
    'any -> int64',
    [
      [over('count(*)', '(1), (null)'), 2],
      [over('count(x)', '(1), (null)'), 1],
      [over('count(distinct x)', '(1), (1), (2), (null)'), 2],
      [nothing('count(x)'), 0],
      [over('count(*) filter (where x > 1)', '(1), (2), (3)'), 2],
    ],
    'never',
  ),
  aggregate(
    'sum',
    ['number -> @sum', 'interval -> interval'],
    [
      [over('sum(x)', '(1), (2), (null)'), 3],
      [over('sum(x)', '(0.1), (0.2)'), 0.3],
      [over('sum(distinct x)', '(2), (2), (3)'), 5],
      [over('sum(x)', '(9223372036854775807), (1)'), '9223372036854775808'],
      [over('sum(x) filter (where x > 9)', '(1), (2)'), null],
      [nothing('sum(x)'), null],
    ],
  ),
  aggregate('avg', 'number -> float64', [
    [over('avg(x)', '(1), (2), (null)'), 1.5],
    [over('avg(x)', '(0.10), (0.30)'), 0.2],
    [nothing('avg(x)'), null],
  ]),
  aggregate('min', 'sortable -> @same', [
    [over('min(x)', "('б'), ('а'), (null)"), 'а'],
    [over('min(x)', "(date '2024-02-01'), (date '2024-01-01')"), '2024-01-01'],
    [nothing('min(x)'), null],
  ]),
  aggregate('max', 'sortable -> @same', [
    [over('max(x)', '(1), (3), (null)'), 3],
    [over('max(x)', '(null::integer), (null)'), null],
    [nothing('max(x)'), null],
  ]),
  statistics('stddev', 2.138089935299395),
  statistics('stddev_pop', 2),
  statistics('variance', 4.571428571428571),
  statistics('var_pop', 4),
  twoColumns('corr', 0.9819805060619657),
  twoColumns('covar_pop', 1),
  twoColumns('covar_samp', 1.5),
  twoColumns('regr_slope', 1.5),
  twoColumns('regr_intercept', 0.3333333333333333),
  aggregate('bool_and', 'boolean -> boolean', [
    [over('bool_and(x)', '(true), (false), (null)'), false],
    [over('bool_and(x)', '(true), (null)'), true],
    [nothing('bool_and(x > 0)'), null],
  ]),
  aggregate('bool_or', 'boolean -> boolean', [
    [over('bool_or(x)', '(true), (false), (null)'), true],
    [nothing('bool_or(x > 0)'), null],
  ]),
  aggregate('bit_and', 'integer -> @same', [[over('bit_and(x)', '(6), (3)'), 2]]),
  aggregate('bit_or', 'integer -> @same', [[over('bit_or(x)', '(6), (3)'), 7]]),
  aggregate('bit_xor', 'integer -> @same', [[over('bit_xor(x)', '(6), (3)'), 5]]),
  aggregate('any_value', 'T -> T', [
    [over('any_value(x)', '(7), (7), (null)'), 7],
    [nothing('any_value(x)'), null],
  ]),
  aggregate('string_agg', 'string, string -> string', [
    [over("string_agg(x, ', ' order by x)", "('в'), ('а'), (null), ('б')"), 'а, б, в'],
    [over("string_agg(x, ',' order by x desc)", "('a'), ('b')"), 'b,a'],
    [nothing("string_agg('a', ',')"), null],
  ]),
  aggregate('array_agg', 'T -> array<T>', [
    [over('array_agg(x order by x)', '(2), (1), (3)'), [1, 2, 3]],
    [over('array_agg(x order by x)', '(2), (1), (null)'), [1, 2, null]],
    [nothing('array_agg(x)'), null],
  ]),
  aggregate(
    'grouping',
    'any... -> int32',
    [
      [
        '(select max(g) from (select grouping(x, y) as g from (values (1, 2)) as v(x, y) group by rollup (x, y)) as s)',
        3,
      ],
    ],
    'never',
  ),
  orderedSet('percentile_cont', 'float, float -> float64', [
    [over('percentile_cont(0.5) within group (order by x)', '(1), (2), (3), (4), (null)'), 2.5],
    [over('percentile_cont(0.25) within group (order by x)', '(10), (20), (30)'), 15],
    [over('percentile_cont(0.25) within group (order by x desc)', '(10), (20), (30)'), 25],
    [nothing('percentile_cont(0.5) within group (order by x)'), null],
  ]),
  orderedSet('percentile_disc', 'float, T -> T', [
    [over('percentile_disc(0.5) within group (order by x)', '(1), (2), (3), (4), (null)'), 2],
    [over('percentile_disc(0.5) within group (order by x)', "('а'), ('б'), ('в')"), 'б'],
  ]),
  orderedSet('mode', 'T -> T', [[over('mode() within group (order by x)', "('a'), ('b'), ('b')"), 'b']]),
];
