import { rule, type Rule, type SlotRule } from '../rule';
import type { Mention, Slot } from '../slots';
import type { SceneDataset } from '../../columns/scene';

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

/** "late flights" is no wish for the field "delay": an adjective or a participle names no field. */
const isNamed = ({ candidates, phrase }: Mention): boolean =>
  candidates[0]!.score >= 0.9 &&
  !/^(сумм|total|sum$|sums$|количеств|кол-во|count|число|средн|average|avg|макс|мин)/i.test(phrase.text) &&
  !/(ed|^late|ing|(вш|нн|щ|ающ|т)(ий|ие|их|ая|ый|ые|ых|ую|ой))$/i.test(phrase.text);

/** "flights from flights.csv" is no wish for a field "flights" that another dataset has. */
const within = (mention: Mention, dataset: SceneDataset): Mention => ({
  ...mention,
  candidates: mention.candidates.filter(({ column }) => column.dataset === dataset || column.dataset.open),
});

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
      en: [
        `[{d:dataset}] ${columnsWord.en} [of {d:dataset}] [,] (but|except|except for|without|excluding|other than|apart from|minus) {m:columns}`,
      ],
      ru: [`${columnsWord.ru} [{d:dataset}] [,] (кроме|без|исключая|за исключением|не считая) {m:columns}`],
    },
    ({ m }) => ({ slot: 'fields', keep: false, mentions: m }),
    1.2,
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
    ({ m }) => (m.every(isNamed) ? { slot: 'fields', keep: true, mentions: m } : undefined),
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
    ({ m, d }) => {
      const mentions = m.map((mention) => within(mention, d));
      return mentions.every(({ candidates }) => candidates.length > 0) && mentions.every(isNamed)
        ? { slot: 'fields', keep: true, mentions, dataset: d }
        : undefined;
    },
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
  rule<{ m: Mention[]; w: 'first' | 'last' }, Slot>(
    {
      en: [
        '(for each|for every|per) {m:columns} [,] [keep|take|leave] [only] {w:which} [{d:dataset}|row|record|one]',
        '[keep|take|leave] [only] {w:which} [{d:dataset}|row|record] (per|for each|for every|by|of each) {m:columns}',
      ],
      ru: [
        '(для каждого|для каждой|по каждому|по каждой|на каждого|на каждую) {m:columns} [,] [оставь|бери|возьми] [только] {w:which} [{d:dataset}|строку|запись]',
        '[оставь|бери|возьми] [только] {w:which} (строку|запись|{d:dataset}) (для каждого|для каждой|по каждому|по каждой|на каждого|на каждую|по) {m:columns}',
      ],
    },
    ({ m, w }) => ({ slot: 'distinct', mentions: m, keep: w }),
    1,
  ),
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

/** Which of several rows stays. */
export const whichRules: Rule<'first' | 'last'>[] = [
  rule(
    {
      en: ['(latest|last|newest|most recent|freshest)'],
      ru: ['(последн*|самый свежий|самую свежую|самую новую|самый новый|свежую)'],
    },
    () => 'last' as const,
  ),
  rule(
    { en: ['(earliest|first|oldest)'], ru: ['(первую|первый|первое|самую раннюю|самый ранний)'] },
    () => 'first' as const,
  ),
];

/** Which fields stay, which rows are the same. */
export const fieldRules: SlotRule[] = [...fields, ...distincts];
