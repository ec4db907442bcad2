import type { Expression, SelectItem } from '../ast';
import type { ParseContext } from './context';

/** `2` in GROUP BY and DISTINCT ON means the second output. @internal */
export function byPosition(term: Expression, items: SelectItem[], c: ParseContext): Expression {
  if (term.kind !== 'literal' || typeof term.value !== 'number') return term;
  const item = items[term.value - 1];
  if (!item || items.some(({ expression }) => expression.kind === 'star')) {
    if (c.isLenient) return term;
    throw c.refuse(`position ${term.value} of the output list`, undefined);
  }
  // A constant would be taken for a position again.
  const isConstant = item.expression.kind === 'literal' && item.alias !== undefined;
  return isConstant ? { kind: 'column', name: item.alias ?? '', at: term.at } : item.expression;
}
