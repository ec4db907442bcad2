import { russianness } from './russian-letters';

/** A guess from outside (jschardet), to be weighed with the letters. @internal */
export interface SecondOpinion {
  encoding: string;
  confidence: number;
}

/** 8-bit encodings that are weighed; the earlier wins a tie, being the commoner. @internal */
export const singleByteEncodings = [
  'windows-1251',
  'windows-1252',
  'koi8-r',
  'ibm866',
  'iso-8859-5',
  'x-mac-cyrillic',
  'windows-1250',
  'windows-1254',
  'macintosh',
] as const;

const letterRun = /[\p{L}\p{M}]+/gu;
const usualSigns = new Set([...'«»—–№“”„’‘…°§©®±·•×€£µ²³½¼¾¡¿ªº\u00a0']);
/** Accented letters that the languages of an encoding really use, and how each of them is used inside words. */
const accented: Partial<Record<string, Set<string>>> = {
  'windows-1252': new Set([...'éèêëàâäáãåæçñòóôöõøùúûüíìîïßœÉÈÀÂÄÁÅÆÇÑÓÖØÜÚÍ']),
  'windows-1250': new Set([...'ąćęłńóśźżáčďéěíňřšťúůýžőűöüäçăâîđšŁŚŻŹĆČŠŽŘÁÉÍÓÖÜ']),
  'windows-1254': new Set([...'ığşçöüâîĞİŞÇÖÜ']),
  macintosh: new Set([...'éèêëàâäáãåæçñòóôöõøùúûüíìîïßœÉÀÄÅÇÑÖÜÓ']),
};
const cyrillic = /^[\u0400-\u04ff]+$/;

/** How well a decoded text reads, in bits per character beyond ASCII; the sum over them is the evidence. @internal */
export function readability(text: string, encoding: string): { bits: number; characters: number } {
  let bits = 0;
  let characters = 0;
  for (const [word, count] of wordsOf(text)) {
    const beyond = [...word].filter((letter) => letter > '\u007f').length;
    if (beyond === 0) continue;
    bits += count * beyond * (accented[encoding] ? westernWord(word, accented[encoding]) : russianWord(word));
    characters += count * beyond;
  }
  for (const sign of text.replaceAll(/[\p{L}\p{M}\u0000-\u007f]+/gu, '')) {
    bits += usualSigns.has(sign) ? 0 : -4;
    characters++;
  }
  // A sign of money or a degree stands by a figure.
  bits += 2 * (text.match(/[£€¥]\s?\d|\d\s?[£€¥°²³]/g)?.length ?? 0);
  return { bits, characters };
}

function wordsOf(text: string): Map<string, number> {
  const words = new Map<string, number>();
  for (const [word] of text.matchAll(letterRun)) {
    const times = words.get(word) ?? 0;
    // A word that a column repeats a thousand times is not a thousand witnesses.
    if (times < 3) words.set(word, times + 1);
    if (words.size > 3000) break;
  }
  return words;
}

function russianWord(word: string): number {
  if (word.length === 1) return 'явскоуиаЯВСКОУИА№'.includes(word) ? 0.5 : -1;
  const parts = word.match(/[\u0400-\u04ff]+/g) ?? [];
  if (parts.join('') !== [...word].filter((letter) => letter > '\u007f').join('')) return -4;
  const mixed = cyrillic.test(word) ? 0 : -2;
  return (
    mixed + oddCase(word) + parts.reduce((sum, part) => sum + (russianness(part) ?? -3), 0) / parts.length
  );
}

/** Words are written small, with a capital first, or all in capitals; anything else speaks of a wrong table. */
function oddCase(word: string): number {
  const rest = word.slice(1);
  const capitals = [...rest].filter((letter) => letter !== letter.toLowerCase()).length;
  if (capitals === 0) return 0.3;
  if (capitals === rest.length && word[0] !== word[0]?.toLowerCase()) return 0;
  return -3 * Math.min(1, capitals / rest.length + 0.4);
}

function westernWord(word: string, letters: Set<string>): number {
  const beyond = [...word].filter((letter) => letter > '\u007f');
  const known = beyond.filter((letter) => letters.has(letter)).length / beyond.length;
  // Accents stand alone among plain letters; a word of nothing else is another alphabet read wrongly.
  const crowd = beyond.length / word.length;
  return known * 2.5 - (1 - known) * 2.5 - (crowd > 0.5 && word.length > 2 ? 4 * crowd : 0) + oddCase(word);
}
