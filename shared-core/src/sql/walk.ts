import type { Expression, OrderTerm, WindowSpec } from './ast';

/** Expressions directly inside an expression; those of subqueries are the subquery's own. @public */
export function childrenOf(expression: Expression): Expression[] {
  switch (expression.kind) {
    case 'call':
      return [
        ...expression.arguments,
        ...optional(expression.filter),
        ...ordered(expression.orderBy),
        ...windowed(expression.over),
      ];
    case 'unary':
    case 'is':
    case 'cast':
      return [expression.operand];
    case 'binary':
    case 'distinct-from':
      return [expression.left, expression.right];
    case 'like':
      return [expression.operand, expression.pattern];
    case 'between':
      return [expression.operand, expression.low, expression.high];
    case 'in':
      return [expression.operand, ...(Array.isArray(expression.list) ? expression.list : [])];
    case 'case':
      return [
        ...optional(expression.operand),
        ...expression.branches.flatMap(({ when, then }) => [when, then]),
        ...optional(expression.otherwise),
      ];
    case 'array':
      return expression.items;
    default:
      return [];
  }
}

const optional = (expression: Expression | undefined) => (expression ? [expression] : []);
const ordered = (terms: OrderTerm[] | undefined) => (terms ?? []).map(({ expression }) => expression);

function windowed(over: WindowSpec | string | undefined): Expression[] {
  if (typeof over !== 'object') return [];
  const offsets = [over.frame?.from, over.frame?.to].flatMap((bound) =>
    bound && 'offset' in bound ? [bound.offset] : [],
  );
  return [...over.partitionBy, ...ordered(over.orderBy), ...offsets];
}
