import type { Expression, OrderTerm, Query, SelectItem, SelectQuery } from '../../ast';
import { binary, call, whole } from './build';
import { flattened } from './row-values';
import type { Reading } from './reading';

interface LimitBy {
  count: Expression;
  offset?: Expression;
  keys: Expression[];
}

const number = 'limit_by_row';

/** `LIMIT n BY k`: the first n rows of each k, by a row number around the query. */
export function limitedBy(select: SelectQuery, { count, offset, keys }: LimitBy, reading: Reading): Query {
  if (reading.isLenient) return select;
  if (select.groupBy || select.distinct || select.items.some(({ expression }) => expression.kind === 'star'))
    throw reading.refusal('LIMIT BY of a star, of groups or of DISTINCT');
  const { orderBy = [], limit, offset: skipped, with: parts, ...rest } = select;
  const terms = orderBy.map((term) => ({ ...term, expression: itemOf(term, select.items) }));
  const sorts: SelectItem[] = terms.map(({ expression }, index) => ({
    expression,
    alias: `limit_by_key_${index + 1}`,
  }));
  const rank: Expression = {
    ...(call('row_number', []) as Extract<Expression, { kind: 'call' }>),
    over: { partitionBy: flattened(keys), orderBy: terms },
  };
  const inner: SelectQuery = {
    ...rest,
    items: [...select.items, ...sorts, { expression: rank, alias: number }],
  };
  const row: Expression = { kind: 'column', name: number };
  const last = binary('<=', row, offset ? binary('+', offset, count) : count);
  return {
    kind: 'select',
    ...(parts && { with: parts }),
    items: select.items.map(({ alias = '' }) => ({ expression: { kind: 'column', name: alias }, alias })),
    from: { kind: 'derived', query: inner, alias: 'limit_by' },
    where: offset ? binary('and', binary('>', row, offset ?? whole(0)), last) : last,
    ...(terms.length > 0 && {
      orderBy: orderBy.map((term, index): OrderTerm => ({
        ...term,
        expression: { kind: 'column', name: `limit_by_key_${index + 1}` },
      })),
    }),
    ...(limit && { limit }),
    ...(skipped && { offset: skipped }),
  };
}

/** ORDER BY may name an output. */
function itemOf({ expression }: OrderTerm, items: SelectItem[]): Expression {
  if (expression.kind !== 'column' || expression.table !== undefined) return expression;
  return items.find(({ alias }) => alias === expression.name)?.expression ?? expression;
}
