import type { Reader, Reading } from './pattern';
import type { Token } from '../text/token';
import { fileFormats } from '../lexicon/systems';
import { matchColumns, matchDataset } from '../columns/match';
import { type SceneDataset } from '../columns/scene';
import { transliterate } from '../text/transliterate';
import { englishOf, sensesOf } from '../lexicon/concept-index';
import { readFile, readName, readSystem, readTableName, readUri } from './place-readers';
import { one, readCount, readOrdinal, readQuantity, unitAt } from './quantity-readers';
import type { ReadingContext } from './reading-context';
import { phraseOf } from './rule';
import type { Mention } from './slots';
import {
  anyDivide,
  either,
  isGlue,
  never,
  readAnyValue,
  readCode,
  readKnownValue,
  readPlace,
  readStrictValue,
  readValue,
} from './value-readers';

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
