import type { Expression, OrderTerm, SelectItem, SelectQuery } from '../../ast';
import { mapped, opaque } from './build';
import { flattened } from './row-values';
import type { Reading } from './reading';

type Names = ReadonlyMap<string, Expression>;

/**
 * A name that the SELECT gave stands for its expression everywhere in it, which PostgreSQL knows in ORDER BY alone: so
 * the expression takes its place. Inside its own expression the name is a column's.
 */
export function withoutAliases(select: SelectQuery, names: Names, reading: Reading): SelectQuery {
  const resolve = (expression: Expression, alias?: string) => {
    const isOwn = alias !== undefined && names.get(alias) === expression;
    return resolved(expression, names, new Set(isOwn ? [alias] : []), reading);
  };
  const items = select.items.map((item) => resolvedItem(item, resolve));
  return {
    ...select,
    items,
    ...(select.where && { where: resolve(select.where) }),
    ...(select.having && { having: resolve(select.having) }),
    ...(select.groupBy && {
      groupBy: { ...select.groupBy, items: flattened(select.groupBy.items.map((item) => resolve(item))) },
    }),
    ...(select.orderBy && { orderBy: select.orderBy.map((term) => orderTerm(term, items, resolve)) }),
  };
}

type Resolve = (expression: Expression, alias?: string) => Expression;

const resolvedItem = ({ expression, alias }: SelectItem, resolve: Resolve): SelectItem => ({
  expression: resolve(expression, alias),
  ...(alias !== undefined && { alias }),
});

/** The bare name of an output may stay: ORDER BY means it everywhere. */
function orderTerm(term: OrderTerm, items: SelectItem[], resolve: Resolve): OrderTerm {
  const { expression } = term;
  const isOutput =
    expression.kind === 'column' &&
    expression.table === undefined &&
    items.some(({ alias }) => alias === expression.name);
  return isOutput ? term : { ...term, expression: resolve(expression) };
}

function resolved(
  expression: Expression,
  names: Names,
  open: ReadonlySet<string>,
  reading: Reading,
): Expression {
  return mapped(expression, (node) => {
    if (node.kind !== 'column' || node.table !== undefined || open.has(node.name)) return node;
    const meant = names.get(node.name);
    if (!meant || (meant.kind === 'column' && meant.name === node.name)) return node;
    // A name in a circle: ClickHouse takes the column then.
    if (open.size > 20) return opaque([node]);
    return resolved(meant, names, new Set([...open, node.name]), reading);
  });
}
