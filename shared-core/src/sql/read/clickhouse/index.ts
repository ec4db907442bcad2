import { sqlErrors } from '../../errors';
import type { Reader } from '../reader';
import { isQueryAhead } from './ahead';
import { readBare, readExpression } from './expression';
import { Reading, type Rules } from './reading';
import { readQuery } from './select';
import { isStatement, readStatements } from './statement';

const rules: Rules = { expression: readExpression, bare: readBare, query: readQuery };

/**
 * ClickHouse's dialect, read by a grammar of our own: the parsers that npm has lose parts of a query in silence (see
 * docs/decisions/0006). Where its meaning is not the tree's it is rewritten, refused by name, or told as a hazard.
 */
export const clickhouseReader: Reader = {
  query: (text, isLenient) => {
    const reading = new Reading(text, rules, isLenient);
    if (reading.isAtEnd) throw sqlErrors['not-one-statement']({ count: 0 });
    requireQuery(reading);
    const query = readQuery(reading);
    while (reading.takes(';'));
    if (reading.peek().kind !== 'end') throw reading.wrong();
    return { query, hazards: [...reading.hazards.values()] };
  },
  script: (text) => readStatements(new Reading(text, rules, true)),
};

/** Another statement of ClickHouse's is refused as such. */
function requireQuery(reading: Reading): void {
  if (isQueryAhead(reading, 0)) return;
  const { kind, value } = reading.peek();
  if (kind === 'word' && isStatement(value)) throw reading.refusal(value.toUpperCase());
  throw reading.wrong();
}
