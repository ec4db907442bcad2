import type { Node } from 'libpg-query';
import type { Expression } from '../ast';
import type { ParseContext } from './context';

/** An operation that the tree has no node for: a call over every expression inside it. */
export function opaque(body: object, c: ParseContext): Expression {
  return { kind: 'call', function: 'opaque', arguments: expressionsIn(body, c) };
}

const isExpression =
  /^(A_Const|A_Expr|A_ArrayExpr|A_Indirection|BoolExpr|BooleanTest|CaseExpr|CoalesceExpr|CollateClause|ColumnRef|FuncCall|GroupingFunc|Json\w+|MinMaxExpr|NamedArgExpr|NullTest|RowExpr|SQLValueFunction|SubLink|TypeCast|XmlExpr|XmlSerialize)$/;

function expressionsIn(value: unknown, c: ParseContext): Expression[] {
  if (Array.isArray(value)) return value.flatMap((item) => expressionsIn(item, c));
  if (typeof value !== 'object' || value === null) return [];
  const [entry, ...more] = Object.entries(value);
  if (entry && more.length === 0 && isExpression.test(entry[0])) return [c.expression(value as Node)];
  if (entry?.[0] === 'SelectStmt') return [{ kind: 'subquery', query: c.query(entry[1]) }];
  return Object.values(value).flatMap((item) => expressionsIn(item, c));
}
