import type { Reader, Reading } from './pattern';
import type { listOf as ListOf } from './readers';
import type { ReadingContext } from './reading-context';
import { rule, readerOf } from './rule';
import { comparisonRules, equalityRules } from './rules/comparison';
import { conditionRules } from './rules/conditions';
import { byRules, functionRules, grainAdverbRules, grainRules, measureRules } from './rules/measures';
import { periodRules, readCalendar, readSpan } from './rules/period';
import { placeRules } from './rules/places';
import { durationRules } from './rules/running';
import { scheduleReaders } from './schedule-readers';
import { checkRules, maskRules } from './rules/care';
import { joinKeyRules } from './rules/combine';
import { whichRules } from './rules/fields';
import { directionRules, sortKeyRules } from './rules/order';
import type { By, Measure, Mention, Subject } from './slots';
import type { SceneDataset } from '../columns/scene';

const symbol =
  (...texts: string[]): Reader =>
  (tokens, at) =>
    texts.includes(tokens[at]?.lower ?? '') && tokens[at]?.kind !== 'quoted'
      ? [{ end: at + 1, value: true, score: 1 }]
      : [];
const nothing: Reader = (_, at) => [{ end: at, value: undefined, score: 1 }];

const copulas =
  /^(is|are|was|were|this|drops|falls|goes|rises|stays|gets|climbs|reaches|remains|becomes|dropped|fell|rose|это|составляет|составляла|составила|будет|был|была|было|были|становится|опускается|опустилась|падает|упала|упал|поднимается|поднялась|держится|достигает|оказалась|оказался)$/;

/** A copula or none: "status is paid", "status paid". */
const copula: Reader = (tokens, at) =>
  copulas.test(tokens[at]?.lower ?? '')
    ? [{ end: at + 1, value: true, score: 1 }, ...nothing(tokens, at)]
    : nothing(tokens, at);

const mapped =
  (reader: Reader, to: (value: never) => unknown, factor = 1): Reader =>
  (tokens, at) =>
    reader(tokens, at).map((reading) => ({
      ...reading,
      value: to(reading.value as never),
      score: reading.score * factor,
    }));

const either =
  (...readers: Reader[]): Reader =>
  (tokens, at) =>
    readers.flatMap((reader) => reader(tokens, at));

const operators: [RegExp, string][] = [
  [/^(\*|×|x|умножить|умноженн.*|times|multiplied)$/, '*'],
  [/^(\+|плюс|plus)$/, '+'],
  [/^(-|−|–|минус|minus)$/, '-'],
  [/^(\/|÷|делить|деленн.*|разделить|divided|over)$/, '/'],
];

/** `price * quantity`, `цена умножить на количество` as an expression over columns. */
const arithmetic =
  (column: Reader, quote: (mention: Mention) => string): Reader =>
  (tokens, at) => {
    const operand = (from: number): { text: string; end: number; score: number } | undefined => {
      const token = tokens[from];
      if (token?.kind === 'number') return { text: String(token.number), end: from + 1, score: 1 };
      const [reading] = column(tokens, from);
      return reading && { text: quote(reading.value as Mention), end: reading.end, score: reading.score };
    };
    let so = operand(at);
    const found: Reading[] = [];
    while (so) {
      const sign = operators.find(([form]) => form.test(tokens[so!.end]?.lower ?? ''))?.[1];
      const after: number = so.end + (/^(на|by)$/.test(tokens[so.end + 1]?.lower ?? '') ? 2 : 1);
      const right = sign ? operand(after) : undefined;
      if (!sign || !right) break;
      so = { text: `${so.text} ${sign} ${right.text}`, end: right.end, score: so.score * right.score };
      found.unshift({ end: so.end, value: so.text, score: so.score });
    }
    return found;
  };

const nowhere = { text: '', start: 0, end: 0 };

/** All readers by the names that patterns use. */
export function allReaders(
  context: ReadingContext,
  basic: Record<string, Reader>,
  listOf: typeof ListOf,
  remember: (readers: Record<string, Reader>) => Record<string, Reader>,
): Record<string, Reader> {
  const readers: Record<string, Reader> = {};
  const add = (more: Record<string, Reader>): void => void Object.assign(readers, remember(more));
  const text = () => context.text;
  add(basic);
  add({ open: symbol('('), close: symbol(')'), star: symbol('*'), is: copula, nothing });
  add(scheduleReaders(listOf as never, basic.ordinal!));
  add({ span: readSpan, calendar: readCalendar(context.now) });
  add({
    comparison: readerOf(comparisonRules, text, readers),
    equality: readerOf(equalityRules, text, readers),
    relative: readerOf(periodRules, text, readers),
    function: readerOf(functionRules, text, readers),
    average: readerOf(functionRules.slice(1, 2), text, readers),
    grain: readerOf(grainRules, text, readers),
    grainadverb: readerOf(grainAdverbRules, text, readers),
    direction: readerOf(directionRules, text, readers),
    mask: readerOf(maskRules, text, readers),
    which: readerOf(whichRules, text, readers),
    duration: readerOf(durationRules, text, readers),
    place: readerOf(placeRules, text, readers),
  });
  add({ period: either(readers.calendar!, readers.relative!), functions: listOf(readers.function!) });
  add({ measure: readerOf(measureRules, text, readers), by: readerOf(byRules, text, readers) });
  const mention = mapped(readers.column!, (value: Mention): Subject => ({ kind: 'mention', mention: value }));
  add({
    mentioned: mention,
    subject: either(
      mention,
      mapped(readers.measure!, (value: Measure[]): Subject | undefined =>
        value.length === 1 ? { kind: 'measure', measure: value[0]! } : undefined,
      ),
    ),
  });
  const subject = readers.subject!;
  readers.subject = (tokens, at) => subject(tokens, at).filter(({ value }) => value !== undefined);
  add(listReaders(readers, listOf, text));
  add(entityReaders(readers));
  return readers;
}

type Readers = Record<string, Reader>;

/** Lists of what other readers read, and rules made of them. */
const listReaders = (readers: Readers, listOf: typeof ListOf, text: () => string): Readers => ({
  orcolumns: listOf(readers.column!, (token) => /^(,|и|или|and|or|либо)$/.test(token?.lower ?? '')),
  bykeys: listOf(readers.by!),
  sortkeys: listOf(readerOf(sortKeyRules, text, readers)),
  checks: listOf(readerOf(checkRules, text, readers)),
  joinkeys: listOf(readerOf(joinKeyRules, text, readers)),
  condition: readerOf(conditionRules, text, readers),
  withoutduplicates: readerOf(
    [
      rule(
        {
          en: ['without duplicates', 'distinct', 'removing duplicates', 'no duplicates'],
          ru: ['без (дублей|дубликатов|повторов)', 'убрав дубли*'],
        },
        () => true as const,
      ),
    ],
    text,
    readers,
  ),
  namelike: either(readers.quoted!, readers.name!, hyphened),
  namelist: listOf(readers.word!),
  arithmetic: arithmetic(readers.column!, (value) =>
    quoted(value.candidates[0]?.column.name ?? value.phrase.text),
  ),
});

/** What "top 10 …" counts, and by what. */
const entityReaders = (readers: Readers): Readers => ({
  entity: either(
    mapped(readers.dataset!, (value: SceneDataset): By => ({
      dataset: value,
      phrase: { text: '', start: 0, end: 0 },
    })),
    readers.by!,
  ),
  rank: either(
    mapped(readers.measure!, (value: Measure[]) => value[0]),
    mapped(readers.column!, (value: Mention): Measure => ({ of: value, phrase: value.phrase }), 0.97),
    mapped(
      readers.dataset!,
      (dataset: SceneDataset): Measure => ({ function: 'count', dataset, phrase: nowhere }),
      0.9,
    ),
  ),
});

const hyphened: Reader = (tokens, at) =>
  tokens[at]?.kind === 'word' && /[-_]/.test(tokens[at]!.text)
    ? [{ end: at + 1, value: tokens[at]!.text, score: 1 }]
    : [];

/** A column in an expression; plain names stay plain. */
export const quoted = (name: string): string =>
  /^[a-z_][a-z0-9_]*$/.test(name) && !reserved.has(name) ? name : `"${name.replaceAll('"', '""')}"`;

/** PostgreSQL's words that may not be a column's name unquoted. */
const reserved = new Set(
  'all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create current_date current_role current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign from grant group having in initially intersect into lateral leading limit localtime localtimestamp not null offset on only or order placing primary references returning select session_user some symmetric table then to trailing true union unique user using variadic when where window with authorization binary collation concurrently cross current_schema freeze full ilike inner is isnull join left like natural notnull outer overlaps right similar tablesample verbose'.split(
    ' ',
  ),
);
