import { rule, type Rule, type SlotRule } from '../rule';
import type { By, Measure, Mention, Slot } from '../slots';

const direction = (desc: boolean): 'asc' | 'desc' => (desc ? 'desc' : 'asc');

/** Down or up. */
export const directionRules: Rule<'asc' | 'desc'>[] = [
  rule(
    {
      en: [
        '[in] (descending|desc|decreasing|reverse) [order]',
        '(largest|highest|biggest|newest|latest|most recent|best) first',
        'from (highest|largest|newest|biggest) to (lowest|smallest|oldest)',
        'high to low',
        'from high to low',
        '(largest|highest|biggest|newest|latest|most recent|best) (on|at) top',
      ],
      ru: [
        '(по|в) (убыванию|убывающей|убыванием|порядке убывания)',
        'убыванию',
        'в обратном порядке',
        'сначала (новые|большие|крупные|последние|дорогие|свежие)',
        '(новые|большие|крупные|последние|дорогие|свежие|самые новые) (сверху|вперед|первыми|наверху|в начале)',
        'от (больших|новых|большего|дорогих|новых|высоких) к (меньшим|старым|малым|меньшему|дешевым|низким)',
      ],
    },
    () => direction(true),
  ),
  rule(
    {
      en: [
        '[in] (ascending|asc|increasing) [order]',
        '(smallest|lowest|oldest|earliest) first',
        'low to high',
        'from low to high',
        '(alphabetically|in alphabetical order)',
      ],
      ru: [
        '(по|в) (возрастанию|возрастающем|порядке возрастания)',
        'возрастанию',
        'сначала (старые|маленькие|мелкие|дешевые)',
        'от (меньших|старых|меньшего|дешевых) к (большим|новым|большему|дорогим)',
        'по алфавиту',
        'в алфавитном порядке',
      ],
    },
    () => direction(false),
  ),
];

/** A column to sort by, with its direction. */
export const sortKeyRules: Rule<{ mention: Mention; direction?: 'asc' | 'desc' }>[] = [
  rule<{ m: Mention; d?: 'asc' | 'desc' }, { mention: Mention; direction?: 'asc' | 'desc' }>(
    {
      en: ['{m:column}', '{m:column} [,] {d:direction}'],
      ru: ['{m:column}', '{m:column} [,] {d:direction}'],
    },
    ({ m, d }) => ({ mention: m, ...(d ? { direction: d } : {}) }),
  ),
];

type SortKey = { mention: Mention; direction?: 'asc' | 'desc' };
const sorted = {
  en: '(sort|sorted|sorting|!order|!ordered|!ordering|arrange|arranged|ranked|!rank)',
  ru: '(отсортируй|отсортировать|отсортирован*|сортируй|сортировать|сортир*|сортировк*|упорядоч*|расположи|ранжир*)',
};

const sorts: SlotRule[] = [
  rule<{ k: SortKey[]; d?: 'asc' | 'desc' }, Slot>(
    {
      en: [
        `${sorted.en} [rows|them|results|{r:dataset}] (by|on) {k:sortkeys}`,
        `${sorted.en} {d:direction} (by|on) {k:sortkeys}`,
      ],
      ru: [
        `${sorted.ru} [строки|их|{r:dataset}] [по] {k:sortkeys}`,
        `${sorted.ru} {d:direction} [по] {k:sortkeys}`,
      ],
    },
    ({ k, d }) => ({
      slot: 'sort',
      keys: k.map((key) => ({ mention: key.mention, direction: key.direction ?? d ?? 'asc' })),
    }),
    0.4,
  ),
  rule<{ m: Measure[]; d?: 'asc' | 'desc' }, Slot>(
    {
      en: [`${sorted.en} (by|on) {m:measure}`, `${sorted.en} (by|on) {m:measure} {d:direction}`],
      ru: [`${sorted.ru} по {m:measure}`, `${sorted.ru} по {m:measure} {d:direction}`],
    },
    ({ m, d }) => (m[0] ? { slot: 'sortmeasure', measure: m[0], direction: d ?? 'asc' } : undefined),
    0.4,
  ),
  rule<{ d: 'asc' | 'desc'; m: Mention }, Slot>(
    {
      en: [
        '{d:direction} (by|on) {m:column}',
        'by {d:direction} {m:column}',
        'by {m:column} [,] {d:direction}',
      ],
      ru: ['{d:direction} {m:column}', 'по {m:column} [,] {d:direction}'],
    },
    ({ d, m }) => ({ slot: 'sort', keys: [{ mention: m, direction: d }] }),
    0.3,
  ),
  rule<{ d: 'asc' | 'desc' }, Slot>(
    { en: [`[${sorted.en}] {d:direction}`], ru: [`[${sorted.ru}] {d:direction}`] },
    ({ d }) => ({ slot: 'direction', direction: d }),
  ),
];

const superlatives: [direction: 'asc' | 'desc', concepts: string, en: string, ru: string][] = [
  [
    'desc',
    'price,cost,amount,fare',
    'most expensive|priciest|costliest',
    'самых дорогих|самые дорогие|дорогих|самых дорогостоящих|наиболее дорогих',
  ],
  [
    'asc',
    'price,cost,amount,fare',
    'cheapest|least expensive',
    'самых дешевых|самые дешевые|наиболее дешевых|дешевых',
  ],
  [
    'desc',
    'duration,distance,delay',
    'longest',
    'самых длинных|самые длинные|самых долгих|самые долгие|самых дальних|самые дальние|самых продолжительных',
  ],
  ['asc', 'duration,distance', 'shortest', 'самых коротких|самые короткие|самых ближних'],
  ['desc', 'delay', 'most delayed|latest running', 'самых задержанных|самых опоздавших|самые задержанные'],
  ['desc', 'age', 'oldest', 'самых старших|самые старшие|самых пожилых'],
  ['asc', 'age', 'youngest', 'самых молодых|самые молодые|самых младших'],
  [
    'desc',
    'amount,revenue,size,quantity,population',
    'largest|biggest|greatest',
    'самых крупных|самые крупные|крупнейших|самых больших|самые большие|наибольших',
  ],
  [
    'asc',
    'amount,revenue,size,quantity,population',
    'smallest',
    'самых маленьких|самые маленькие|самых мелких|наименьших',
  ],
  [
    'desc',
    'rating,grade,points',
    'best|top rated|best rated|highest rated|highest-rated|top-rated',
    'самых лучших|лучших|лучшие|самых высоко оцененных|с лучшим рейтингом',
  ],
  ['asc', 'rating,grade,points', 'worst|lowest rated', 'худших|худшие|самых плохих'],
  [
    'desc',
    'revenue,gross,amount',
    'highest grossing|highest-grossing|most profitable',
    'самых кассовых|самые кассовые|самых прибыльных|самых доходных',
  ],
  ['desc', 'salary', 'best paid|highest paid', 'самых высокооплачиваемых|с самой высокой зарплатой'],
  [
    'desc',
    'stock,quantity,votes,views',
    'most popular|most viewed',
    'самых популярных|самые популярные|популярных',
  ],
  [
    'desc',
    '@time',
    'latest|newest|most recent|last',
    'последних|последние|самых новых|самые новые|самых свежих|свежих|недавних',
  ],
  ['asc', '@time', 'earliest|oldest|first', 'самых ранних|самых старых|самые старые'],
  ['desc', 'temperature', 'hottest|warmest', 'самых жарких|самых теплых'],
  ['desc', 'weight', 'heaviest', 'самых тяжелых|самые тяжелые'],
];

interface Ranking {
  n: number;
  e?: By;
  r?: Measure;
}
const ranked = (
  limit: number,
  towards: 'asc' | 'desc',
  extra: { entity?: By; rank?: Measure; concepts?: string[] },
): Slot => ({
  slot: 'limit',
  limit,
  ranked: true,
  direction: towards,
  ...(extra.entity ? { entity: extra.entity } : {}),
  ...(extra.rank ? { rank: extra.rank } : {}),
  ...(extra.concepts ? { concepts: extra.concepts } : {}),
});

const highest = {
  en: '(highest|largest|most|biggest|greatest|maximum|best|top)',
  ru: '(наибольш*|самым большим|самой большой|максимальн*|самой высокой|самым высоким|лучш*|высш*)',
};
const lowest = {
  en: '(lowest|smallest|least|fewest|minimum|worst)',
  ru: '(наименьш*|самым маленьким|самой маленькой|минимальн*|самой низкой|самым низким|худш*)',
};

const tops: SlotRule[] = [
  rule<Ranking, Slot>(
    {
      en: [`{e:entity} (with|by|having) ${highest.en} {r:rank}`, '{e:entity} {is} [with] most {r:rank}'],
      ru: [`{e:entity} (с|со) ${highest.ru} {r:rank}`, `{e:entity} [где] больше всего {r:rank}`],
    },
    ({ e, r }) => ('dataset' in e! ? undefined : ranked(1, 'desc', { entity: e, rank: r })),
    -0.2,
  ),
  rule<Ranking, Slot>(
    {
      en: [`{e:entity} (with|by|having) ${lowest.en} {r:rank}`],
      ru: [`{e:entity} (с|со) ${lowest.ru} {r:rank}`, `{e:entity} [где] меньше всего {r:rank}`],
    },
    ({ e, r }) => ('dataset' in e! ? undefined : ranked(1, 'asc', { entity: e, rank: r })),
    -0.2,
  ),
  rule<Ranking, Slot>(
    {
      en: [
        '(top|best) {n:number} {e:entity} (by|on|in|with|ranked by|according to) {r:rank}',
        '(top|best) {n:number} (by|on|ranked by) {r:rank}',
        '{n:number} (top|best) {e:entity} (by|on) {r:rank}',
        '(top|best) {n:number} {e:entity}',
        'top {n:number}',
        '{e:entity} top {n:number} (by|on) {r:rank}',
      ],
      ru: [
        '(топ|топе) [-] {n:number} {e:entity} по {r:rank}',
        '(топ|лучшие|первые|ведущие) [-] {n:number} {e:entity} по {r:rank}',
        'топ [-] {n:number} по {r:rank}',
        'топ [-] {n:number} {e:entity}',
        'топ [-] {n:number}',
        '{n:number} (лучших|ведущих|первых) {e:entity} по {r:rank}',
      ],
    },
    ({ n, e, r }) => ranked(n, 'desc', { entity: e, rank: r }),
    0.7,
  ),
  rule<Ranking, Slot>(
    {
      en: [
        '(bottom|worst|last) {n:number} {e:entity} (by|on|in|ranked by) {r:rank}',
        '(bottom|worst) {n:number} (by|on) {r:rank}',
      ],
      ru: [
        '(антитоп|худшие|последние) [-] {n:number} {e:entity} по {r:rank}',
        '{n:number} худших {e:entity} по {r:rank}',
      ],
    },
    ({ n, e, r }) => ranked(n, 'asc', { entity: e, rank: r }),
    0.7,
  ),
  rule<Ranking, Slot>(
    {
      en: [`{n:number} {e:entity} (with|by|having) ${highest.en} {r:rank}`],
      ru: [`{n:number} {e:entity} (с|со|по) ${highest.ru} {r:rank}`],
    },
    ({ n, e, r }) => ranked(n, 'desc', { entity: e, rank: r }),
    0.6,
  ),
  rule<Ranking, Slot>(
    {
      en: [`{n:number} {e:entity} (with|by|having) ${lowest.en} {r:rank}`],
      ru: [`{n:number} {e:entity} (с|со|по) ${lowest.ru} {r:rank}`],
    },
    ({ n, e, r }) => ranked(n, 'asc', { entity: e, rank: r }),
    0.6,
  ),
  ...superlatives.map(([towards, concepts, en, ru]) =>
    rule<Ranking, Slot>(
      {
        en: [
          `{n:number} (${en}) [{e:entity}]`,
          `(${en}) {n:number} [{e:entity}]`,
          `top {n:number} (${en}) [{e:entity}]`,
        ],
        ru: [
          `{n:number} (${ru}) [{e:entity}]`,
          `(${ru}) {n:number} [{e:entity}]`,
          `топ [-] {n:number} (${ru}) [{e:entity}]`,
        ],
      },
      ({ n, e }) => ranked(n, towards, { concepts: concepts.split(','), entity: e }),
      0.6,
    ),
  ),
  rule<{ n: number }, Slot>(
    {
      en: [
        'first {n:number} (rows|records|lines|entries)',
        'limit [to|by] {n:number} [rows|records|results]',
        '(no more than|at most|up to|maximum) {n:number} (rows|records|lines)',
        '(first|only) {n:number} {d:dataset}',
        '{n:number} (rows|records) only',
      ],
      ru: [
        '(первые|первых) {n:number} [строк|записей|строки|записи]',
        '(лимит|ограничь|ограничение|ограничив*) [до|в] {n:number} [строк|строками|записями]',
        'не более {n:number} (строк|записей)',
        'не больше {n:number} (строк|записей)',
        '(первые|первых) {n:number} {d:dataset}',
      ],
    },
    ({ n }) => ({ slot: 'limit', limit: n, ranked: false, direction: 'asc' }),
    0.5,
  ),
];

/** Sorting, tops and limits. */
export const orderRules: SlotRule[] = [...sorts, ...tops];
