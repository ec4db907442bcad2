import { stem } from '../text/stem';
import { units } from '../lexicon/units';
import { sensesOf, type Sense } from '../lexicon/concept-index';

const letters: Record<string, string> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};

/** Russian letters in Latin ones, the way column names spell them. */
export const transliterate = (text: string): string =>
  [...text.toLowerCase().replaceAll('ё', 'е')].map((letter) => letters[letter] ?? letter).join('');

/** `arrDelay_min`, `Running Time min`, `ИмяКлиента` → its words, in lower case. */
export function wordsOfIdentifier(name: string): string[] {
  return name
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

const unitOfColumnWord = new Map(
  units.flatMap((unit) =>
    unit.columns
      .split(',')
      .filter(Boolean)
      .map((word) => [word, unit.id] as const),
  ),
);

/** Words that say little of what a column holds; leaving them out of a mention is normal. */
const weak = new Set([
  'id',
  'at',
  'on',
  'dt',
  'ts',
  'date',
  'time',
  'code',
  'name',
  'num',
  'no',
  'value',
  'val',
  'the',
  'of',
  'is',
  'total',
  'number',
  'дата',
  'время',
  'код',
  'номер',
  'major',
  'full',
]);

/** A name taken apart: what each part means, how much it matters, and the unit that it names. */
export interface Identifier {
  name: string;
  parts: (Sense & { weak: boolean; latin: string; unit?: boolean })[];
  /** Unit id, where the last words name one. */
  unit?: string;
}

/** "kilometres" may mean distance_km. */
function unitPart(id: string): Identifier['parts'][number] {
  return { stems: [id], concepts: new Set([`unit:${id}`]), weak: true, latin: '', unit: true };
}

/** Takes a column's or an object's name apart. */
export function readIdentifier(name: string): Identifier {
  const words = wordsOfIdentifier(name);
  const unit = words.length > 1 ? unitOfColumnWord.get(words.at(-1) ?? '') : undefined;
  const meant = unit ? words.slice(0, -1) : words;
  let next = 0;
  const parts = sensesOf(meant.map(stem)).map((sense) => {
    const own = meant.slice(next, (next += sense.stems.length));
    return { ...sense, weak: own.every((word) => weak.has(word)), latin: transliterate(own.join('')) };
  });
  if (unit) parts.push(unitPart(unit));
  return { name, parts, ...(unit ? { unit } : {}) };
}
