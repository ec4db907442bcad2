import { editDistance } from './distance';
import { stem } from './stem';
import type { Token } from './token';

/** How many slips a word of this length may have and still be taken for another. */
const allowed = (length: number): number => (length >= 9 ? 2 : length >= 3 ? 1 : 0);

const sameScript = (left: string, right: string): boolean => /[а-я]/.test(left) === /[а-я]/.test(right);

/**
 * Takes misspelt words for the nearest word of the vocabulary, when there is exactly one nearest. Names, codes and
 * quoted texts (anything with a capital inside, a digit or `_`) are left alone; the raw text stays in the token, so
 * a value is never changed.
 *
 * @param vocabulary - words that mean something: cues, concepts and field names
 */
export function correctSpelling(tokens: readonly Token[], vocabulary: ReadonlyMap<string, string>): Token[] {
  return tokens.map((token) => {
    if (
      token.kind !== 'word' ||
      vocabulary.has(token.stem) ||
      /[\d_'’-]|\p{Ll}\p{Lu}|\p{Lu}{2}/u.test(token.text)
    )
      return token;
    const nearest = nearestWord(token.lower, vocabulary);
    return nearest ? { ...token, stem: stem(nearest), corrected: nearest } : token;
  });
}

function nearestWord(word: string, vocabulary: ReadonlyMap<string, string>): string | undefined {
  const most = allowed(word.length);
  let best = most + 1;
  let found: string[] = [];
  for (const candidate of vocabulary.values()) {
    if (candidate.length < 4 || !sameScript(word, candidate) || !startsAlike(word, candidate)) continue;
    const distance = editDistance(word, candidate, most);
    if (distance < best) {
      best = distance;
      found = [candidate];
    } else if (distance === best) found.push(candidate);
  }
  const stems = new Set(found.map(stem));
  return best <= most && stems.size === 1 ? found[0] : undefined;
}

const startsAlike = (left: string, right: string): boolean =>
  left[0] === right[0] || (left[0] === right[1] && left[1] === right[0]);
