import { matchColumns, matchDataset } from '../columns/match';
import { places } from '../lexicon/places';
import { conceptOf, sensesOf } from '../lexicon/concept-index';
import { stem } from '../text/stem';
import type { Token } from '../text/token';
import type { Reader } from './pattern';
import { readSystem } from './place-readers';
import { one, unitAt } from './quantity-readers';
import type { ReadingContext } from './reading-context';
import { phraseOf } from './rule';
import type { TextValue } from './slots';

const placeForms = new Map<string, TextValue>();
for (const [concept, rows] of Object.entries(places))
  for (const [english, ...russian] of rows) {
    placeForms.set(english.toLowerCase(), { text: english, concept: concept as 'city' });
    for (const form of russian)
      placeForms.set(form.toLowerCase().replaceAll('ё', 'е'), {
        text: russian[0]!,
        concept: concept as 'city',
      });
  }

export const readPlace: Reader = (tokens, at) => {
  for (const length of [2, 1]) {
    const words = tokens.slice(at, at + length);
    if (words.length < length || words.some((token) => token.kind !== 'word' && token.kind !== 'quoted'))
      continue;
    const known = placeForms.get(words.map((token) => token.lower).join(' '));
    if (known && /\p{Lu}/u.test(words[0]!.text)) return one(tokens, at, known, 1, length);
  }
  return [];
};

/** `SEA`, `AAPL`: capitals that name no system. */
export const readCode: Reader = (tokens, at) => {
  const token = tokens[at];
  const code =
    token?.kind === 'word' && /^\p{Lu}[\p{Lu}\p{N}]+$/u.test(token.text) && !readSystem(tokens, at)[0];
  return code ? one(tokens, at, { text: token.text } satisfies TextValue, 0.95) : [];
};

const capital = (token: Token | undefined): boolean => token?.kind === 'word' && /^\p{Lu}/u.test(token.text);

/** A value that says itself: quoted, a code, a capitalised name, a known place. */
export const readStrictValue =
  (context: ReadingContext): Reader =>
  (tokens, at) => {
    const token = tokens[at];
    if (!token) return [];
    const place = readPlace(tokens, at);
    if (place[0]) return place;
    if (token.kind === 'quoted') return one(tokens, at, { text: token.text } satisfies TextValue);
    if (token.kind === 'uri') return one(tokens, at, { text: token.text } satisfies TextValue, 0.9);
    if (token.kind !== 'word' && token.kind !== 'name') return [];
    if (readSystem(tokens, at)[0]) return [];
    if (/^\p{Lu}[\p{Lu}\p{N}]*$/u.test(token.text) && token.text.length > 1)
      return one(tokens, at, { text: token.text }, 0.95);
    if (capital(token) && !context.cues.has(token.stem) && at > 0) {
      let end = at + 1;
      while (capital(tokens[end]) && !context.cues.has(tokens[end]!.stem) && end - at < 4) end += 1;
      return [
        {
          end,
          value: { text: phraseOf(tokens, at, end, context.text).text } satisfies TextValue,
          score: 0.9,
        },
      ];
    }
    return [];
  };

/** Values that may follow a column at once: strict ones, and a word that means nothing else here. */
export const readValue =
  (context: ReadingContext, inList = false): Reader =>
  (tokens, at) => {
    const strict = readStrictValue(context)(tokens, at);
    if (strict[0]) return strict;
    const token = tokens[at];
    if (token?.kind !== 'word' || isGlue(token, context) || never.test(token.lower)) return [];
    if (unitAt(tokens, at) || namesSomething(token, context)) return [];
    const notions = sensesOf([token.stem])[0]!.concepts;
    if (!inList && [...notions].some((notion) => conceptOf(notion)?.additive)) return [];
    const doubtful = context.cues.has(token.stem) || token.corrected;
    return one(tokens, at, { text: token.text } satisfies TextValue, doubtful ? 0.65 : 0.85);
  };

export const isGlue = (token: Token, context: ReadingContext): boolean =>
  context.glue.has(token.lower) || (/[а-я]/.test(token.lower) && context.glue.has(token.stem));

/** A word that names a field or a dataset of this sentence is no value of another. */
const namesSomething = (token: Token, context: ReadingContext): boolean =>
  (matchColumns([token.stem], token.text, context.datasets)[0]?.score ?? 0) >= 0.8 ||
  context.datasets.some((dataset) => matchDataset([token.stem], dataset) >= 0.9);

export const never =
  /^(и|а|или|не|нет|в|во|на|из|с|со|по|и|or|and|not|no|in|into|to|from|by|with|on|the|null|empty|пуст.*|больше|меньше|более|менее|выше|ниже|more|less|over|under|above|below|at|between|от|до|одн.*|either|one|only|только|where|где|кроме|без|исключая|except|excluding|without|а|также|плюс|plus|затем|потом|then|но|but|чтобы|если|if|при|когда|when|number|номер|most|least|fewest|всего)$/;

/** After a word that says "equals" nearly any word is a value. */
export const readAnyValue =
  (context: ReadingContext): Reader =>
  (tokens, at) => {
    const value = readValue(context)(tokens, at);
    if (value[0]) return value;
    const token = tokens[at];
    if (!token || readSystem(tokens, at)[0]) return [];
    const free =
      !isGlue(token, context) ||
      /^(new|open|done|created|active|нов(ый|ая|ое)|готов[оа]?)$/.test(token.lower);
    if (token.kind === 'word' && free && !never.test(token.lower))
      return one(tokens, at, { text: token.text } satisfies TextValue, 0.8);
    return [];
  };

export const either = (token: Token | undefined): boolean =>
  token !== undefined && /^(,|или|or|\/|либо)$/.test(token.lower);
export const anyDivide = (token: Token | undefined): boolean =>
  either(token) || (token !== undefined && /^(и|and)$/.test(token.lower));

export const readKnownValue =
  (context: ReadingContext): Reader =>
  (tokens, at) => {
    const token = tokens[at];
    if (token?.kind !== 'word' || token.lower.length < 3) return [];
    const columns = context.datasets.flatMap((dataset) => dataset.columns);
    for (const column of columns)
      for (const value of column.values)
        if (sameWord(value, token))
          return one(
            tokens,
            at,
            {
              mention: {
                phrase: phraseOf(tokens, at, at + 1, context.text),
                candidates: [{ column, score: 0.9 }],
              },
              value: { text: value },
            },
            0.9,
          );
    return [];
  };

/** `оплаченные` and the value `оплачен`, `paid` and `Paid`: equal to the ending. */
function sameWord(value: string, token: Token): boolean {
  const plain = value.toLowerCase().replaceAll('ё', 'е');
  if (plain === token.lower || stem(plain) === token.stem) return true;
  const shared = Math.max(5, plain.length - 1);
  return (
    /[а-я]/.test(plain) &&
    plain.length >= 5 &&
    token.lower.length >= plain.length &&
    token.lower.slice(0, shared) === plain.slice(0, shared)
  );
}
