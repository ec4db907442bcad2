import type { Expression, Query, SelectItem } from '../../../sql';

/** Stands for the condition on new rows while the query is printed; no parameter of a spec has such a name. */
export const newRows = ' new rows';

/** The same query with room for a condition on new rows; the cursor is read in any case. */
export function newRowsOf(query: Query, cursor: SelectItem): Query {
  if (query.kind !== 'select') return query;
  const isThere = query.items.some(({ expression, alias }) =>
    expression.kind === 'star' ? true : (alias ?? nameOf(expression)) === cursor.alias,
  );
  const condition: Expression = { kind: 'parameter', name: newRows };
  return {
    ...query,
    items: isThere ? query.items : [...query.items, cursor],
    where: query.where ? { kind: 'binary', operator: 'and', left: query.where, right: condition } : condition,
  };
}

const nameOf = (expression: Expression) => (expression.kind === 'column' ? expression.name : undefined);
