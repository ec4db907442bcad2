import type { Reader, Reading } from './pattern';
import { readNumber } from '../text/numbers';
import type { Token } from '../text/token';
import { fileFormats, schemes, systems } from '../lexicon/systems';
import { places } from '../lexicon/places';
import { units, type Unit } from '../lexicon/units';
import { stem } from '../text/stem';
import { matchColumns, matchDataset } from '../columns/match';
import { type SceneDataset } from '../columns/scene';
import { transliterate } from '../text/transliterate';
import { conceptOf, englishOf, sensesOf } from '../lexicon/concept-index';
import { phraseOf } from './rule';
import type { Mention, Place, Quantity, TextValue } from './slots';

/** What the readers may look at. */
export interface ReadingContext {
  text: string;
  datasets: SceneDataset[];
  /** Stems of cue words: never a bare value, never a guessed column. */
  cues: ReadonlySet<string>;
  /** Words without a meaning of their own, stems of Russian ones: never a value. */
  glue: ReadonlySet<string>;
  now: Date;
}

const one = (tokens: readonly Token[], at: number, value: unknown, score = 1, length = 1): Reading[] =>
  at + length <= tokens.length ? [{ end: at + length, value, score }] : [];

const unitWords = new Map<string, Unit>();
for (const unit of units)
  for (const word of `${unit.ru},${unit.en}`.split(',')) {
    unitWords.set(word, unitWords.get(word) ?? unit);
    if (word.length > 3) unitWords.set(stem(word), unitWords.get(stem(word)) ?? unit);
  }

const unitAt = (tokens: readonly Token[], at: number): Unit | undefined => {
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

const readQuantity: Reader = (tokens, at) => {
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

const readCount: Reader = (tokens, at) => {
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

const readOrdinal: Reader = (tokens, at) => {
  const token = tokens[at];
  const number =
    token?.kind === 'ordinal' || token?.kind === 'number'
      ? token.number
      : ordinalWords.find(([form]) => form.test(token?.lower ?? ''))?.[1];
  return number !== undefined && Number.isInteger(number)
    ? one(tokens, at, number, token?.kind === 'number' ? 0.9 : 1)
    : [];
};

/** Words before and after a column that only say that it is one. */
const columnWord = /^(колонк|столбц|столбец|пол(е|я|ю|ем|ей|ям|ями|ях)$|column|field|number$)/;

const wordLike = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.kind === 'word' || token.kind === 'name' || token.kind === 'quoted' || token.kind === 'file');

function readColumn(context: ReadingContext): Reader {
  return (tokens, at) => {
    const start = columnWord.test(tokens[at]?.lower ?? '') ? at + 1 : at;
    const found: Reading[] = [];
    for (let length = 4; length >= 1; length -= 1) {
      const words = tokens.slice(start, start + length);
      if (words.length < length || !words.every(wordLike)) continue;
      if (never.test(words[0]!.lower) || never.test(words.at(-1)!.lower)) continue;
      const raw = words.map((token) => token.text).join(' ');
      const candidates = matchColumns(
        words.map((token) => token.stem),
        raw,
        context.datasets,
      );
      if (!candidates[0] && length > 1) continue;
      const all = candidates[0] ? candidates : guesses(words[0]!, context);
      if (!all[0]) continue;
      const mention: Mention = {
        phrase: phraseOf(tokens, start, start + length, context.text),
        candidates: all,
      };
      const trailing = columnWord.test(tokens[start + length]?.lower ?? '') ? 1 : 0;
      const score =
        (Math.min(1, 0.45 + 0.55 * all[0].score) - (all[0].score > 1 ? 0 : 0.03)) *
        (words.some((token) => token.corrected) ? 0.95 : 1);
      found.push({ end: start + length + trailing, value: mention, score });
      if (trailing) found.push({ end: start + length, value: mention, score });
    }
    return found;
  };
}

/** Of a dataset without a schema, a word is taken for a column's name; a Russian one is translated by the lexicon. */
function guesses(token: Token, context: ReadingContext): Mention['candidates'] {
  const open = context.datasets.find((dataset) => dataset.open);
  if (!open || token.kind === 'file') return [];
  const identifier = token.kind === 'quoted' || /[_\d]|\p{Ll}\p{Lu}/u.test(token.text);
  const [concept] = sensesOf([token.stem])[0]?.concepts ?? [];
  if (
    !identifier &&
    (isGlue(token, context) || never.test(token.lower) || (!concept && context.cues.has(token.stem)))
  )
    return [];
  const russian = /[а-я]/i.test(token.text);
  if (russian && !identifier && !concept) return [];
  const name = identifier || !russian ? token.text.split('.').at(-1)! : englishOf(concept!);
  const score = identifier ? 0.95 : russian ? 0.5 : concept ? 0.75 : 0.45;
  return [{ column: { dataset: open, name, identifiers: [], values: [] }, score }];
}

const separator = (token: Token | undefined): boolean =>
  token !== undefined && /^(,|и|and|&|\+|а|также|плюс|plus|\/)$/.test(token.lower);

/** `a, b and c`; every shorter list too, longest first. */
export function listOf(reader: Reader, divides = separator, rest = reader): Reader {
  return (tokens, at) => {
    const lists: Reading[] = [];
    const grow = (values: unknown[], end: number, score: number): void => {
      let next = end;
      while (divides(tokens[next]) && next - end < 2) next += 1;
      // "Москва Казань и Самара": known places need no comma between them.
      const follows =
        values.length > 0 && readPlace(tokens, end - 1).length > 0 && readPlace(tokens, next)[0];
      if (next > end || values.length === 0 || follows)
        for (const reading of values.length === 0
          ? reader(tokens, at).slice(0, 2)
          : rest(tokens, next).slice(0, 2)) {
          const together = [...values, reading.value];
          grow(together, reading.end, score * reading.score ** 0.5);
          lists.push({ end: reading.end, value: together, score: score * reading.score ** 0.5 });
        }
    };
    grow([], at, 1);
    return lists.sort((left, right) => right.end - left.end);
  };
}

function readDataset(context: ReadingContext): Reader {
  return (tokens, at) => {
    const found: Reading[] = [];
    for (let length = 3; length >= 1; length -= 1) {
      const words = tokens.slice(at, at + length);
      if (
        words.length < length ||
        !words.every((token) => token.kind === 'word' || token.kind === 'name' || token.kind === 'file')
      )
        continue;
      const scored = context.datasets
        .map((dataset) => ({ dataset, score: named(words, dataset) }))
        .filter(({ score }) => score >= 0.75)
        .sort((left, right) => right.score - left.score);
      if (scored[0])
        found.push({ end: at + length, value: scored[0].dataset, score: Math.min(1, scored[0].score) });
    }
    return found;
  };
}

function named(words: readonly Token[], dataset: SceneDataset): number {
  const [only] = words;
  if (words.length === 1 && only && only.kind !== 'word') {
    const said = only.lower.replaceAll('\\', '/');
    const object = dataset.object.toLowerCase();
    if (
      object === said ||
      object.endsWith(`/${said}`) ||
      (only.kind === 'name' && object.split('.').at(-1) === said)
    )
      return 1.2;
    return 0;
  }
  return matchDataset(
    words.map((token) => token.stem),
    dataset,
  );
}

const systemWords = Object.entries(systems).flatMap(([id, { words }]) =>
  words.split(',').map((phrase) => ({ id, words: phrase.split(' ') })),
);

const readSystem: Reader = (tokens, at) => {
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

const readFile: Reader = (tokens, at) =>
  tokens[at]?.kind === 'file' ? one(tokens, at, tokens[at]!.text) : [];

const readUri: Reader = (tokens, at) => {
  const token = tokens[at];
  if (token?.kind !== 'uri') return [];
  const scheme = /^([a-z0-9+]+):/i.exec(token.text)?.[1]?.toLowerCase() ?? '';
  return one(tokens, at, { system: schemes[scheme] ?? scheme, object: token.text } satisfies Place);
};

/** A name that is surely one: `public.orders`, `sales_by_city`, a quoted one, camelCase. */
const readName: Reader = (tokens, at) => {
  const token = tokens[at];
  if (!token) return [];
  if (readSystem(tokens, at)[0]) return [];
  const sure = token.kind === 'name' || (token.kind === 'word' && /_|\p{Ll}\p{Lu}/u.test(token.text));
  return sure ? one(tokens, at, token.text) : [];
};

/** After "table" any Latin word is a name. */
const readTableName: Reader = (tokens, at) => {
  const token = tokens[at];
  if (token?.kind === 'quoted' && /^[\p{L}\p{N}_.-]+$/u.test(token.text)) return one(tokens, at, token.text);
  return token?.kind === 'word' &&
    /^[a-z][\w-]*$/i.test(token.text) &&
    !/^(in|into|from|of|to|by|on|at|with|every|and|for|where|only|using)$/.test(token.lower)
    ? one(tokens, at, token.text, 0.9)
    : readName(tokens, at);
};

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

const readPlace: Reader = (tokens, at) => {
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
const readCode: Reader = (tokens, at) => {
  const token = tokens[at];
  const code =
    token?.kind === 'word' && /^\p{Lu}[\p{Lu}\p{N}]+$/u.test(token.text) && !readSystem(tokens, at)[0];
  return code ? one(tokens, at, { text: token.text } satisfies TextValue, 0.95) : [];
};

const capital = (token: Token | undefined): boolean => token?.kind === 'word' && /^\p{Lu}/u.test(token.text);

/** A value that says itself: quoted, a code, a capitalised name, a known place. */
const readStrictValue =
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
const readValue =
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

const isGlue = (token: Token, context: ReadingContext): boolean =>
  context.glue.has(token.lower) || (/[а-я]/.test(token.lower) && context.glue.has(token.stem));

/** A word that names a field or a dataset of this sentence is no value of another. */
const namesSomething = (token: Token, context: ReadingContext): boolean =>
  (matchColumns([token.stem], token.text, context.datasets)[0]?.score ?? 0) >= 0.8 ||
  context.datasets.some((dataset) => matchDataset([token.stem], dataset) >= 0.9);

const never =
  /^(и|а|или|не|нет|в|во|на|из|с|со|по|и|or|and|not|no|in|into|to|from|by|with|on|the|null|empty|пуст.*|больше|меньше|более|менее|выше|ниже|more|less|over|under|above|below|at|between|от|до|одн.*|either|one|only|только|where|где|кроме|без|исключая|except|excluding|without|а|также|плюс|plus|затем|потом|then|но|but|чтобы|если|if|при|когда|when|number|номер|most|least|fewest|всего)$/;

/** After a word that says "equals" nearly any word is a value. */
const readAnyValue =
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

const either = (token: Token | undefined): boolean =>
  token !== undefined && /^(,|или|or|\/|либо)$/.test(token.lower);
const anyDivide = (token: Token | undefined): boolean =>
  either(token) || (token !== undefined && /^(и|and)$/.test(token.lower));

/** Words that are nothing known: the name of something that we lack. */
const readNoun =
  (context: ReadingContext): Reader =>
  (tokens, at) => {
    const fits = (token: Token | undefined): boolean =>
      token?.kind === 'word' &&
      token.lower.length > 2 &&
      !context.cues.has(token.stem) &&
      !unitAt([token], 0) &&
      token.number === undefined;
    if (!fits(tokens[at])) return [];
    return [2, 1]
      .filter(
        (length) =>
          tokens.slice(at, at + length).length === length && tokens.slice(at, at + length).every(fits),
      )
      .map((length) => ({
        end: at + length,
        value: phraseOf(tokens, at, at + length, context.text),
        score: 0.5,
      }));
  };

const readFormat: Reader = (tokens, at) => {
  const format = fileFormats[tokens[at]?.lower ?? ''];
  return format ? one(tokens, at, format) : [];
};

const readKnownValue =
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

/** The readers that need no rules of their own. */
export function basicReaders(context: ReadingContext): Record<string, Reader> {
  const column = readColumn(context);
  const dataset = readDataset(context);
  const value = readValue(context);
  return {
    number: readCount,
    quantity: readQuantity,
    ordinal: readOrdinal,
    column,
    columns: listOf(column),
    dataset,
    datasets: listOf(dataset, (token) => separator(token) || /^(с|со|with|to)$/.test(token?.lower ?? '')),
    system: readSystem,
    file: readFile,
    uri: readUri,
    name: readName,
    tablename: readTableName,
    value,
    values: listOf(value, either, readValue(context, true)),
    codes: listOf(readCode, anyDivide),
    strictvalues: listOf(readStrictValue(context), anyDivide),
    anyvalue: readAnyValue(context),
    anyvalues: listOf(readAnyValue(context), either, readValue(context, true)),
    listvalues: listOf(readAnyValue(context), anyDivide, readValue(context, true)),
    plainvalues: listOf(value, anyDivide),
    numbers: listOf(readQuantity, either),
    knownvalue: readKnownValue(context),
    geo: readPlace,
    noun: readNoun(context),
    format: readFormat,
    email: (tokens, at) => (tokens[at]?.kind === 'email' ? one(tokens, at, tokens[at]!.text) : []),
    time: (tokens, at) =>
      tokens[at]?.kind === 'time' && tokens[at]!.minutes !== undefined
        ? one(tokens, at, tokens[at]!.minutes)
        : [],
    date: (tokens, at) => (tokens[at]?.kind === 'date' ? one(tokens, at, tokens[at]!.text) : []),
    cron: (tokens, at) =>
      tokens[at]?.kind === 'cron' ? one(tokens, at, tokens[at]!.text.trim().replace(/\s+/g, ' ')) : [],
    quoted: (tokens, at) => (tokens[at]?.kind === 'quoted' ? one(tokens, at, tokens[at]!.text) : []),
    word: (tokens, at) => (tokens[at] && wordLike(tokens[at]) ? one(tokens, at, tokens[at]!.text, 0.9) : []),
  };
}

/** A safe name for things that we make: `IMDB Rating` → `imdb_rating`. */
export const plainName = (text: string): string =>
  transliterate(text)
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .replace(/^(?=\d)/, '_') || 'value';
