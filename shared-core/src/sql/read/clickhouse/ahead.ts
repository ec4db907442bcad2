import type { Reading } from './reading';

/** True where a query begins, in brackets of its own or not. */
export function isQueryAhead(reading: Reading, ahead: number): boolean {
  let first = ahead;
  while (reading.isSymbol('(', first)) first++;
  return reading.isWords('SELECT', first) || reading.isWords('WITH', first) || isFromFirst(reading, first);
}

const isFromFirst = (reading: Reading, ahead: number) =>
  reading.isWords('FROM', ahead) && ['word', 'name'].includes(reading.peek(ahead + 1).kind);
