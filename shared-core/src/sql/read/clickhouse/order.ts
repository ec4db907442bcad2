import type { Expression, OrderTerm } from '../../ast';
import { itemsOfTuple } from './row-values';
import type { Reading } from './reading';

/** Reads the terms of ORDER BY; NULLs come last, whatever the direction. */
export const readOrder = (reading: Reading): OrderTerm[] => reading.list(() => readTerm(reading)).flat();

function readTerm(reading: Reading): OrderTerm[] {
  const expression = reading.expression();
  const word = reading.takesOneOf(['ASCENDING', 'ASC', 'DESCENDING', 'DESC'] as const);
  const place = reading.takesOneOf(['NULLS FIRST', 'NULLS LAST'] as const);
  if (reading.isWords('COLLATE')) {
    reading.refuse('COLLATE');
    reading.next();
    reading.next();
  }
  if (reading.isWords('WITH FILL')) {
    reading.refuse('WITH FILL');
    reading.next();
    reading.next();
    while (reading.takesOneOf(['FROM', 'TO', 'STEP', 'STALENESS'] as const)) reading.expression();
  }
  const term = (item: Expression): OrderTerm => ({
    expression: item,
    direction: word?.startsWith('DESC') ? 'desc' : 'asc',
    nulls: place === 'NULLS FIRST' ? 'first' : 'last',
  });
  return (itemsOfTuple(expression) ?? [expression]).map(term);
}
