import { rule, type Rule, type SlotRule } from '../rule';
import type { Aggregate, By, Grain, Measure, Mention, Phrase, Slot } from '../slots';
import type { SceneColumn, SceneDataset } from '../../columns/scene';

/** What people call the functions over a group. */
export const functionRules: Rule<Aggregate>[] = (
  [
    [
      'sum',
      'total|totals|sum|sums|sum up|add up|summed|overall|cumulative|aggregate',
      'сумм*|суммир*|просуммир*|общ*|итог*|совокупн*|всего',
    ],
    ['avg', 'average|averages|avg|mean', 'средн*|усредн*|avg'],
    [
      'min',
      'minimum|minimal|min|lowest|smallest|least|earliest|cheapest',
      'минимальн*|минимум|мин|наименьш*|самая низкая|самый низкий|самая маленькая|самая ранняя',
    ],
    [
      'max',
      'maximum|maximal|max|highest|largest|biggest|greatest|latest|peak',
      'максимальн*|максимум|макс|наибольш*|самая высокая|самый высокий|самая большая|самая поздняя|пиков*',
    ],
    ['median', 'median', 'медиан*'],
  ] as [Aggregate, string, string][]
).map(([id, en, ru]) => rule({ en: [`(${en})`], ru: [`(${ru})`] }, () => id));

const count = {
  en: '(number|count|counts|how many|quantity|num|amount|total number|total count|counting)',
  ru: '(количеств*|кол-во|колво|число|числа|сколько|подсчет|численность)',
};
const distinct = { en: '(unique|distinct|different)', ru: '(уникальн*|различн*|разн*|неповторяющ*)' };
const rows = { en: '(rows|records|lines|entries|cases)', ru: '(строк|записей|случаев|раз|наблюдений)' };

interface Parts {
  fs: Aggregate[];
  f: Aggregate;
  m: Mention;
  ms: Mention[];
  d: SceneDataset;
}

const counting = (of: Mention | SceneDataset | undefined, phrase: Phrase, unique = false): Measure[] => {
  if (of && 'candidates' in of) return [{ function: unique ? 'count-distinct' : 'count', of, phrase }];
  return [{ function: unique ? 'count-distinct' : 'count', ...(of ? { dataset: of } : {}), phrase }];
};

const preferred: Partial<Record<Aggregate, string>> = { min: 'minimum', max: 'maximum', avg: 'average' };

/** "the highest temperature" of temp_max and temp_min is that of temp_max. */
function preferring(mention: Mention, function_: Aggregate): Mention {
  const notion = preferred[function_];
  const suits = (column: SceneColumn): boolean =>
    column.identifiers.some(({ parts }) =>
      parts.some(({ concepts }) => notion !== undefined && concepts.has(notion)),
    );
  const candidates = mention.candidates.map((each) =>
    suits(each.column) ? { ...each, score: each.score + 0.1 } : each,
  );
  return { ...mention, candidates: candidates.sort((left, right) => right.score - left.score) };
}

/** A measure with its function: "average delay", "number of orders", "unique users". */
export const measureRules: Rule<Measure[]>[] = [
  rule<Parts, Measure[]>(
    {
      en: ['{fs:functions} [for|in|value|values] {m:column}', '{fs:functions} {open} {m:column} {close}'],
      ru: ['{fs:functions} [значение|значения|величину|величина] {m:column}'],
    },
    ({ fs, m }, phrase) =>
      fs.every((each) => each === 'min' || each === 'max') || numeric(m)
        ? fs.map((each) => ({ function: each, of: preferring(m, each), phrase }))
        : undefined,
  ),
  // "сумма по выручке" is a measure only where the field is surely a number; "сумма по городам" is not.
  rule<Parts, Measure[]>(
    { en: ['{fs:functions} by {m:column}'], ru: ['{fs:functions} по {m:column}'] },
    ({ fs, m }, phrase) =>
      kinds(m).every((kind) => ['integer', 'decimal', 'float'].includes(kind)) &&
      !/id$/i.test(m.candidates[0]?.column.name ?? '')
        ? fs.map((each) => ({ function: each, of: m, phrase }))
        : undefined,
  ),
  rule<Parts, Measure[]>(
    { en: ['{f:function} {ms:columns}'], ru: ['{f:function} {ms:columns}'] },
    ({ f, ms }, phrase) =>
      ms.length > 1 && ms.every((each) => numeric(each))
        ? ms.map((of) => ({ function: f, of, phrase }))
        : undefined,
    -0.2,
  ),
  rule<Parts, Measure[]>(
    {
      en: ['{m:column} {f:function}', '{m:column} (in|on) {f:average}'],
      ru: ['{m:column} (в среднем) {e:nothing}'],
    },
    ({ f, m }, phrase) => (numeric(m) ? [{ function: f ?? 'avg', of: m, phrase }] : undefined),
    -0.5,
  ),
  rule<Parts, Measure[]>(
    {
      en: [`${count.en} {d:dataset}`, `{d:dataset} ${count.en}`, `${count.en} ${rows.en}`],
      ru: [`${count.ru} {d:dataset}`, `${count.ru} ${rows.ru}`],
    },
    ({ d }, phrase) => counting(d, phrase),
    0.1,
  ),
  rule<Parts, Measure[]>(
    { en: ['(count|how many) {open} {star} {close}', '{open} {star} {close}'] },
    (_, phrase) => counting(undefined, phrase),
  ),
  rule<Parts, Measure[]>(
    {
      en: [
        `[${count.en}] ${distinct.en} [${count.en}] {m:column}`,
        `count distinct {m:column}`,
        `count {open} distinct {m:column} {close}`,
      ],
      ru: [`[${count.ru}] ${distinct.ru} [${count.ru}] {m:column}`],
    },
    ({ m }, phrase) => counting(m, phrase, true),
    0.3,
  ),
  rule<Parts, Measure[]>(
    {
      en: [`${count.en} ${distinct.en} {d:dataset}`, `how many ${distinct.en} {d:dataset}`],
      ru: [`${count.ru} ${distinct.ru} {d:dataset}`],
    },
    ({ d }, phrase) => counting(d, phrase, true),
    0,
  ),
  rule<Parts, Measure[]>(
    { en: [`${count.en} {m:column}`], ru: [`${count.ru} {m:column}`] },
    ({ m }, phrase) => (textual(m) ? counting(m, phrase, true) : undefined),
    -0.3,
  ),
  rule<Parts, Measure[]>(
    {
      en: ['{fs:functions} {d:dataset}'],
      ru: ['{fs:functions} {d:dataset}', '{fs:functions} по {d:dataset}'],
    },
    ({ fs, d }, phrase) => fs.map((each) => ({ function: each, dataset: d, phrase })),
    -0.2,
  ),
  rule<Parts, Measure[]>(
    {
      ru: ['средний чек', 'среднего чека', 'средним чеком'],
      en: ['average order value', 'average check', 'average ticket size', 'aov'],
    },
    (_, phrase) => [{ function: 'avg', phrase }],
  ),
  rule<Parts, Measure[]>(
    {
      en: [
        '{fs:functions} {m:column} {d:dataset}',
        '{fs:functions} {d:dataset} {m:column}',
        '{fs:functions} {m:column} (for|in|per) {d:dataset}',
      ],
      ru: ['{fs:functions} {m:column} {d:dataset}', '{fs:functions} {d:dataset} {m:column}'],
    },
    ({ fs, m }, phrase) => fs.map((each) => ({ function: each, of: m, phrase })),
    -0.1,
  ),
  // "count page views": what is counted has no name here, but counting rows is what counting is.
  rule<{ n: Phrase }, Measure[]>(
    { en: [`${count.en} {n:noun}`], ru: [`${count.ru} {n:noun}`] },
    (_, phrase) => counting(undefined, phrase),
    -0.5,
  ),
];

/** A function with nothing to work on: "with a total". */
const bareFunctions: Rule<Measure[]>[] = [
  rule<Parts, Measure[]>(
    { en: ['{fs:functions}'], ru: ['{fs:functions}'] },
    ({ fs }, phrase) => fs.map((each) => ({ function: each, phrase })),
    -0.1,
  ),
  rule<Parts, Measure[]>(
    {
      en: [`(number|count|how many|counts)`],
      ru: [`(количеств*|сколько|кол-во|число|подсчитай|пересчитай)`],
    },
    (_, phrase) => counting(undefined, phrase),
    -0.08,
  ),
];

const kinds = (mention: Mention): string[] =>
  mention.candidates
    .filter(({ score }) => score > (mention.candidates[0]?.score ?? 0) - 0.1)
    .map(({ column }) => column.field?.type.kind ?? 'unknown');
/** An id is counted, never summed, unless it is named in full. */
const isId = (mention: Mention): boolean =>
  mention.candidates[0]!.score <= 1 &&
  /(^|[_\s])(id|key|uuid|guid)$|I[dD]$/.test(mention.candidates[0]!.column.name);
const numeric = (mention: Mention): boolean =>
  !isId(mention) &&
  kinds(mention).some((kind) => ['integer', 'decimal', 'float', 'unknown', 'interval'].includes(kind));
const additive = (mention: Mention): boolean =>
  !isId(mention) && kinds(mention).every((kind) => ['integer', 'decimal', 'float'].includes(kind));
const textual = (mention: Mention): boolean =>
  !numeric(mention) || /_?id$/i.test(mention.candidates[0]?.column.name ?? '');

const grains: [Grain, en: string, ru: string][] = [
  [
    'weekday',
    'day of week|days of week|weekday|weekdays|day of the week',
    'день недели|дням недели|дню недели|дня недели',
  ],
  [
    'hour-of-day',
    'hour of day|hours of day|hour of the day|time of day',
    'часам суток|часу суток|часам дня|времени суток',
  ],
  ['hour', 'hour|hours|hourly', 'час|часам|часу|часа|часов'],
  ['day', 'day|days|daily|calendar day', 'день|дням|дню|дня|дней|суткам|сутки|календарным дням'],
  ['week', 'week|weeks|weekly', 'неделя|неделям|неделе|недели|неделю'],
  ['month', 'month|months|monthly', 'месяц|месяцам|месяцу|месяца|месяцев'],
  ['quarter', 'quarter|quarters|quarterly', 'квартал|кварталам|кварталу|квартала'],
  ['year', 'year|years|yearly', 'год|годам|году|года|лет'],
];

/** `month`, `по месяцам`. */
export const grainRules: Rule<Grain>[] = grains.map(([grain, en, ru]) =>
  rule({ en: [`(${en})`], ru: [`(${ru})`] }, () => grain),
);

const adverbs: Rule<Grain>[] = [
  rule({ en: ['daily'] }, () => 'day' as const),
  rule({ en: ['hourly'] }, () => 'hour' as const),
  rule({ en: ['weekly'] }, () => 'week' as const),
  rule({ en: ['monthly'] }, () => 'month' as const),
  rule({ en: ['quarterly'] }, () => 'quarter' as const),
  rule({ en: ['(yearly|annual)'] }, () => 'year' as const),
  rule({ ru: ['(ежедневн*|подневн*|посуточн*)'] }, () => 'day' as const),
  rule({ ru: ['(еженедельн*|понедельн*)'] }, () => 'week' as const),
  rule({ ru: ['(ежемесячн*|помесячн*)'] }, () => 'month' as const),
  rule({ ru: ['(ежеквартальн*|поквартальн*)'] }, () => 'quarter' as const),
  rule({ ru: ['(ежегодн*|годов*|погодов*)'] }, () => 'year' as const),
  rule({ ru: ['(почасов*|ежечасн*)'] }, () => 'hour' as const),
];

/** `monthly` before a measure. */
export const grainAdverbRules = adverbs;

/** "… by city and sum the amount": the sum is another wish, not a key. */
const asksForSum = /^(sum|total|average|count|сумм(а|у|ируй)|посчитай|просуммируй|средн(юю|яя|ее))(\s|$)/i;

/** One key to group by. */
export const byRules: Rule<By>[] = [
  rule<{ m: Mention }, By>({ en: ['{m:column}'], ru: ['{m:column}'] }, ({ m }) =>
    asksForSum.test(m.phrase.text) ? undefined : { mention: m },
  ),
  rule<{ g: Grain; m?: Mention }, By>(
    {
      en: ['{g:grain}', '{g:grain} [in|from] {m:column}', '{m:column} {g:grain}'],
      ru: ['{g:grain}', '{g:grain} [из|от] {m:column}'],
    },
    ({ g, m }, phrase) => (m && !temporal(m) ? undefined : { grain: g, ...(m ? { of: m } : {}), phrase }),
  ),
  rule<{ d: SceneDataset }, By>({ en: ['{d:dataset}'], ru: ['{d:dataset}'] }, ({ d }, phrase) => ({
    dataset: d,
    phrase,
  })),
];

const temporal = (mention: Mention): boolean =>
  kinds(mention).some((kind) => kind === 'date' || kind === 'timestamp' || kind === 'unknown');

const grouped = {
  en: '(group {d:dataset} by|grouped by|group by|grouping by|per|for each|for every|per each|by each|each|broken down by|broken out by|split by|across|aggregate by|aggregated by|aggregated over|within each|in each|segmented by|breakdown by|rolled up by|summarized by|summarised by|summarize by)',
  ru: '(сгруппир* [{d:dataset}] по|в разбивке по|группир* [{d:dataset}] по|группировк* по|с группировкой по|в разрезе|с разбивкой по|разбив* по|с разбиением по|для (каждого|каждой|каждому|каждых)|на (каждого|каждую|каждый|каждое)|в (каждом|каждой)|у (каждого|каждой)|по (каждому|каждой|каждым)|за (каждый|каждую|каждое)|(каждого|каждой|каждому)|агрегир* по|сверн* по|отдельно по|с детализацией по|с агрегацией по)',
};

/** Measures and what they are grouped by. */
export const measureSlotRules: SlotRule[] = [
  rule<{ m: Measure[] }, Slot>(
    { en: ['{m:measure}'], ru: ['{m:measure}'] },
    ({ m }) => ({ slot: 'measures', measures: m }),
    0.1,
  ),
  ...bareFunctions.map((each): SlotRule => ({
    ...each,
    build: (captures: never, phrase: Phrase) => {
      const measures = each.build(captures, phrase);
      return measures && { slot: 'measures', measures };
    },
  })),
  rule<{ g: Grain; m: Measure[] }, Slot>(
    { en: ['{g:grainadverb} {m:measure}'], ru: ['{g:grainadverb} {m:measure}'] },
    ({ g, m }, phrase) => ({ slot: 'measures', measures: m, by: [{ grain: g, phrase }] }),
    0.4,
  ),
  rule<{ g: Grain; m: Mention }, Slot>(
    { en: ['{g:grainadverb} {m:column}'], ru: ['{g:grainadverb} {m:column}'] },
    ({ g, m }, phrase) =>
      numeric(m)
        ? { slot: 'measures', measures: [{ of: m, phrase: m.phrase }], by: [{ grain: g, phrase }] }
        : undefined,
    0.4,
  ),
  rule<{ g: Grain }, Slot>(
    {
      en: ['{g:grainadverb} (totals|total|summary|report|statistics|stats|aggregates|breakdown)'],
      ru: ['{g:grainadverb} (итоги|итог|отчет|сводка|статистика)', 'помесячно', 'понедельно', 'поквартально'],
    },
    ({ g }, phrase) => (g ? { slot: 'by', keys: [{ grain: g, phrase }], grouping: true } : undefined),
    0.4,
  ),
  rule<{ k: By[] }, Slot>(
    { en: [`${grouped.en} {k:bykeys}`], ru: [`${grouped.ru} {k:bykeys}`] },
    ({ k }) => ({ slot: 'by', keys: k, grouping: true }),
    0.3,
  ),
  // "by route (origin and destination)": what stands in brackets says which fields are meant.
  rule<{ k: By[] }, Slot>(
    {
      en: [`(by|${grouped.en}) {w:word} {open} {k:bykeys} {close}`],
      ru: [`(по|${grouped.ru}) {w:word} {open} {k:bykeys} {close}`],
    },
    ({ k }) =>
      k.some((key) => 'mention' in key && additive(key.mention))
        ? undefined
        : { slot: 'by', keys: k, grouping: true },
    0.9,
  ),
  // "by product (revenue and units)": what stands in brackets is what is added up.
  rule<{ k: By[]; ms: Mention[] }, Slot>(
    {
      en: [`(by|${grouped.en}) {k:bykeys} {open} {ms:columns} {close}`],
      ru: [`(по|${grouped.ru}) {k:bykeys} {open} {ms:columns} {close}`],
    },
    ({ k, ms }) =>
      ms.every(additive)
        ? { slot: 'measures', measures: ms.map((of) => ({ of, phrase: of.phrase })), by: k }
        : undefined,
    0.9,
  ),
  // "a report on revenue by store": the measure's name alone.
  rule<{ m: Mention; k: By[] }, Slot>(
    {
      en: [
        `(report|summary|statistics|stats|breakdown|figures) (on|of|for) {m:column} [broken down|split|grouped] (by|per|${grouped.en}) {k:bykeys}`,
      ],
      ru: [
        `(отчет|отчета|сводка|сводку|статистика|статистику|данные|витрина|витрину) (по|о|об) {m:column} (по|${grouped.ru}|в разбивке по) {k:bykeys}`,
      ],
    },
    ({ m, k }) =>
      numeric(m) ? { slot: 'measures', measures: [{ of: m, phrase: m.phrase }], by: k } : undefined,
    0.8,
  ),
  rule<{ k: By[] }, Slot>(
    { en: ['(by|on|using) {k:bykeys}'], ru: ['по [ключу|ключам|ключевому полю|ключевым полям] {k:bykeys}'] },
    ({ k }) => ({ slot: 'by', keys: k, grouping: false }),
    0.15,
  ),
];
