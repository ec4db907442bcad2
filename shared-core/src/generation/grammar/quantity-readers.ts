import { stem } from '../text/stem';
import { readNumber } from '../text/numbers';
import type { Token } from '../text/token';
import { units, type Unit } from '../lexicon/units';
import type { Reader, Reading } from './pattern';
import type { Quantity } from './slots';

/** One reading of some tokens, where there are so many. */
export const one = (
  tokens: readonly Token[],
  at: number,
  value: unknown,
  score = 1,
  length = 1,
): Reading[] => (at + length <= tokens.length ? [{ end: at + length, value, score }] : []);

const unitWords = new Map<string, Unit>();
for (const unit of units)
  for (const word of `${unit.ru},${unit.en}`.split(',')) {
    unitWords.set(word, unitWords.get(word) ?? unit);
    if (word.length > 3) unitWords.set(stem(word), unitWords.get(stem(word)) ?? unit);
  }

export const unitAt = (tokens: readonly Token[], at: number): Unit | undefined => {
  const token = tokens[at];
  if (!token || token.kind === 'quoted') return undefined;
  // "5 с" is five seconds only when nothing stands between: the letter is a preposition too.
  if (/^[сs]$/.test(token.lower) && token.start !== tokens[at - 1]?.end) return undefined;
  return unitWords.get(token.lower) ?? (token.lower.length > 2 ? unitWords.get(token.stem) : undefined);
};

/** A bare unit stands for one of it: "более часа". */
const bareUnit =
  /^(час[а-я]*|минут[а-я]*|секунд[а-я]*|сут[а-я]*|дн[а-я]*|день|недел[а-я]*|месяц[а-я]*|год[а-я]*|hour|minute|second|day|week|month|year|тысяч[а-я]*|миллион[а-я]*)$/;

/** `полчаса`, `half an hour`: how many tokens it takes. */
function halfHour(tokens: readonly Token[], at: number): number {
  if (/^(получаса|полчаса|half-hour)$/.test(tokens[at]?.lower ?? '')) return 1;
  return tokens[at]?.lower === 'half' && /^hour$/.test(tokens[at + 1]?.lower ?? '') ? 2 : 0;
}

export const readQuantity: Reader = (tokens, at) => {
  const sign = /^[$€₽£]$/.test(tokens[at]?.text ?? '') ? 1 : 0;
  const half = halfHour(tokens, at);
  if (half)
    return one(
      tokens,
      at,
      { value: 30, scale: 1, unit: 'minute', dimension: 'time' } satisfies Quantity,
      1,
      half,
    );
  const spoken = readNumber(tokens, at + sign);
  if (!spoken) {
    const bare = unitAt(tokens, at);
    return bare && bareUnit.test(tokens[at]!.lower)
      ? one(
          tokens,
          at,
          { value: 1, scale: 1, unit: bare.id, dimension: bare.dimension } satisfies Quantity,
          0.9,
        )
      : [];
  }
  const { value, scale, end } = spoken;
  const unit = unitAt(tokens, end);
  const plain: Quantity = { value, scale, ...(sign ? { dimension: 'money' as const } : {}) };
  const withUnit = unit && {
    end: end + 1,
    value: { ...plain, ...(Number.isNaN(unit.factor) ? {} : { unit: unit.id, dimension: unit.dimension }) },
    score: 1,
  };
  return [...(withUnit ? [withUnit] : []), { end, value: plain, score: 1 }];
};

export const readCount: Reader = (tokens, at) => {
  const spoken = readNumber(tokens, at);
  return spoken && Number.isInteger(spoken.value) && spoken.value >= 0
    ? [{ end: spoken.end, value: spoken.value, score: 1 }]
    : [];
};

const ordinalWords: [RegExp, number][] = [
  [/^(перв[а-я]+|first)$/, 1],
  [/^(втор[а-я]+|second)$/, 2],
  [/^(трет[а-я]+|third)$/, 3],
  [/^(четверт[а-я]+|fourth)$/, 4],
  [/^(пят(ого|ое|ый)|fifth)$/, 5],
  [/^(десят(ого|ое|ый)|tenth)$/, 10],
  [/^(пятнадцат(ого|ое)|fifteenth)$/, 15],
  [/^(двадцат(ого|ое)|twentieth)$/, 20],
];

export const readOrdinal: Reader = (tokens, at) => {
  const token = tokens[at];
  const number =
    token?.kind === 'ordinal' || token?.kind === 'number'
      ? token.number
      : ordinalWords.find(([form]) => form.test(token?.lower ?? ''))?.[1];
  return number !== undefined && Number.isInteger(number)
    ? one(tokens, at, number, token?.kind === 'number' ? 0.9 : 1)
    : [];
};
