import { rule, type Rule, type SlotRule } from '../rule';
import type { By, JoinOn, JoinType, Mask, Measure, Mention, QualityCheck, Slot } from '../slots';
import type { SceneDataset } from '../../columns/scene';

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
      ],
      ru: [
        '(по|в) (убыванию|убывающей|убыванием|порядке убывания)',
        'убыванию',
        'в обратном порядке',
        'сначала (новые|большие|крупные|последние|дорогие|свежие)',
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
    { en: ['{m:column}', '{m:column} {d:direction}'], ru: ['{m:column}', '{m:column} {d:direction}'] },
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
        `${sorted.en} [rows|them|results] (by|on) {k:sortkeys}`,
        `${sorted.en} {d:direction} (by|on) {k:sortkeys}`,
      ],
      ru: [`${sorted.ru} [строки|их] [по] {k:sortkeys}`, `${sorted.ru} {d:direction} [по] {k:sortkeys}`],
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

const columnsWord = {
  en: '(columns|column|fields|field|attributes)',
  ru: '(колонки|колонку|колонок|колонка|колонками|столбцы|столбец|столбцов|поля|поле|полей|полями)',
};
const leave = {
  en: '(without|except|excluding|exclude|drop|remove|omit|minus|delete|skip|but not|dropping|removing|all but|ignore)',
  ru: '(без|кроме|исключая|исключи|исключив|убери|удали|выкинь|отбрось|убрав|удалив|за исключением|не бери|выброси)',
};
const keep = {
  en: '(only|keep|select|take|choose|keep only|select only|just|with|leave|leave only|retain|extract)',
  ru: '(только|оставь|выбери|возьми|оставь только|выбери только|лишь|бери только|выгрузи только|загрузи только|с|нужны только|оставить)',
};

const fields: SlotRule[] = [
  rule<{ m: Mention[] }, Slot>(
    {
      en: [`[${keep.en}] ${columnsWord.en} [:] {m:columns}`, `[${keep.en}] {m:columns} ${columnsWord.en}`],
      ru: [`[${keep.ru}] ${columnsWord.ru} [:|-|—] {m:columns}`],
    },
    ({ m }) => ({ slot: 'fields', keep: true, mentions: m }),
    0.4,
  ),
  rule<{ m: Mention[] }, Slot>(
    {
      en: [`${leave.en} ${columnsWord.en} [:] {m:columns}`, `${leave.en} {m:columns} ${columnsWord.en}`],
      ru: [`${leave.ru} ${columnsWord.ru} [:] {m:columns}`],
    },
    ({ m }) => ({ slot: 'fields', keep: false, mentions: m }),
    0.8,
  ),
  rule<{ m: Mention[] }, Slot>(
    {
      en: [`(drop|omit|dropping|all but|remove|everything except|all except) {m:columns}`],
      ru: [`(выкинь|убери|выброси|удали|не бери|все кроме) {m:columns}`],
    },
    ({ m }) => ({ slot: 'fields', keep: false, mentions: m }),
    -0.2,
  ),
  rule<{ m: Mention[] }, Slot>(
    {
      en: [`(only|keep only|select|select only|keep|leave only) {m:columns}`],
      ru: [`(только|оставь только|выбери|выбери только|лишь|оставь) {m:columns}`],
    },
    ({ m }) =>
      m.every(({ candidates }) => candidates[0]!.score >= 0.9)
        ? { slot: 'fields', keep: true, mentions: m }
        : undefined,
    -0.15,
  ),
  rule<{ m: Mention[] }, Slot>(
    { en: ['(without|except|excluding) {m:orcolumns}'], ru: ['(без|кроме) {m:orcolumns}'] },
    ({ m }) => ({ slot: 'puzzle', about: 'without', mentions: m }),
    -0.1,
  ),
  rule<{ m: Mention[]; d: SceneDataset }, Slot>(
    {
      en: [
        '(export|get|extract|take|fetch|copy|load|store|save|pull|select|show|give|list) {m:columns} (from|for|in|by)  {d:dataset}',
        '(export|get|extract|take|fetch|copy|load|store|save|pull|select|show|give|list) {m:columns} {d:dataset}',
      ],
      ru: [
        '(выгрузи|возьми|достань|вытащи|забери|скопируй|загрузи|сохрани|запиши|положи|закинь|выбери|покажи|получи|выгружай|забирай|копируй|загружай) {m:columns} [из|у|для|от] {d:dataset}',
      ],
    },
    ({ m }) =>
      m.every(({ candidates }) => candidates[0]!.score >= 0.9)
        ? { slot: 'fields', keep: true, mentions: m }
        : undefined,
    0.1,
  ),
  rule<{ m: Mention; w: string }, Slot>(
    {
      en: [
        'rename [column|field] {m:column} (to|as|into) {w:word}',
        '{m:column} (renamed to|renamed as) {w:word}',
      ],
      ru: [
        'переимен* [колонку|столбец|поле] {m:column} (в|на|как) {w:word}',
        '(назови|называй) [колонку|столбец|поле] {m:column} {w:word}',
      ],
    },
    ({ m, w }) => ({ slot: 'rename', mention: m, to: w }),
    0.6,
  ),
  rule<{ w: string; e: string }, Slot>(
    {
      en: [
        '(add|create|compute|calculate|derive|with) [new|calculated] (column|field) [named|called] {w:word} (=|as|equal to|equals|computed as|being) {e:arithmetic}',
        '{w:word} = {e:arithmetic}',
      ],
      ru: [
        '(добавь|создай|посчитай|вычисли|рассчитай|добавить) [новую|новое|новый] (колонку|поле|столбец) {w:word} (=|как|равн*|—) {e:arithmetic}',
        '(посчитай|вычисли|рассчитай) {w:word} (=|как) {e:arithmetic}',
      ],
    },
    ({ w, e }) => ({ slot: 'derive', name: w, expression: e }),
    0.8,
  ),
];

const duplicate = {
  en: '(duplicate|duplicates|duplicated|dups|dupes|repeats|repeating|repeated)',
  ru: '(дубл*|повторы|повторов|повторяющ*|повторени*)',
};

const distincts: SlotRule[] = [
  rule<{ m?: Mention[] }, Slot>(
    {
      en: [
        `[(remove|drop|delete|without|no|eliminate|discard|clean up|exclude|filter out|skip)] ${duplicate.en} [rows|records|{d:dataset}] [(by|on|based on|using|for) {m:columns}]`,
        '(deduplicate|deduplicated|dedupe|dedup|de-duplicate|de-dupe|deduplicating) [rows|{d:dataset}] [(by|on|using|based on) {m:columns}]',
      ],
      ru: [
        `[(убери|убрать|удали|удалить|без|избавься от|исключи|убирай|удаляй|почисти|отбрось|отсей|вычисти)] ${duplicate.ru} [строки|строк|записи|записей|{d:dataset}] [по {m:columns}]`,
        '(дедуплицируй|дедупликация|дедуплицировать|дедуплицирован*) [строки|записи|{d:dataset}] [по {m:columns}]',
      ],
    },
    ({ m }) => ({ slot: 'distinct', mentions: m ?? [] }),
    0.5,
  ),
  rule<{ m?: Mention[] }, Slot>(
    {
      en: [
        '[only] (unique|distinct) (rows|records|{d:dataset}) [(by|on) {m:columns}]',
        '(unique|distinct) by {m:columns}',
        'one (row|record) per {m:columns}',
      ],
      ru: [
        '[только] (уникальные|уникальных) [строки|записи|{d:dataset}] по {m:columns}',
        '[только] (уникальные|уникальных) (строки|записи|{d:dataset})',
        'по одной (строке|записи) на [каждый|каждого|каждую] {m:columns}',
      ],
    },
    ({ m }) => ({ slot: 'distinct', mentions: m ?? [] }),
    0.25,
  ),
];

/** Ways to hide a value, by verb. */
export const maskRules: Rule<Mask>[] = [
  rule(
    {
      en: ['(mask|hide|redact|obfuscate|masking|hiding|conceal|masked|censor)'],
      ru: [
        '(скрой|скрыть|скрывай|спрячь|спрятать|прячь|замаскируй|маскируй|маскировать|замаскировать|маскируя|скрыв*|скрыт*|замаскирован*|закрой|затри|зацензурь)',
      ],
    },
    () => 'redact' as const,
  ),
  rule(
    {
      en: ['(hash|hashed|hashing|anonymize|anonymise|pseudonymize|pseudonymise|encrypt|tokenize)'],
      ru: [
        '(захешируй|захэшируй|хешируй|хэшируй|хеш*|хэш*|захеш*|захэш*|обезличь|обезличивай|обезличить|анонимизируй|анонимизировать|псевдонимизируй|зашифруй)',
      ],
    },
    () => 'hash' as const,
  ),
  rule(
    { en: ['(null out|nullify|blank out|wipe)'], ru: ['(обнули|занули|очисти|сотри)'] },
    () => 'null' as const,
  ),
  rule(
    {
      en: ['[show|keep|leave] [only] last (four|4) [digits|characters] [in|for]'],
      ru: ['[покажи|оставь|оставляй] [только] последние (четыре|4) [цифры|символа|знака] [в|у]'],
    },
    () => 'last4' as const,
  ),
  rule(
    {
      en: ['[show|keep|leave] [only] (domain|domains) [in|for]'],
      ru: ['[покажи|оставь] [только] (домен|домены) [в|у|от]'],
    },
    () => 'email-domain' as const,
  ),
  rule(
    { en: ['[keep|leave] [only] (year) (in|for|from)'], ru: ['[оставь] [только] год (в|у|от)'] },
    () => 'year' as const,
  ),
];

const masks: SlotRule[] = [
  rule<{ how: Mask; m: Mention[] }, Slot>(
    {
      en: [
        '{how:mask} [values|column|columns|field|fields|customer|user|personal] {m:columns} [numbers|addresses|values]',
      ],
      ru: ['{how:mask} [значения|колонку|колонки|поля|поле|номера|адреса] {m:columns}'],
    },
    ({ how, m }) => ({ slot: 'mask', how, mentions: m }),
    0.6,
  ),
  rule<{ how: Mask; d: SceneDataset; m: Mention[] }, Slot>(
    {
      en: ['{how:mask} {d:dataset} {m:columns}'],
      ru: ['{how:mask} (у|для) {d:dataset} {m:columns}', '{how:mask} {m:columns} (у|для) {d:dataset}'],
    },
    ({ how, m }) => ({ slot: 'mask', how, mentions: m }),
    0.6,
  ),
  rule<{ how: Mask; m: Mention[] }, Slot>(
    {
      en: ['{m:columns} {how:mask}', '(with|and) {how:mask} {m:columns}'],
      ru: ['{m:columns} {how:mask}', '(со|с) {how:mask} {m:columns}'],
    },
    ({ how, m }) => ({ slot: 'mask', how, mentions: m }),
    0.1,
  ),
  rule<{ how: Mask }, Slot>(
    {
      en: ['{how:mask} (personal|private|sensitive|pii) [data|information|fields|columns]', '{how:mask} pii'],
      ru: [
        '{how:mask} (персональн*|личн*|чувствительн*|пдн) [данные|данных|поля|сведения]',
        '{how:mask} пдн',
      ],
    },
    ({ how }) => ({ slot: 'mask', how, mentions: [], personal: true }),
    0.6,
  ),
];

/** One promise: unique, not empty. */
export const checkRules: Rule<QualityCheck>[] = [
  rule<{ m: Mention[] }, QualityCheck>(
    {
      en: ['{m:columns} {is} [must|should] [be] (unique|distinct)', '(unique|uniqueness) [in] {m:columns}'],
      ru: [
        '{m:columns} {is} [должен|должна|должны|должно] [быть] (уникал*|не повтор*)',
        '(уникальность|на уникальность) {m:columns}',
        '(уникал*) {m:columns}',
      ],
    },
    ({ m }) => ({ check: 'unique', mentions: m }),
  ),
  rule<{ m: Mention[] }, QualityCheck>(
    {
      en: [
        '{m:columns} {is} [must|should] (not|never) [be] (null|empty|missing|blank)',
        '{m:columns} {is} [must|should] [be] (filled|present|non-null|not-null|non-empty|set|required)',
        '(no|not) (null|nulls|empty|missing|blank) [values] [in|for] {m:columns}',
      ],
      ru: [
        '{m:columns} {is} [должен|должна|должны|должно] [быть] (не пуст*|заполнен*|не null|указан*|непуст*)',
        '{m:columns} не [должен|должна|должны|должно] [быть] (пуст*|null)',
        '[нет|отсутстви*|на] (пуст*|пустоту|null|пропуск*|заполненность) [значени*] [в|у] {m:columns}',
        '{m:columns} (обязател*) {nothing}',
      ],
    },
    ({ m }) => ({ check: 'notNull', mentions: m }),
  ),
];

const checking = {
  en: '(check|ensure|verify|validate|assert|make sure|guarantee|require|checking|confirm|fail if not)',
  ru: '(проверь|проверяй|проверить|проверка|убедись|удостоверься|гарантируй|контролируй|проверяя|с проверкой|требуй|следи)',
};

const quality: SlotRule[] = [
  rule<{ c: QualityCheck[] }, Slot>(
    {
      en: [`${checking.en} [that|for] {c:checks}`],
      ru: [`${checking.ru} [что|чтобы|,] [что|чтобы] {c:checks}`],
    },
    ({ c }) => ({ slot: 'quality', checks: c, severity: 'error' }),
    0.8,
  ),
  rule<{ m: Mention[] }, Slot>(
    {
      en: ['{m:columns} (must|should) [be] unique'],
      ru: ['{m:columns} (должен|должна|должны|должно) быть уникал*'],
    },
    ({ m }) => ({ slot: 'quality', checks: [{ check: 'unique', mentions: m }], severity: 'error' }),
    0.5,
  ),
  rule<{ m: Mention[] }, Slot>(
    {
      en: [
        '{m:columns} (must|should) (not be|never be) (null|empty|missing)',
        '{m:columns} (must|should) be (filled|present|set)',
      ],
      ru: [
        '{m:columns} не (должен|должна|должны|должно) быть пуст*',
        '{m:columns} (должен|должна|должны|должно) быть (не пуст*|заполнен*|указан*)',
      ],
    },
    ({ m }) => ({ slot: 'quality', checks: [{ check: 'notNull', mentions: m }], severity: 'error' }),
    0.5,
  ),
  rule<{ m: Mention[] }, Slot>(
    {
      en: [
        '(without|no|drop|skip|exclude|excluding|remove|reject|ignore|ignoring) [rows|records] [with|having] (empty|null|missing|blank|nulls) [values] [in] {m:columns}',
      ],
      ru: [
        '(без|исключи|исключая|убери|удали|отбрось|отсей|пропусти|кроме) [строк|строки|записей|записи] [с|со] (пуст*|незаполненн*|отсутствующ*|null|неуказанн*|пропущенн*|нулл*) [значени*] [в|у] {m:columns}',
        'без (пропусков|пустот|null) в {m:columns}',
      ],
    },
    ({ m }) => ({ slot: 'quality', checks: [{ check: 'notNull', mentions: m }], severity: 'reject' }),
    0.7,
  ),
];

const verbs: [way: 'join' | 'union' | 'either', type: JoinType, en: string, ru: string][] = [
  [
    'join',
    'inner',
    'join|joined|joining|inner join|link|match|connect|combine by key',
    'соедини|соединить|соединяй|сджойни|джойни|приджойни|свяжи|связать|сопоставь|сопоставить|соединив|join|джойн|соедин*',
  ],
  [
    'join',
    'left',
    'left join|left outer join|enrich|supplement|extend|augment|lookup|enriched|left-join',
    'обогати|обогатить|обогащай|дополни|дополнить|дополняй|обогащ*|левое соединение|левым соединением|левый join|left join|подтяни|присоедини слева|обогатив',
  ],
  [
    'join',
    'full',
    'full join|full outer join|outer join',
    'полное соединение|полным соединением|full join|полный join',
  ],
  [
    'join',
    'right',
    'right join|right outer join',
    'правое соединение|правым соединением|right join|правый join',
  ],
  ['join', 'cross', 'cross join|cartesian product', 'декартово произведение|перекрестно соедини|cross join'],
  [
    'union',
    'inner',
    'union|concatenate|concat|stack|append together|unite|put together',
    'слей|склей|сложи|слить|склеить|конкатенируй|union|собери вместе|собери в одну',
  ],
  [
    'either',
    'inner',
    'combine|merge|combined|merging|unify',
    'объедини|объединить|объединяй|объединив|совмести|объедин*|присоедини',
  ],
];

const combines: SlotRule[] = verbs.flatMap(([way, type, en, ru]) => {
  type C = { a: SceneDataset; b: SceneDataset; more: SceneDataset[]; on?: JoinOn[]; u?: true };
  const make = ({ a, b, more, on, u }: C): Slot | undefined => {
    const datasets = more ?? [a, b];
    if (new Set(datasets).size < 2 || (way === 'join' && datasets.length > 3)) return undefined;
    return {
      slot: 'combine',
      way: on ? 'join' : way,
      type,
      distinct: Boolean(u),
      datasets,
      ...(on ? { on } : {}),
    };
  };
  const onEn = '[(on|by|using|over|where|via|through) [key|keys|column|field] {on:joinkeys}]';
  const onRu = '[(по|на|где|через) [ключу|ключам|полю|полям|колонке|столбцу|условию] {on:joinkeys}]';
  return [
    rule<C, Slot>(
      {
        en: [
          `(${en}) [table|tables|files|file|data] {more:datasets} ${onEn}`,
          `(${en}) {a:dataset} (with|and|to|into|from|onto) [table|file|data from] {b:dataset} ${onEn} [{u:withoutduplicates}]`,
        ],
        ru: [
          `(${ru}) [таблицы|файлы|таблицу|файл|данные] {more:datasets} ${onRu}`,
          `(${ru}) {a:dataset} (с|со|и|к|данными из|данными) [таблицей|файлом|данными из] {b:dataset} ${onRu} [{u:withoutduplicates}]`,
        ],
      },
      make,
      0.8,
    ),
    rule<C, Slot>(
      {
        en: [`{a:dataset} (${en}) [with] {b:dataset} ${onEn}`],
        ru: [`{a:dataset} (${ru}) [с|со] {b:dataset} ${onRu}`],
      },
      make,
      0.6,
    ),
  ];
});

/** "add the customer's name and e-mail to orders": the fields tell what to join with. */
const enrichedBy = ({ a, m }: { a: SceneDataset; m: Mention[] }): Slot | undefined => {
  const other = m.map(
    ({ candidates }) => candidates.find(({ column }) => column.dataset !== a)?.column.dataset,
  );
  return other[0] && other.every((dataset) => dataset === other[0])
    ? { slot: 'combine', way: 'join', type: 'left', distinct: false, datasets: [a, other[0]] }
    : undefined;
};

const reversedJoin: SlotRule[] = [
  rule<{ a: SceneDataset; m: Mention[] }, Slot>(
    {
      en: ['(add|attach|bring|append) {m:columns} [from {b:dataset}] to {a:dataset}'],
      ru: [
        '(добавь|присоедини|подтяни|подцепи|дополни) к {a:dataset} {m:columns} [из {b:dataset}]',
        '(добавь|присоедини|подтяни) {m:columns} [из {b:dataset}] к {a:dataset}',
        '(дополни|обогати) {a:dataset} {m:columns} [из {b:dataset}]',
      ],
    },
    enrichedBy,
    0.8,
  ),
  rule<{ a: SceneDataset; b: SceneDataset; on?: JoinOn[] }, Slot>(
    {
      en: [
        '(add|attach|bring) {b:dataset} [data|details|info|information] to {a:dataset} [(on|by|using) {on:joinkeys}]',
      ],
      ru: [
        '(добавь|присоедини|подтяни|подцепи) к {a:dataset} [данные|информацию] [из|о] {b:dataset} [по {on:joinkeys}]',
        '(добавь|присоедини|подтяни) {b:dataset} к {a:dataset} [по {on:joinkeys}]',
      ],
    },
    ({ a, b, on }) =>
      a === b
        ? undefined
        : {
            slot: 'combine',
            way: 'join',
            type: 'left',
            distinct: false,
            datasets: [a, b],
            ...(on ? { on } : {}),
          },
    0.9,
  ),
];

/** Keys of a join: `customer_id = id`, or equal names. */
export const joinKeyRules: Rule<JoinOn>[] = [
  rule<{ l: Mention; r: Mention }, JoinOn>(
    { en: ['{l:column} (=|==|equals|to|and) {r:column}'], ru: ['{l:column} (=|==|и|к) {r:column}'] },
    ({ l, r }) => ({ left: l, right: r }),
  ),
  rule<{ l: Mention }, JoinOn>({ en: ['{l:column}'], ru: ['{l:column}'] }, ({ l }) => ({ left: l })),
];

/** Sorting, limits, columns, duplicates, masks, checks, joins and unions. */
export const shapingRules: SlotRule[] = [
  ...sorts,
  ...tops,
  ...fields,
  ...distincts,
  ...masks,
  ...quality,
  ...combines,
  ...reversedJoin,
];
