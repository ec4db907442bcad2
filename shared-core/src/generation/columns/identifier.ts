import { stem } from '../text/stem';
import { transliterate } from '../text/transliterate';
import { units } from '../lexicon/units';
import type { Dimension } from '../lexicon/concepts';
import { sensesOf, type Sense } from '../lexicon/concept-index';

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

/** What a field is that is called by its unit alone: `Milliseconds`, `km`. */
const measuredIn: Partial<Record<Dimension, string>> = {
  time: 'duration',
  length: 'distance',
  mass: 'weight',
  volume: 'volume',
};

/** "kilometres" may mean distance_km. */
function unitPart(id: string, alone: boolean): Identifier['parts'][number] {
  const notion = measuredIn[units.find((unit) => unit.id === id)!.dimension];
  return {
    stems: [id],
    concepts: new Set([`unit:${id}`, ...(alone && notion ? [notion] : [])]),
    weak: true,
    latin: '',
    unit: true,
  };
}

/** Takes a column's or an object's name apart. */
export function readIdentifier(name: string): Identifier {
  const words = wordsOfIdentifier(name);
  const last = words.at(-1) ?? '';
  const alone = words.length === 1;
  const unit = !alone || /^(k[mg]s?|\w{3,}s)$/.test(last) ? unitOfColumnWord.get(last) : undefined;
  const meant = unit && !alone ? words.slice(0, -1) : words;
  let next = 0;
  const parts = sensesOf(meant.map(stem)).map((sense) => {
    const own = meant.slice(next, (next += sense.stems.length));
    return { ...sense, weak: own.every((word) => weak.has(word)), latin: transliterate(own.join('')) };
  });
  if (unit) parts.push(unitPart(unit, alone));
  return { name, parts, ...(unit ? { unit } : {}) };
}
