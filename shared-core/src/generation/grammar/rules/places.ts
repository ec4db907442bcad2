import { rule, type Rule, type SlotRule } from '../rule';
import type { Place, Slot } from '../slots';
import type { SceneDataset } from '../../columns/scene';

interface Parts {
  f: string;
  fmt: string;
  u: Place;
  s: string;
  t: string;
  d: SceneDataset;
}

const table = {
  en: '(table|tables|relation|view|collection|topic|index|mart)',
  ru: '(таблицу|таблица|таблицы|таблице|таблиц|топик|топика|топике|витрину|витрины|витрине|коллекцию|коллекции|представление|вьюху|индекс)',
};
const base = {
  en: '[database|db|server|instance|cluster|warehouse|storage|bucket]',
  ru: '[базу|базе|базы|бд|субд|сервер|сервера|кластер|кластера|хранилище|хранилища|склад|бакет|бакета]',
};

/** A place that rows come from or go to, without its preposition. */
export const placeRules: Rule<Place>[] = [
  rule<Parts, Place>(
    {
      en: ['[file|files] {f:file} [file]', '{fmt:format} [file] {f:file}'],
      ru: ['[файл|файла|файлу|файле|файлик|файлом] {f:file}', '{fmt:format} [файл|файла|файле] {f:file}'],
    },
    ({ f }) => ({ system: 'file', object: f }),
  ),
  rule<Parts, Place>(
    { en: ['[path|uri|url|bucket] {u:uri}'], ru: ['[путь|бакет|адрес|папку] {u:uri}'] },
    ({ u }) => u,
  ),
  rule<Parts, Place>(
    { en: [`${base.en} {s:system} ${base.en}`], ru: [`${base.ru} {s:system}`] },
    ({ s }) => ({ system: s }),
  ),
  rule<Parts, Place>(
    {
      en: [
        `{s:system} ${base.en} [,] [in|into|to|from] ${table.en} [named|called] {t:tablename}`,
        `{s:system} {t:name} [table]`,
        `${table.en} {t:tablename} (in|on|of|from|inside|at) ${base.en} {s:system} ${base.en}`,
        `{t:name} [table] (in|on|of|inside) {s:system} ${base.en}`,
        `{s:system} {open} [table] {t:tablename} {close}`,
        '{s:system} : {t:tablename}',
        '{t:name} {open} {s:system} {close}',
        '{s:system} topic {t:word}',
        `{s:system} ${table.en} {t:tablename}`,
      ],
      ru: [
        `{s:system} [,] [в|из] ${table.ru} {t:tablename}`,
        `{s:system} {t:name}`,
        `${table.ru} {t:tablename} (в|на|из|базы|базе) ${base.ru} {s:system}`,
        `{t:name} (в|на|из) ${base.ru} {s:system}`,
        `{s:system} {open} [таблица] {t:tablename} {close}`,
        '{s:system} топик* {t:word}',
        `топик* {t:word} (в|из) {s:system}`,
        '{t:name} {open} {s:system} {close}',
        '{t:name} [базы|базе] {s:system}',
        `топик* {t:word} {s:system}`,
        `${table.ru} {s:system} {t:tablename}`,
      ],
    },
    ({ s, t }) => ({ system: s, object: t }),
  ),
  rule<Parts, Place>(
    {
      en: [`[one|single|common|same] ${table.en} [named|called] {t:tablename}`, '{t:name} [table]'],
      ru: [`[одну|единую|общую|одной|единой|общей|той же] ${table.ru} {t:tablename}`, '{t:name}'],
    },
    ({ t }) => ({ object: t }),
  ),
  rule<Parts, Place>(
    {
      en: [
        `[${table.en}] {d:dataset} [table|file|data|dataset]`,
        `${table.en} {d:dataset} (in|on|of) {s:system}`,
        `{d:dataset} [table] (in|on) {s:system}`,
        `{s:system} {d:dataset} table`,
        `[${table.en}] {d:dataset} {open} {s:system} {close}`,
      ],
      ru: [
        `[${table.ru}|файла|файл|файле|данных] {d:dataset}`,
        `${table.ru} {d:dataset} (в|на|из|базы) {s:system}`,
        `{s:system} ${table.ru} {d:dataset}`,
        `[${table.ru}] {d:dataset} {open} {s:system} {close}`,
      ],
    },
    ({ d, s }) => ({ dataset: d, ...(s ? { system: s } : {}) }),
  ),
  rule<Parts, Place>(
    {
      en: ['{fmt:format} [file|files|format]'],
      ru: ['{fmt:format} [файл|файла|формат]', 'файл {fmt:format}'],
    },
    ({ fmt }) => ({ system: 'file', format: fmt }),
  ),
];

interface Placed {
  p: Place;
  a: Place;
  b: Place;
  d: SceneDataset;
}
const at = (
  role: 'source' | 'target' | 'either',
  place: Place,
  mode?: 'append' | 'replace' | 'merge',
): Slot => ({ slot: 'place', role, place, ...(mode ? { mode } : {}) });

/** "append a.csv" names what is read; "append to marts.x" where it goes. */
const isFile = (place: Place): boolean => place.system === 'file' && place.object !== undefined;

/** Sources and targets. */
export const placeSlotRules: SlotRule[] = [
  rule<Placed, Slot>(
    {
      en: [
        '(from|out of|source|reading|read|off|take|sourced from|!stored in|located in|living in|coming from|using) [is|:] {p:place}',
        '(load|import|ingest|read|copy|take|extract|process|use|sync|push|pull|move|export|fetch|get|stream) {p:place}',
      ],
      ru: [
        '(из|с|со|источник|прочитай|читай|прочти|возьми|бери|взять|забери|забирай|с помощью|хранящ* в|лежащ* в) [:] {p:place}',
        '(загрузи|загружай|залей|скопируй|копируй|прочитай|выгрузи|импортируй|обработай|грузи|заливай|перенеси|переноси) {p:place}',
      ],
    },
    ({ p }) => (p.format ? undefined : at('source', p)),
    0.1,
  ),
  rule<Placed, Slot>(
    {
      en: [
        '(into|to|onto|target|destination|output|save as|saving to|written to|landing in|store as|as|towards) [is|:] {p:place}',
        '(in|inside) {p:place}',
        '(→|->|=>|⇒|➜) {p:place}',
        '(populate|fill) {p:place}',
      ],
      ru: ['(в|во|на|приемник|цель|назначение|внутрь) [:] {p:place}', '(к себе в|прямо в|сразу в) {p:place}'],
    },
    ({ p }) => at('target', p),
    0.15,
  ),
  rule<Placed, Slot>(
    {
      en: ['[fully|completely] (overwrite|replace|rebuild|refresh|recreate) [contents] {p:place}'],
      ru: [
        'полностью (обновляй|обнови|обновить|обновляя) {p:place}',
        '[полностью] (перезапиши|перезаписывай|перезаписывая|замени|пересоздай|перезалей|перезаписать|заменяя|перезаливай|пересоздавай) {p:place}',
      ],
    },
    ({ p }) => (p.dataset || p.format ? undefined : at(isFile(p) ? 'source' : 'target', p, 'replace')),
    0.3,
  ),
  rule<Placed, Slot>(
    {
      en: ['(update|upsert|upsert into|merge into|merge) {p:place}'],
      ru: ['(обнови|обновляй|обновить|обновляя|актуализируй) {p:place}'],
    },
    ({ p }) => (p.dataset || p.format ? undefined : at(isFile(p) ? 'source' : 'target', p, 'merge')),
    0.3,
  ),
  rule<Placed, Slot>(
    {
      en: ['(append|add) {p:place}'],
      ru: ['(дозаписывай|дозапиши|дописывай|допиши|добавляй|добавь|дозагружай|дозагрузи|доливай) {p:place}'],
    },
    ({ p }) => (isFile(p) ? at('source', p, 'append') : undefined),
    0.3,
  ),
  rule<Placed, Slot>(
    {
      en: ['(append to|append into|add to|add into) {p:place}'],
      ru: ['(дополни|дополняй|допиши в|дописывай в|дозапиши в|дозаписывай в|добавь в|добавляй в) {p:place}'],
    },
    ({ p }) => (p.format ? undefined : at('target', p, 'append')),
    0.3,
  ),
  rule<Placed, Slot>(
    { en: ['{p:place}'], ru: ['{p:place}'] },
    // Alone only a name with a dot is surely a table; `updated_at` may be a field.
    ({ p }) =>
      p.dataset || p.format || (p.object && !p.system && !p.object.includes('.'))
        ? undefined
        : at('either', p),
    -0.1,
  ),
];
