import fc from 'fast-check';
import { array, decimal, float, integer, simple, timestamp, type LogicalType } from '../../schema';
import type {
  BinaryOperator,
  Expression,
  FrameBound,
  GroupBy,
  OrderTerm,
  Query,
  Relation,
  SelectItem,
  WindowSpec,
} from '..';

/** Names as people and files have them: Cyrillic, spaces, quotes, reserved words; PostgreSQL cuts at 63 bytes. */
const name = fc.oneof(
  fc.constantFrom(
    'id',
    'delay',
    'Город',
    'select',
    'user',
    'a b',
    'x"y',
    "it's",
    'values',
    '1st',
    'ёж',
    'true',
    'время',
    '😀',
  ),
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
    .filter((text) => !text.includes('\0') && Buffer.byteLength(text) <= 63),
);
const text = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((value) => !value.includes('\0'));

const types: fc.Arbitrary<LogicalType> = fc.oneof(
  fc.constantFrom(...(['boolean', 'string', 'bytes', 'date', 'time', 'uuid', 'json'] as const)).map(simple),
  fc.constantFrom(
    integer(16),
    integer(32),
    integer(64),
    float(32),
    float(64),
    decimal(10, 2),
    decimal(38, 10),
  ),
  fc.constantFrom(
    timestamp(false),
    timestamp(true),
    timestamp(false, 3),
    array(integer(32)),
    array(simple('string')),
  ),
);

const literal: fc.Arbitrary<Expression> = fc.oneof(
  fc
    .integer({ min: -1_000_000, max: 1_000_000 })
    .map((value) => ({ kind: 'literal' as const, value, type: integer(32) })),
  fc
    .constantFrom('0.5', '-12.50', '123456789012345678901234567890')
    .map((value) => ({ kind: 'literal' as const, value, type: shape(value) })),
  text.map((value) => ({ kind: 'literal' as const, value, type: simple('string') })),
  fc.boolean().map((value) => ({ kind: 'literal' as const, value, type: simple('boolean') })),
  fc.constant({ kind: 'literal' as const, value: null, type: 'null' as const }),
  fc.constant({ kind: 'literal' as const, value: '2024-02-29', type: simple('date') }),
  fc.constant({ kind: 'literal' as const, value: '2024-02-29 10:00:00+03', type: timestamp(true) }),
  fc
    .constantFrom('1 day', '-2 months', '1 year 3 hours')
    .map((amount) => ({ kind: 'interval' as const, amount })),
);

function shape(value: string): LogicalType {
  const [whole = '', fraction = ''] = value.replace('-', '').split('.');
  const digits = whole.replace(/^0+/, '').length + fraction.length;
  return decimal(Math.max(digits, fraction.length), fraction.length);
}

const operators: BinaryOperator[] = [
  'and',
  'or',
  '=',
  '<>',
  '<',
  '<=',
  '>',
  '>=',
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
  '||',
  '~',
  '~*',
  '!~',
  '!~*',
  '->',
  '->>',
];
const list = <T>(item: fc.Arbitrary<T>, minLength = 0, maxLength = 3) =>
  fc.array(item, { minLength, maxLength });
const maybe = <T, K extends string>(key: K, item: fc.Arbitrary<T>) =>
  fc
    .option(item, { nil: undefined, freq: 2 })
    .map((value) => (value === undefined ? {} : { [key]: value }) as { [P in K]?: T });

const isPlainNumber = (e: Expression) =>
  e.kind === 'literal' && e.type !== 'null' && ['integer', 'decimal'].includes(e.type.kind);
const folds = (e: Expression) =>
  (e.kind === 'exists' || (e.kind === 'in' && !Array.isArray(e.list))) && !e.negated;

const column = (columnName: string): Expression => ({ kind: 'column', name: columnName });
const offset = (value: number): Expression => ({ kind: 'literal', value, type: integer(32) });

/** Trees in the one form that parsing gives, over all that the canonical dialect holds. */
export const trees = fc.letrec<{ expression: Expression; query: Query; relation: Relation }>((tie) => {
  const expression = tie('expression');
  const sortKey = expression.filter((e) => !isPlainNumber(e));
  const order: fc.Arbitrary<OrderTerm> = fc.record({
    expression: sortKey,
    direction: fc.constantFrom('asc' as const, 'desc' as const),
    nulls: fc.constantFrom('first' as const, 'last' as const),
  });
  const bound = (kinds: FrameBound['kind'][]): fc.Arbitrary<FrameBound> =>
    fc
      .constantFrom(...kinds)
      .map(
        (kind) =>
          (kind === 'preceding' || kind === 'following'
            ? { kind, offset: offset(2) }
            : { kind }) as FrameBound,
      );
  const frame: fc.Arbitrary<NonNullable<WindowSpec['frame']>> = fc.record({
    unit: fc.constantFrom('rows' as const, 'range' as const, 'groups' as const),
    from: bound(['unbounded-preceding', 'preceding', 'current-row']),
    to: bound(['current-row', 'following', 'unbounded-following']),
  });
  const window: fc.Arbitrary<WindowSpec> = fc
    .tuple(list(expression, 0, 2), list(order, 0, 2), maybe('frame', frame))
    .map(([partitionBy, orderBy, rest]) => ({ partitionBy, orderBy, ...rest }));
  const call = fc.oneof(
    fc.record({
      kind: fc.constant('call' as const),
      function: fc.constantFrom('lower', 'coalesce', 'greatest', 'concat'),
      arguments: list(expression, 1),
    }),
    fc
      .tuple(expression, expression)
      .map((pair) => ({ kind: 'call' as const, function: 'nullif', arguments: pair })),
    fc.tuple(fc.constantFrom('year', 'epoch'), expression).map(([unit, e]) => ({
      kind: 'call' as const,
      function: 'extract',
      arguments: [{ kind: 'literal' as const, value: unit, type: simple('string') }, e],
    })),
    fc
      .tuple(expression, expression)
      .map((pair) => ({ kind: 'call' as const, function: 'timezone', arguments: pair })),
    fc
      .tuple(
        fc.constantFrom('bitand', 'bitor', 'bitxor', 'bit_shift_left', 'bit_shift_right'),
        expression,
        expression,
      )
      .map(([f, ...pair]) => ({ kind: 'call' as const, function: f, arguments: pair })),
    expression.map((e) => ({ kind: 'call' as const, function: 'bitnot', arguments: [e] })),
    fc.tuple(expression, name).map(([e, n]) => ({
      kind: 'call' as const,
      function: 'collate',
      arguments: [e, { kind: 'literal' as const, value: n, type: simple('string') }],
    })),
    fc
      .constantFrom('current_date', 'now', 'localtimestamp')
      .map((f) => ({ kind: 'call' as const, function: f, arguments: [] })),
    fc.constant({ kind: 'call' as const, function: 'count', arguments: [{ kind: 'star' as const }] }),
    fc
      .tuple(
        expression,
        maybe('distinct', fc.constant(true)),
        maybe('filter', expression),
        maybe('orderBy', list(order, 1, 2)),
      )
      .map(
        ([e, ...rest]) =>
          Object.assign(
            { kind: 'call' as const, function: 'array_agg', arguments: [e] },
            ...rest,
          ) as Expression,
      ),
    fc.tuple(expression, fc.oneof(window, name), maybe('filter', expression)).map(([e, over, filter]) => ({
      kind: 'call' as const,
      function: 'sum',
      arguments: [e],
      over,
      ...filter,
    })),
    fc.tuple(expression, list(order, 1, 1)).map(([e, orderBy]) => ({
      kind: 'call' as const,
      function: 'percentile_cont',
      arguments: [e],
      orderBy,
    })),
  ) as fc.Arbitrary<Expression>;
  const branch = fc.record({ when: expression, then: expression });
  const item: fc.Arbitrary<SelectItem> = fc.oneof(
    { weight: 5, arbitrary: fc.record({ expression, alias: name }) },
    {
      weight: 1,
      arbitrary: maybe('table', name).map((table) => ({ expression: { kind: 'star' as const, ...table } })),
    },
  );
  const plainItem = fc.record({ expression, alias: name });
  const groupBy: fc.Arbitrary<GroupBy> = fc.oneof(
    fc.record({
      kind: fc.constantFrom('plain' as const, 'rollup' as const, 'cube' as const),
      items: list(sortKey, 1),
    }),
    fc.constant<GroupBy>({ kind: 'sets', items: [column('a'), column('b')], sets: [[0, 1], [0], []] }),
  );
  const tail = [
    maybe('orderBy', list(order, 1, 2)),
    maybe('limit', fc.constant(offset(10))),
    maybe('offset', fc.constant(offset(3))),
  ] as const;
  const common = maybe('with', list(fc.record({ name, query: tie('query') }), 1, 2));
  const select = fc
    .tuple(
      list(plainItem, 1),
      maybe('with', list(fc.record({ name, query: tie('query') }), 1, 2)),
      maybe('distinct', fc.oneof(fc.constant('all' as const), list(sortKey, 1, 2))),
      maybe('from', tie('relation')),
      maybe('where', expression),
      maybe('groupBy', groupBy),
      maybe('having', expression),
      maybe('windows', list(fc.record({ name, spec: window }), 1, 2)),
      ...tail,
    )
    .map(([items, ...parts]) => Object.assign({ kind: 'select' as const, items }, ...parts) as Query);
  const starred = fc
    .tuple(list(item, 1), maybe('from', tie('relation')))
    .map(([items, from]) => ({ kind: 'select' as const, items, ...from }));
  const set = fc
    .tuple(
      fc.constantFrom('union' as const, 'intersect' as const, 'except' as const),
      fc.boolean(),
      tie('query'),
      tie('query'),
      common,
      ...tail,
    )
    .map(
      ([operator, all, left, right, ...parts]) =>
        Object.assign({ kind: 'set' as const, operator, all, left, right }, ...parts) as Query,
    );
  const values = fc
    .integer({ min: 1, max: 3 })
    .chain((width) => list(fc.array(expression, { minLength: width, maxLength: width }), 1))
    .map((rows) => ({ kind: 'values' as const, rows }));

  return {
    expression: fc.oneof(
      { depthSize: 'small', maxDepth: 5 },
      { weight: 4, arbitrary: literal },
      {
        weight: 6,
        arbitrary: fc
          .tuple(maybe('table', name), name)
          .map(([table, n]) => ({ kind: 'column' as const, ...table, name: n })),
      },
      { weight: 1, arbitrary: name.map((n) => ({ kind: 'parameter' as const, name: n })) },
      { weight: 4, arbitrary: call },
      {
        weight: 2,
        arbitrary: expression
          .filter((e) => !folds(e))
          .map((operand) => ({ kind: 'unary' as const, operator: 'not' as const, operand })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(
            fc.constantFrom('-' as const, '+' as const),
            expression.filter((e) => !isPlainNumber(e)),
          )
          .map(([operator, operand]) => ({ kind: 'unary' as const, operator, operand })),
      },
      {
        weight: 8,
        arbitrary: fc.record({
          kind: fc.constant('binary' as const),
          operator: fc.constantFrom(...operators),
          left: expression,
          right: expression,
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constant('is' as const),
          operand: expression,
          test: fc.constantFrom('null' as const, 'true' as const, 'false' as const),
          negated: fc.boolean(),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('distinct-from' as const),
          left: expression,
          right: expression,
          negated: fc.boolean(),
        }),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(
            expression,
            expression,
            fc.boolean(),
            fc.boolean(),
            maybe('escape', fc.constantFrom('!', '', '\\', 'я')),
          )
          .map(([operand, pattern, caseInsensitive, negated, escape]) => ({
            kind: 'like' as const,
            operand,
            pattern,
            caseInsensitive,
            negated,
            ...escape,
          })),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constant('between' as const),
          operand: expression,
          low: expression,
          high: expression,
          negated: fc.boolean(),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constant('in' as const),
          operand: expression,
          list: list(expression, 1).filter(([item, ...more]) => more.length > 0 || item?.kind !== 'subquery'),
          negated: fc.boolean(),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('in' as const),
          operand: expression,
          list: tie('query'),
          negated: fc.boolean(),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('exists' as const),
          query: tie('query'),
          negated: fc.boolean(),
        }),
      },
      { weight: 1, arbitrary: tie('query').map((query) => ({ kind: 'subquery' as const, query })) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(maybe('operand', expression), list(branch, 1, 2), maybe('otherwise', expression))
          .map(([operand, branches, otherwise]) => ({
            kind: 'case' as const,
            ...operand,
            branches,
            ...otherwise,
          })),
      },
      {
        weight: 2,
        arbitrary: fc.record({ kind: fc.constant('cast' as const), operand: expression, type: types }),
      },
      { weight: 1, arbitrary: list(expression, 1).map((items) => ({ kind: 'array' as const, items })) },
    ) as fc.Arbitrary<Expression>,
    query: fc.oneof({ depthSize: 'small', maxDepth: 3 }, starred, select, values, set) as fc.Arbitrary<Query>,
    relation: fc.oneof(
      { depthSize: 'small', maxDepth: 3 },
      {
        weight: 4,
        arbitrary: fc
          .tuple(list(name, 1, 2), maybe('alias', name))
          .map(([path, alias]) => ({ kind: 'table' as const, path, ...alias })),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(tie('query'), name, maybe('lateral', fc.constant(true)))
          .map(([query, alias, lateral]) => ({ kind: 'derived' as const, query, alias, ...lateral })),
      },
      {
        weight: 3,
        arbitrary: fc
          .tuple(
            fc.constantFrom('inner' as const, 'left' as const, 'right' as const, 'full' as const),
            tie('relation'),
            tie('relation'),
            fc.oneof(
              expression.map((on) => ({ on })),
              list(name, 1, 2).map((using) => ({ using })),
              fc.constant({ natural: true as const }),
            ),
          )
          .map(([type, left, right, condition]) => ({
            kind: 'join' as const,
            type,
            left,
            right,
            ...condition,
          })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(tie('relation'), tie('relation'))
          .map(([left, right]) => ({ kind: 'join' as const, type: 'cross' as const, left, right })),
      },
    ) as fc.Arbitrary<Relation>,
  };
});
