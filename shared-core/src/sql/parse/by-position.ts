import type { Expression, SelectItem } from '../ast';
import type { ParseContext } from './context';

/** `2` in GROUP BY and DISTINCT ON means the second output. @internal */
export function byPosition(term: Expression, items: SelectItem[], c: ParseContext): Expression {
  if (term.kind !== 'literal' || typeof term.value !== 'number') return term;
  const item = items[term.value - 1];
  if (!item || items.some(({ expression }) => expression.kind === 'star'))
    throw c.refuse(`position ${term.value} of the output list`, undefined);
  return item.expression;
}
