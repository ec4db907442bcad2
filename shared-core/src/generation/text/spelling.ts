import { editDistance } from './distance';
import { stem } from './stem';
import type { Token } from './token';

/** How many slips a word of this length may have and still be taken for another. */
const allowed = (length: number): number => (length >= 9 ? 2 : length >= 3 ? 1 : 0);

const sameScript = (left: string, right: string): boolean => /[а-я]/.test(left) === /[а-я]/.test(right);

/** Words that mean something. Where a slip is as near to one of the first list as to one of the second, the first wins. */
export interface Vocabulary {
  knows(stem: string): boolean;
  words: readonly (readonly string[])[];
}

/** A list of words that does not change, with its stems. */
export interface WordList {
  words: readonly string[];
  stems: ReadonlySet<string>;
}

export function wordList(words: readonly string[]): WordList {
  const plain = [
    ...new Set(words.filter((word) => /^\p{L}[\p{L}-]*$/u.test(word)).map((word) => word.toLowerCase())),
  ];
  return { words: plain, stems: new Set(plain.map(stem)) };
}

/** Takes lists of words, the most expected first. */
export const vocabularyOf = (...lists: readonly WordList[]): Vocabulary => ({
  knows: (root) => lists.some(({ stems }) => stems.has(root)),
  words: lists.map(({ words }) => words),
});

/**
 * Takes misspelt words for the nearest word of the vocabulary, when there is exactly one nearest. Names, codes and
 * quoted texts (anything with a capital inside, a digit or `_`) are left alone; the raw text stays in the token, so
 * a value is never changed.
 */
export function correctSpelling(tokens: readonly Token[], vocabulary: Vocabulary): Token[] {
  return tokens.map((token) => {
    if (
      token.kind !== 'word' ||
      vocabulary.knows(token.stem) ||
      /[\d_'’-]|\p{Ll}\p{Lu}|\p{Lu}{2}/u.test(token.text)
    )
      return token;
    const nearest = nearestWord(token, vocabulary);
    return nearest ? { ...token, stem: stem(nearest), corrected: nearest } : token;
  });
}

function nearestWord(token: Token, vocabulary: Vocabulary): string | undefined {
  const most = allowed(token.lower.length);
  let best = most + 1;
  let found: string[][] = [];
  vocabulary.words.forEach((words, rank) => {
    for (const candidate of words) {
      const distance = slips(token, candidate, most);
      if (distance > most || distance > best) continue;
      if (distance < best) found = [];
      best = distance;
      (found[rank] ??= []).push(candidate);
    }
  });
  const first = found.find(Boolean) ?? [];
  return new Set(first.map(stem)).size === 1 ? first[0] : undefined;
}

/** Endings differ from form to form, so stems are compared too. */
function slips(token: Token, candidate: string, most: number): number {
  if (candidate.length < 4 || !sameScript(token.lower, candidate) || !startsAlike(token.lower, candidate))
    return most + 1;
  if (slurred(token.lower) === slurred(candidate)) return 0.5;
  const whole = editDistance(token.lower, candidate, most);
  const root = stem(candidate);
  return token.stem.length < 5 || root.length < 5
    ? whole
    : Math.min(whole, editDistance(token.stem, root, 1) === 1 ? 1 : most + 1);
}

/** A missing soft sign or a doubled letter is the least of slips. */
const slurred = (word: string): string => word.replace(/[ьъ]/g, '').replace(/(.)\1/g, '$1');

const startsAlike = (left: string, right: string): boolean =>
  left[0] === right[0] || (left[0] === right[1] && left[1] === right[0]);
