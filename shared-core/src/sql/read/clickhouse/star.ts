import type { Expression } from '../../ast';
import { isQueryAhead } from './ahead';
import type { Reading } from './reading';

/** `* EXCEPT (a)`, `* REPLACE (…)`, `* APPLY (f)`. */
export function starred(reading: Reading, star: Expression): Expression {
  for (;;) {
    const { at } = reading.peek();
    const isSet = reading.isWords('EXCEPT') && /^(SELECT|ALL|DISTINCT)$/i.test(reading.peek(1).value);
    const word = isSet || isQueryAhead(reading, 1) ? undefined : reading.takesOneOf(changes);
    if (!word) return star;
    reading.refuse(`* ${word}`, at);
    reading.takesWords('STRICT');
    if (reading.isSymbol('(')) {
      reading.next();
      reading.skip(() => reading.isSymbol(')'));
      reading.expect(')');
    } else reading.name();
  }
}

const changes = ['EXCEPT', 'REPLACE', 'APPLY'] as const;
