import type { FrameBound, WindowSpec } from '../../ast';
import { readOrder } from './order';
import { flattened } from './row-values';
import type { Reading } from './reading';

/** Reads `(PARTITION BY … ORDER BY … ROWS …)`. */
export function readWindow(reading: Reading): WindowSpec {
  reading.expect('(');
  const isBased = ['word', 'name'].includes(reading.peek().kind) && !isClause(reading);
  if (isBased) {
    reading.refuse('a window that extends another one');
    reading.name();
  }
  const partitionBy = reading.takesWords('PARTITION BY')
    ? flattened(reading.list(() => reading.expression()))
    : [];
  const orderBy = reading.takesWords('ORDER BY') ? readOrder(reading) : [];
  const frame = readFrame(reading);
  reading.expect(')');
  return { partitionBy, orderBy, ...(frame && { frame }) };
}

const isClause = (reading: Reading) =>
  ['PARTITION BY', 'ORDER BY', 'ROWS', 'RANGE', 'GROUPS'].some((words) => reading.isWords(words));

function readFrame(reading: Reading): WindowSpec['frame'] {
  const unit = reading.takesOneOf(['ROWS', 'RANGE', 'GROUPS'] as const);
  if (!unit) return undefined;
  const isBetween = reading.takesWords('BETWEEN');
  const from = readBound(reading);
  if (isBetween) reading.expectWords('AND');
  const to: FrameBound = isBetween ? readBound(reading) : { kind: 'current-row' };
  return { unit: unit.toLowerCase() as 'rows', from, to };
}

const fixed = {
  'UNBOUNDED PRECEDING': 'unbounded-preceding',
  'UNBOUNDED FOLLOWING': 'unbounded-following',
  'CURRENT ROW': 'current-row',
} as const;

function readBound(reading: Reading): FrameBound {
  const words = reading.takesOneOf(Object.keys(fixed) as (keyof typeof fixed)[]);
  if (words) return { kind: fixed[words] };
  const offset = reading.expression();
  const side = reading.takesOneOf(['PRECEDING', 'FOLLOWING'] as const);
  if (!side) throw reading.wrong();
  return { kind: side === 'PRECEDING' ? 'preceding' : 'following', offset };
}
