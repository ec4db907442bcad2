import type { Expression } from '../../ast';
import { binary } from './build';

/** Conditions joined by AND; the last one stands outermost, as PostgreSQL's grammar has them. */
export const joinedByAnd = (parts: Expression[]): Expression =>
  parts.reduce((left, right) => binary('and', left, right));

/** Items of a tuple; undefined for anything else. */
export const itemsOfTuple = (expression: Expression): Expression[] | undefined =>
  expression.kind === 'call' && expression.function === 'tuple' ? expression.arguments : undefined;

/** Tuples of GROUP BY, ORDER BY and LIMIT BY are lists. */
export const flattened = (items: Expression[]): Expression[] =>
  items.flatMap((item) => itemsOfTuple(item) ?? [item]);

/** `(a, b) in ((1, 2), …)`, written out field by field; undefined where the sides do not match. */
export function rowsIn(left: Expression[], list: Expression[]): Expression | undefined {
  const isOneRow = list.length === left.length && list.every((item) => !itemsOfTuple(item));
  const rows = isOneRow ? [list] : list.map(itemsOfTuple);
  if (!rows.every((row) => row?.length === left.length)) return undefined;
  const same = (rows as Expression[][]).map((row) =>
    joinedByAnd(left.map((side, index) => binary('=', side, row[index] as Expression))),
  );
  return same.reduce((one, other) => binary('or', one, other));
}
