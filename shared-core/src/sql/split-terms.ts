/** What a piece of SQL may stand in: from its mark to the same mark, which doubled is a part of the text. */
const quotes = new Set([`'`, `"`, '`']);
const opens = '([{';
const closes = ')]}';

/**
 * Terms of a list that a person has typed: one a line or separated by commas, but for those inside quotes and brackets.
 * A line end inside quotes or brackets separates nothing either.
 * @public
 */
export function splitTerms(text: string): string[] {
  const terms: string[] = [];
  let [term, quote, depth] = ['', '', 0];
  for (const character of text) {
    if (quote) {
      // A doubled mark closes and opens again.
      if (character === quote) quote = '';
    } else if (quotes.has(character)) quote = character;
    else if (opens.includes(character)) depth += 1;
    else if (closes.includes(character)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && (character === ',' || character === '\n')) {
      terms.push(term);
      term = '';
      continue;
    }
    term += character;
  }
  return [...terms, term].map((one) => one.trim()).filter((one) => one !== '');
}
