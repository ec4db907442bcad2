import type { A_Expr, Node } from 'libpg-query';
import type { BinaryOperator, Expression } from '../ast';
import type { ParseContext } from './context';

/** One comparison of a chain, made of both sides. */
export type Compare = (left: Expression, right: Expression) => Expression;

/** Joins conditions by AND or OR; none at all is true or false. @internal */
export function joined(operator: 'and' | 'or', parts: Expression[]): Expression {
  const [first, ...rest] = parts;
  if (!first) return { kind: 'literal', value: operator === 'and', type: { kind: 'boolean' } };
  return rest.reduce<Expression>((left, right) => ({ kind: 'binary', operator, left, right }), first);
}

/**
 * `x = any(array[…])` is a list, and so is `x <> all(array[…])`; other comparisons with the items of an array are
 * written out, joined by OR and AND. `x = any(array)` of any other array is a function of the catalogue.
 */
export function comparedWithArray(body: A_Expr, compare: Compare, c: ParseContext): Expression {
  const word = body.kind === 'AEXPR_OP_ALL' ? 'ALL' : 'ANY';
  const name = c.name(body.name?.at(-1));
  const left = c.expression(body.lexpr);
  const right = c.expression(body.rexpr);
  const at = c.at(body.location);
  const isIn = (word === 'ANY' && name === '=') || (word === 'ALL' && name === '<>');
  if (right.kind !== 'array') {
    if (!isIn || word === 'ALL') throw c.refuse(`a comparison ${name} ${word} of an array`, body.location);
    return { kind: 'call', function: 'array_contains', arguments: [right, left], ...at };
  }
  if (isIn) return { kind: 'in', operand: left, list: right.items, negated: word === 'ALL', ...at };
  const parts = right.items.map((item) => ({ ...compare(left, item), ...at }));
  return joined(word === 'ANY' ? 'or' : 'and', parts);
}

/** `x between symmetric a and b`: the bounds may come in either order. */
export function betweenEitherWay(body: A_Expr, negated: boolean, c: ParseContext): Expression {
  const operand = c.expression(body.lexpr);
  const [low, high] = itemsOf(body.rexpr, c) as [Expression, Expression];
  const at = c.at(body.location);
  const way = (from: Expression, to: Expression): Expression => ({
    kind: 'between',
    operand,
    low: from,
    high: to,
    negated,
    ...at,
  });
  return joined(negated ? 'and' : 'or', [way(low, high), way(high, low)]);
}

/** `(a, b) = (1, 2)` and `(a, b) in ((1, 2), …)`, written out field by field. */
export function comparedRows(body: A_Expr, c: ParseContext): Expression | undefined {
  const left = rowOf(body.lexpr, c);
  if (!left) return undefined;
  const name = c.name(body.name?.at(-1));
  const rights = body.kind === 'AEXPR_IN' ? nodesOf(body.rexpr) : [body.rexpr];
  const rows = rights.map((node) => rowOf(node, c));
  const isEqual = name === '=';
  if ((!isEqual && name !== '<>') || rows.some((row) => row?.length !== left.length)) return undefined;
  const operator: BinaryOperator = isEqual ? '=' : '<>';
  const at = c.at(body.location);
  const pairs = (row: Expression[]) =>
    left.map((side, index): Expression => ({
      kind: 'binary',
      operator,
      left: side,
      right: row[index] as Expression,
      ...at,
    }));
  const equalities = rows.map((row) => joined(isEqual ? 'and' : 'or', pairs(row ?? [])));
  return joined(isEqual ? 'or' : 'and', equalities);
}

const rowOf = (node: Node | undefined, c: ParseContext): Expression[] | undefined =>
  node && 'RowExpr' in node ? c.expressions(node.RowExpr.args) : undefined;

const nodesOf = (node: Node | undefined): Node[] => (node && 'List' in node ? (node.List.items ?? []) : []);

const itemsOf = (node: Node | undefined, c: ParseContext): Expression[] => c.expressions(nodesOf(node));
