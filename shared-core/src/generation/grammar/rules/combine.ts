import { rule, type Rule, type SlotRule } from '../rule';
import type { JoinOn, JoinType, Mention, Slot } from '../slots';
import type { SceneDataset } from '../../columns/scene';

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
        '(добавь|присоедини|подтяни|подцепи) к {a:dataset} [данные|информацию] [из|о] {b:dataset} [по {on:joinkeys}] [{open} left join {close}]',
        '(добавь|присоедини|подтяни) {b:dataset} к {a:dataset} [по {on:joinkeys}] [{open} left join {close}]',
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

/** "with the product title from products.csv": a join, of which some fields are wanted. */
const enriched: SlotRule[] = [
  rule<{ b: SceneDataset; m: Mention[] }, Slot>(
    {
      en: ['(with|including|plus|adding|add) {m:columns} (from|out of|taken from) [table|file] {b:dataset}'],
      ru: [
        '(с|со|вместе с|добавив|добавь|включая|плюс) {m:columns} (из|по|взять из) [таблицы|файла|справочника] {b:dataset}',
      ],
    },
    ({ b, m }) => {
      const mentions = m.map((mention) => ({
        ...mention,
        candidates: mention.candidates.filter(({ column }) => column.dataset === b),
      }));
      return mentions.every(({ candidates }) => candidates[0])
        ? { slot: 'enrich', dataset: b, mentions }
        : undefined;
    },
    1.2,
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

/** Joins and unions. */
export const combineRules: SlotRule[] = [...combines, ...reversedJoin, ...enriched];
