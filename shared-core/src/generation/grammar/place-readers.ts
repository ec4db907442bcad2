import { schemes, systems } from '../lexicon/systems';
import type { Reader } from './pattern';
import { one } from './quantity-readers';
import type { Place } from './slots';

const systemWords = Object.entries(systems).flatMap(([id, { words }]) =>
  words.split(',').map((phrase) => ({ id, words: phrase.split(' ') })),
);

export const readSystem: Reader = (tokens, at) => {
  for (const { id, words } of systemWords) {
    const same = words.every((word, index) => {
      const token = tokens[at + index];
      if (!token || token.kind === 'quoted') return false;
      if (word.endsWith('*'))
        return (
          token.lower.startsWith(word.slice(0, -1)) || Boolean(token.corrected?.startsWith(word.slice(0, -1)))
        );
      return token.lower === word || token.corrected === word;
    });
    if (same) return one(tokens, at, id, tokens[at]!.corrected ? 0.95 : 1, words.length);
  }
  return [];
};

export const readFile: Reader = (tokens, at) =>
  tokens[at]?.kind === 'file' ? one(tokens, at, tokens[at]!.text) : [];

export const readUri: Reader = (tokens, at) => {
  const token = tokens[at];
  if (token?.kind !== 'uri') return [];
  const scheme = /^([a-z0-9+]+):/i.exec(token.text)?.[1]?.toLowerCase() ?? '';
  return one(tokens, at, { system: schemes[scheme] ?? scheme, object: token.text } satisfies Place);
};

/** A name that is surely one: `public.orders`, `sales_by_city`, a quoted one, camelCase. */
export const readName: Reader = (tokens, at) => {
  const token = tokens[at];
  if (!token) return [];
  if (readSystem(tokens, at)[0]) return [];
  const sure = token.kind === 'name' || (token.kind === 'word' && /_|\p{Ll}\p{Lu}/u.test(token.text));
  return sure ? one(tokens, at, token.text) : [];
};

/** After "table" any Latin word is a name. */
export const readTableName: Reader = (tokens, at) => {
  const token = tokens[at];
  if (token?.kind === 'quoted' && /^[\p{L}\p{N}_.-]+$/u.test(token.text)) return one(tokens, at, token.text);
  return token?.kind === 'word' &&
    /^[a-z][\w-]*$/i.test(token.text) &&
    !/^(in|into|from|of|to|by|on|at|with|every|and|for|where|only|using)$/.test(token.lower)
    ? one(tokens, at, token.text, 0.9)
    : readName(tokens, at);
};
