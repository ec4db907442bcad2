import { stem } from '../text/stem';
import type { Token } from '../text/token';

/**
 * A small pattern language, so that phrases are tables of text:
 * `word` matches by stem, `!word` only as it is, `word*` by beginning, `(a|b c)` one of, `[a]` optional, `{name}` or `{name:reader}` a capture.
 */
export type Pattern = Element[];
type Element =
  | { kind: 'word'; stem: string; lower: string; exact: boolean }
  | { kind: 'prefix'; start: string }
  | { kind: 'choice'; options: Pattern[]; starts: Start[]; optional: boolean }
  | { kind: 'capture'; name: string; reader: string };

/** The words with which a pattern can begin; `open` when a reader or nothing may stand first. */
export interface Start {
  words: Set<string>;
  prefixes: string[];
  open: boolean;
}

/** What can stand first: looking at one token saves following most patterns. */
export function startOf(pattern: Pattern): Start {
  const start: Start = { words: new Set(), prefixes: [], open: false };
  for (const element of pattern) {
    if (element.kind === 'capture') return { ...start, open: true };
    if (element.kind === 'word') start.words.add(element.lower).add(element.stem);
    if (element.kind === 'prefix') start.prefixes.push(element.start);
    if (element.kind !== 'choice') return start;
    for (const option of element.starts) {
      option.words.forEach((word) => start.words.add(word));
      start.prefixes.push(...option.prefixes);
      start.open ||= option.open;
    }
    if (!element.optional) return start;
  }
  return { ...start, open: true };
}

/** False when a pattern surely does not match here. */
export function canStart(start: Start, token: Token | undefined): boolean {
  if (start.open) return true;
  if (!token) return false;
  const { words, prefixes } = start;
  return (
    words.has(token.lower) ||
    words.has(token.stem) ||
    (token.corrected !== undefined && words.has(token.corrected)) ||
    prefixes.some((prefix) => token.lower.startsWith(prefix) || token.corrected?.startsWith(prefix))
  );
}

/** What a reader found from a place on. */
export interface Reading {
  end: number;
  value: unknown;
  /** Certainty of the reading, 0 to 1. */
  score: number;
}

/** Reads a thing of one sort from a place on; every possible reading, best first. */
export type Reader = (tokens: readonly Token[], at: number) => Reading[];

/** A match of a whole pattern. */
export interface Match {
  end: number;
  captures: Record<string, unknown>;
  score: number;
}

const piece = /\s*(?:\{(\w+)(?::(\w+))?\}|([()[\]|])|([^\s()[\]|{}]+))/uy;

/** Compiles the text of a pattern; a mistake in it is a mistake of ours and throws. */
export function compilePattern(text: string): Pattern {
  let position = 0;
  const peek = (): string => /\S/.exec(text.slice(position))?.[0] ?? '';
  const take = (): RegExpExecArray => {
    piece.lastIndex = position;
    const match = piece.exec(text);
    if (!match) throw new Error(`pattern: "${text}" at ${position}`);
    position = piece.lastIndex;
    return match;
  };
  const sequence = (): Pattern => {
    const elements: Pattern = [];
    while (peek() && !'|)]'.includes(peek())) elements.push(element());
    return elements;
  };
  const options = (close: string): Pattern[] => {
    const found = [sequence()];
    for (;;) {
      const symbol = take()[3];
      if (symbol === close) return found;
      if (symbol !== '|') throw new Error(`pattern: "${text}" lacks ${close}`);
      found.push(sequence());
    }
  };
  const element = (): Element => {
    const [, name, reader, symbol, word = ''] = take();
    if (name) return { kind: 'capture', name, reader: reader ?? name };
    if (symbol) {
      const found = options(symbol === '(' ? ')' : ']');
      return { kind: 'choice', options: found, starts: found.map(startOf), optional: symbol === '[' };
    }
    if (word.endsWith('*') && word.length > 1) return { kind: 'prefix', start: word.slice(0, -1) };
    const exact = /^!\p{L}/u.test(word);
    const lower = word
      .slice(exact ? 1 : 0)
      .toLowerCase()
      .replaceAll('ё', 'е');
    return { kind: 'word', stem: stem(lower), lower, exact };
  };
  const pattern = sequence();
  if (position < text.trimEnd().length) throw new Error(`pattern: "${text}" has a stray ${peek()}`);
  return pattern;
}

/** The words of a pattern, for the spelling vocabulary. */
export function wordsOf(pattern: Pattern): string[] {
  return pattern.flatMap((element) =>
    element.kind === 'word'
      ? [element.lower]
      : element.kind === 'choice'
        ? element.options.flatMap(wordsOf)
        : [],
  );
}

/** Every way in which a pattern matches from a place on. */
export function* matches(
  pattern: Pattern,
  tokens: readonly Token[],
  at: number,
  readers: Record<string, Reader>,
): Generator<Match> {
  yield* follow(pattern, 0, { end: at, captures: {}, score: 1 }, tokens, readers);
}

function* follow(
  pattern: Pattern,
  index: number,
  so: Match,
  tokens: readonly Token[],
  readers: Record<string, Reader>,
): Generator<Match> {
  const element = pattern[index];
  if (!element) {
    yield so;
    return;
  }
  for (const next of step(element, so, tokens, readers))
    yield* follow(pattern, index + 1, next, tokens, readers);
}

function* step(
  element: Element,
  so: Match,
  tokens: readonly Token[],
  readers: Record<string, Reader>,
): Generator<Match> {
  if (element.kind === 'choice') {
    for (const [index, option] of element.options.entries())
      if (canStart(element.starts[index]!, tokens[so.end])) yield* follow(option, 0, so, tokens, readers);
    if (element.optional) yield so;
    return;
  }
  if (element.kind === 'capture') {
    const reader = readers[element.reader];
    if (!reader) throw new Error(`pattern: no reader "${element.reader}"`);
    for (const reading of reader(tokens, so.end))
      yield {
        end: reading.end,
        captures: { ...so.captures, [element.name]: reading.value },
        score: so.score * reading.score,
      };
    return;
  }
  const token = tokens[so.end];
  if (token && fits(element, token))
    yield { ...so, end: so.end + 1, score: token.corrected ? so.score * 0.95 : so.score };
}

function fits(element: Extract<Element, { kind: 'word' | 'prefix' }>, token: Token): boolean {
  if (token.kind === 'quoted') return false;
  if (element.kind === 'prefix')
    return token.lower.startsWith(element.start) || Boolean(token.corrected?.startsWith(element.start));
  return (
    token.lower === element.lower ||
    token.corrected === element.lower ||
    (!element.exact && token.kind === 'word' && token.stem === element.stem)
  );
}
