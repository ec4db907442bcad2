import { breathe } from '../../event-loop';
import { fillers, glue } from '../lexicon/glue';
import { conceptWords } from '../lexicon/concept-index';
import { months, weekdays } from '../lexicon/calendar';
import { systems } from '../lexicon/systems';
import { places } from '../lexicon/places';
import { units } from '../lexicon/units';
import { wordsOfIdentifier } from '../columns/identifier';
import type { SceneDataset } from '../columns/scene';
import { correctSpelling, vocabularyOf, wordList, type Vocabulary, type WordList } from '../text/spelling';
import { readNumber } from '../text/numbers';
import { stem } from '../text/stem';
import { tokenize, type Token } from '../text/token';
import { bestCover } from './cover';
import type { Reader } from './pattern';
import { basicReaders, listOf } from './readers';
import type { ReadingContext } from './reading-context';
import { allReaders } from './all-readers';
import { compileRules, cueWords, findHits, phraseOf, type CompiledRule } from './rule';
import { readerRules, slotRules } from './rules';
import type { Hit, Phrase, Slot } from './slots';

/** A sentence as it was understood: what each phrase means, and the phrases that nothing explains. */
export interface ReadSentence {
  hits: Hit[];
  unexplained: Phrase[];
  /** Brackets that belong together, as numbers of tokens, outer ones first. */
  brackets: [open: number, close: number][];
  /** Words that were taken for others: as written → as read. */
  corrected: [written: string, read: string][];
}

interface Grammar {
  rules: CompiledRule<Slot>[];
  /** Stems of the words that the rules listen for, and of glue. */
  cues: Set<string>;
  words: WordList;
}

let grammar: Grammar | undefined;

const split = (words: { ru: string; en: string }): string[] => `${words.ru},${words.en}`.split(',');
const fillerWords = new Set(split(fillers));
const glueStems = new Set<string>();
/** Of Russian glue every form, of English only the forms that are listed: "ship" is glue, "shipped" a status. */
const valueStops = new Set<string>();

/** Compiled on first use: importing the room stays cheap. */
function theGrammar(): Grammar {
  if (grammar) return grammar;
  const rules = compileRules(slotRules);
  const words = [...cueWords(rules), ...cueWords(compileRules(readerRules))];
  for (const word of split(glue)) {
    glueStems.add(stem(word));
    valueStops.add(/[а-я]/.test(word) ? stem(word) : word);
  }
  const cues = new Set([...words.map(stem), ...glueStems]);
  grammar = { rules, cues, words: wordList([...words, ...split(glue)]) };
  return grammar;
}

let commonWords: WordList | undefined;

/** Words that are not rule cues but mean something everywhere. */
function common(): WordList {
  commonWords ??= wordList(
    [
      ...conceptWords(),
      ...Object.values(systems).flatMap(({ words }) => words.replaceAll('*', '').split(/[ ,]/)),
      ...units.flatMap(({ ru, en }) => `${ru},${en}`.split(/[ ,]/)),
      ...Object.values(places).flatMap((rows) => rows.flat().map((word) => word.toLowerCase())),
      'понедельник,вторник,среда,четверг,пятница,суббота,воскресенье,monday,tuesday,wednesday,thursday,friday,saturday,sunday'.split(
        ',',
      ),
      'январь,февраль,март,апрель,июнь,июль,август,сентябрь,октябрь,ноябрь,декабрь,january,february,march,april,june,july,august,september,october,november,december'.split(
        ',',
      ),
      'утра,вечера,ночи,утром,вечером,полночь,полдень,midnight,noon,parquet,csv,json,тысяч,миллионов,миллион,миллиардов,thousand,million,billion'.split(
        ',',
      ),
    ].flat(),
  );
  return commonWords;
}

function vocabulary(datasets: readonly SceneDataset[], words: WordList): Vocabulary {
  const own = datasets.flatMap((dataset) =>
    [...dataset.identifiers, ...dataset.columns.flatMap((column) => column.identifiers)].flatMap(({ name }) =>
      wordsOfIdentifier(name),
    ),
  );
  const values = datasets.flatMap((dataset) =>
    dataset.columns.flatMap((column) => column.values.flatMap((value) => value.split(' '))),
  );
  return vocabularyOf(wordList(own), words, common(), wordList(values));
}

/** Numbers, days and months are known by form, not by vocabulary. */
const knownByForm = (token: Token): boolean =>
  readNumber([token], 0) !== undefined ||
  weekdays.some(([form]) => form.test(token.lower)) ||
  months.some(([form]) => form.test(token.lower));

/** Reading the same place twice gives the same: pattern matching asks often. */
function remembered(readers: Record<string, Reader>): Record<string, Reader> {
  return Object.fromEntries(
    Object.entries(readers).map(([name, reader]) => {
      const cache = new Map<number, ReturnType<Reader>>();
      return [
        name,
        (tokens: readonly Token[], at: number) => {
          const known = cache.get(at);
          if (known) return known;
          const made = reader(tokens, at);
          cache.set(at, made);
          return made;
        },
      ];
    }),
  );
}

/**
 * Reads a sentence: tokens, spelling, every reading of every rule, and of these the set that explains most.
 * @param datasets - what the words may be about
 */
export async function readSentence(text: string, datasets: SceneDataset[], now: Date): Promise<ReadSentence> {
  const { rules, cues, words } = theGrammar();
  await breathe();
  const raw = tokenize(text);
  const known = vocabulary(datasets, words);
  const protectedTokens = raw.map((token) => ({
    token,
    keep: token.kind === 'word' && (knownByForm(token) || fillerWords.has(token.lower)),
  }));
  const spelled = correctSpelling(
    protectedTokens.map(({ token, keep }) => (keep ? { ...token, kind: 'symbol' as const } : token)),
    known,
  ).map((token, index) => (protectedTokens[index]!.keep ? raw[index]! : token));
  // A capital alone, such as A in "starts with A", is a value; at the start of the sentence it is the article.
  const tokens = spelled.filter(
    (token, index) =>
      token.kind !== 'word' ||
      !fillerWords.has(token.lower) ||
      (index > 0 && /^\p{Lu}$/u.test(token.text) && token.text !== 'I'),
  );
  await breathe();
  const context: ReadingContext = { text, datasets, cues, glue: valueStops, now };
  const readers = remembered({});
  Object.assign(readers, allReaders(context, basicReaders(context), listOf, remembered));
  const hits = await findHits(rules, tokens, text, readers);
  hits.push(...glueHits(tokens, text));
  await breathe();
  const chosen = bestCover(hits, tokens.length);
  return {
    hits: chosen.filter(({ slot }) => slot.slot !== 'glue'),
    unexplained: gaps(tokens, chosen, text),
    brackets: bracketsOf(tokens),
    corrected: tokens
      .filter(({ corrected }) => corrected)
      .map(({ text: written, corrected }) => [written, corrected!]),
  };
}

function glueHits(tokens: readonly Token[], text: string): Hit[] {
  return tokens.flatMap((token, at) =>
    token.kind === 'word' && glueStems.has(token.stem)
      ? [
          {
            slot: { slot: 'glue' as const },
            start: at,
            end: at + 1,
            phrase: phraseOf(tokens, at, at + 1, text),
            weight: 0.25,
            score: 1,
          },
        ]
      : [],
  );
}

function bracketsOf(tokens: readonly Token[]): [open: number, close: number][] {
  const open: number[] = [];
  const pairs: [number, number][] = [];
  for (const [at, { text }] of tokens.entries()) {
    if (text === '(') open.push(at);
    const start = text === ')' ? open.pop() : undefined;
    if (start !== undefined) pairs.push([start, at]);
  }
  return pairs.sort(([one], [other]) => one - other);
}

function gaps(tokens: readonly Token[], chosen: readonly Hit[], text: string): Phrase[] {
  const covered = new Set(
    chosen.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, index) => start + index)),
  );
  const phrases: Phrase[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (covered.has(at) || tokens[at]!.kind === 'symbol') continue;
    let end = at + 1;
    while (end < tokens.length && !covered.has(end) && tokens[end]!.kind !== 'symbol') end += 1;
    phrases.push(phraseOf(tokens, at, end, text));
    at = end;
  }
  return phrases;
}
