import { Pause } from '../../event-loop';
import type { Language } from '../../language';
import type { Token } from '../text/token';
import {
  canStart,
  compilePattern,
  matches,
  startOf,
  wordsOf,
  type Pattern,
  type Reader,
  type Reading,
  type Start,
} from './pattern';
import type { Hit, Phrase, Slot } from './slots';

/** Patterns of one meaning, by language; both are always tried, for people mix them. */
export interface Rule<T> {
  patterns: Partial<Record<Language, string[]>>;
  /** What the captures mean; `undefined` when they do not go together. */
  build: (captures: never, phrase: Phrase) => T | undefined;
  /** Added to the worth of a match: below zero for a last resort. */
  bonus?: number;
}

/** A rule whose captures are typed at its place of definition. */
export const rule = <C, T>(
  patterns: Rule<T>['patterns'],
  build: (captures: C, phrase: Phrase) => T | undefined,
  bonus = 0,
): Rule<T> => ({ patterns, build: build as Rule<T>['build'], bonus });

/** A rule that reads into a slot. */
export type SlotRule = Rule<Slot>;

/** One rule with its patterns compiled. */
export interface CompiledRule<T> {
  rule: Rule<T>;
  patterns: { pattern: Pattern; start: Start }[];
}

export const compileRules = <T>(rules: readonly Rule<T>[]): CompiledRule<T>[] =>
  rules.map((each) => ({
    rule: each,
    patterns: Object.values(each.patterns)
      .flat()
      .map(compilePattern)
      .map((pattern) => ({ pattern, start: startOf(pattern) })),
  }));

/** The words that the rules listen for. */
export const cueWords = (rules: readonly CompiledRule<unknown>[]): string[] =>
  rules.flatMap(({ patterns }) => patterns.flatMap(({ pattern }) => wordsOf(pattern)));

/** The words from one token to another, as written. */
export function phraseOf(tokens: readonly Token[], start: number, end: number, text: string): Phrase {
  const from = tokens[start]?.start ?? 0;
  const to = tokens[end - 1]?.end ?? from;
  return { text: text.slice(from, to), start: from, end: to };
}

/** Everything that the rules can read anywhere in the sentence. */
export async function findHits(
  rules: readonly CompiledRule<Slot>[],
  tokens: readonly Token[],
  text: string,
  readers: Record<string, Reader>,
): Promise<Hit[]> {
  const hits: Hit[] = [];
  const pause = new Pause();
  for (let at = 0; at < tokens.length; at += 1)
    for (const { rule: each, patterns } of rules) {
      if (pause.due) await pause.take();
      for (const { pattern } of patterns.filter(({ start }) => canStart(start, tokens[at])))
        for (const match of matches(pattern, tokens, at, readers)) {
          if (match.end === at) continue;
          const phrase = phraseOf(tokens, at, match.end, text);
          const slot = each.build(match.captures as never, phrase);
          // A token is worth one, a piece more costs a little, and doubt costs the same however long the piece is.
          const weight = match.end - at - 0.3 - 1.5 * (1 - match.score) + (each.bonus ?? 0);
          if (slot) hits.push({ slot, start: at, end: match.end, phrase, weight, score: match.score });
        }
    }
  return hits;
}

/** Makes a reader of rules, so that patterns can be built of patterns. */
export function readerOf<T>(
  rules: readonly Rule<T>[],
  text: () => string,
  readers: Record<string, Reader>,
): Reader {
  let compiled: CompiledRule<T>[] | undefined;
  return (tokens, at): Reading[] => {
    compiled ??= compileRules(rules);
    const found: Reading[] = [];
    for (const { rule: each, patterns } of compiled)
      for (const { pattern } of patterns.filter(({ start }) => canStart(start, tokens[at])))
        for (const match of matches(pattern, tokens, at, readers)) {
          const value = each.build(match.captures as never, phraseOf(tokens, at, match.end, text()));
          if (value !== undefined) found.push({ end: match.end, value, score: match.score });
        }
    return found.sort((left, right) => right.end - left.end);
  };
}
