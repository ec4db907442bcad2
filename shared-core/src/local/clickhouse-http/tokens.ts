/** A piece of a statement. `depth` counts the brackets around it. @internal */
export interface Token {
  kind: 'word' | 'quoted' | 'string' | 'number' | 'symbol' | 'open';
  text: string;
  start: number;
  end: number;
  depth: number;
}

/** In the order they are tried; an `open` one begins something that the text does not end. */
const patterns: [Token['kind'] | 'blank', RegExp][] = [
  ['blank', /(?:[\s\0]|--[^\n]*(?:\n|$)|#[ !][^\n]*(?:\n|$)|\/\*[^]*?\*\/)+/y],
  ['open', /\/\*/y],
  ['string', /'(?:[^'\\]|\\[^]|'')*'/y],
  ['quoted', /`(?:[^`\\]|\\[^]|``)*`|"(?:[^"\\]|\\[^]|"")*"/y],
  ['string', /\$([A-Za-z_]\w*)?\$[^]*?\$\1\$/y],
  ['open', /['"`]/y],
  ['word', /[A-Za-z_\x80-\uffff][\w$\x80-\uffff]*/y],
  ['number', /\d[\w.]*/y],
  ['symbol', /[^]/y],
];

const opening = new Set(['(', '[', '{']);
const closing = new Set([')', ']', '}']);

/**
 * Cuts a statement of ClickHouse's SQL into tokens, one at a time, so that data after the statement is never
 * looked at. Knows strings, quoted names, heredocs and comments; nothing of the grammar.
 * @internal
 */
export function* tokens(text: string, from = 0): Generator<Token> {
  let depth = 0;
  for (let position = from; position < text.length;) {
    const [kind, found] = tokenAt(text, position);
    const end = position + found.length;
    if (closing.has(found)) depth--;
    if (kind !== 'blank') yield { kind, text: found, start: position, end, depth };
    if (opening.has(found)) depth++;
    if (kind === 'open') return;
    position = end;
  }
}

function tokenAt(text: string, position: number): [Token['kind'] | 'blank', string] {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (match) return [kind, match[0]];
  }
  throw new RangeError(`no token at ${position}`); // the last pattern takes any character
}

/** True for a keyword, in any case. @internal */
export const isWord = (token: Token | undefined, ...words: string[]) =>
  token?.kind === 'word' && words.includes(token.text.toUpperCase());
