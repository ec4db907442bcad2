import { stem } from '../text/stem';
import { transliterate } from '../text/transliterate';
import { concepts, type Concept } from './concepts';
import { units } from './units';

/** Concept id with everything that the tables say of it. */
export type ConceptId = string;

const phrases = new Map<string, Set<ConceptId>>();
const longest = { words: 1 };

function remember(phrase: string, id: ConceptId): void {
  const words = phrase.split(/[\s-]+/).filter(Boolean);
  longest.words = Math.max(longest.words, words.length);
  const key = words.map(stem).join(' ');
  phrases.set(key, (phrases.get(key) ?? new Set()).add(id));
}

/** `summa`, `gorod`, `tsena` or `cena`: Russian words as column names spell them in Latin letters. */
function rememberLatin(phrase: string, id: ConceptId): void {
  if (phrase.length < 4 || /[a-z ]/i.test(phrase)) return;
  const latin = transliterate(phrase);
  for (const form of new Set([latin, latin.replaceAll('ts', 'c'), latin.replaceAll('kh', 'h')]))
    if (!phrases.has(stem(form))) remember(form, id);
}

const timely = new Set<string>(['time', 'years']);

/** Filled on first use: importing the room stays cheap. Units of time name no field; kilometres may. */
function filled(): Map<string, Set<ConceptId>> {
  if (phrases.size > 0) return phrases;
  const named = units
    .filter(({ dimension }) => !timely.has(dimension))
    .map(({ id, en, ru }) => [`unit:${id}`, en, ru] as const);
  for (const [id, en, ru] of [
    ...Object.entries(concepts).map(([id, { en, ru }]) => [id, en, ru] as const),
    ...named,
  ])
    for (const phrase of `${en},${ru}`.split(','))
      if (!id.startsWith('unit:') || phrase.length > 3) remember(phrase, id);
  for (const [id, { ru }] of Object.entries(concepts))
    for (const phrase of ru.split(',')) rememberLatin(phrase, id);
  return phrases;
}

/** Every word of the concept tables, for the spelling vocabulary. */
export function conceptWords(): string[] {
  return Object.values(concepts).flatMap(({ en, ru }) =>
    `${en},${ru}`.split(/[\s,]+/).filter((word) => word.length > 3),
  );
}

/** A stretch of words and the notions that it can stand for; none for a word of no table. */
export interface Sense {
  stems: string[];
  concepts: ReadonlySet<ConceptId>;
}

const none: ReadonlySet<ConceptId> = new Set();

/** Cuts stems into the longest known phrases, left to right. */
export function sensesOf(stems: readonly string[]): Sense[] {
  const table = filled();
  const senses: Sense[] = [];
  for (let at = 0; at < stems.length;) {
    let length = Math.min(longest.words, stems.length - at);
    while (length > 1 && !table.has(stems.slice(at, at + length).join(' '))) length -= 1;
    const part = stems.slice(at, at + length);
    senses.push({ stems: part, concepts: table.get(part.join(' ')) ?? none });
    at += length;
  }
  return senses;
}

export const conceptOf = (id: ConceptId): Concept | undefined => concepts[id];

/** How a concept is called in names that we make. */
export const englishOf = (id: ConceptId): string =>
  (concepts[id]?.en.split(',')[0] ?? id).replaceAll(' ', '_');
