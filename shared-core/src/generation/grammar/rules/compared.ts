import { rule, type SlotRule } from '../rule';
import type { Comparison, Measure, Phrase, Quantity, Slot, Subject } from '../slots';
import type { SceneDataset } from '../../columns/scene';
import { about, compare, may, namesRows } from './subject';

const flipped: Record<Comparison, Comparison> = {
  '=': '<>',
  '<>': '=',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
};

/** Adjectives that name their column: direction, and the notions that it may be, best first. */
const adjectives: [operator: '>' | '<', concepts: string, en: string, ru: string][] = [
  [
    '>',
    'duration,distance,delay,hours,trip',
    'longer,lasting longer,lasts longer,lasting more,lasting over,lasts more',
    'длиннее,дольше,продолжительнее,длительностью больше,длительнее,длятся дольше,длящиеся дольше,дальше',
  ],
  [
    '<',
    'duration,distance,delay,hours',
    'shorter,lasting less,lasts less,lasting under',
    'короче,быстрее,ближе',
  ],
  ['>', 'distance', 'farther,further,more distant', 'дальше'],
  ['<', 'distance', 'closer,nearer', 'ближе'],
  ['>', 'age,born', 'older,aged over,over the age,aged above', 'старше'],
  ['<', 'age,born', 'younger,aged under,under the age,aged below', 'младше,моложе'],
  [
    '>',
    'price,cost,amount,fare',
    'more expensive,pricier,costlier,costing more,costing over,priced over,priced above',
    'дороже,ценой выше,стоимостью больше',
  ],
  [
    '<',
    'price,cost,amount,fare',
    'cheaper,less expensive,costing less,costing under,priced under,priced below',
    'дешевле',
  ],
  ['>', 'weight', 'heavier,weighing more,weighing over', 'тяжелее'],
  ['<', 'weight', 'lighter,weighing less,weighing under', 'легче'],
  ['>', 'height', 'taller', 'выше ростом'],
  ['>', 'temperature', 'hotter,warmer', 'теплее,жарче,горячее'],
  ['<', 'temperature', 'colder,cooler', 'холоднее'],
  ['>', 'speed', 'faster', 'быстрее'],
  ['<', 'speed', 'slower', 'медленнее'],
  [
    '>',
    'duration,delay',
    'slower,slower by more,taking longer,taking more',
    'медленнее,дольше,занимающие больше',
  ],
  ['<', 'duration,delay', 'faster,taking less', 'быстрее,занимающие меньше'],
  ['>', 'size,amount,volume,quantity', 'bigger,larger', 'крупнее,больше размером'],
  ['>', 'magnitude', 'stronger', 'сильнее'],
  ['>', 'delay', 'later,late by more', 'с опозданием больше'],
];

interface Compared {
  s: Subject;
  c: Comparison;
  q: Quantity;
  d: SceneDataset;
  m: Measure;
}

const comparisons: SlotRule[] = [
  rule<Compared, Slot>(
    {
      en: ['{s:subject} {is} [by|of|for|was] {c:comparison} {q:quantity}'],
      ru: [
        '{s:subject} {is} [на] {c:comparison} {q:quantity}',
        '{s:subject} которых {c:comparison} {q:quantity}',
      ],
    },
    ({ s, c, q }) => compare(s, c, q),
    0.2,
  ),
  rule<Compared & { d: SceneDataset }, Slot>(
    {
      en: ['{s:subject} {d:dataset} {is} {c:comparison} {q:quantity}'],
      ru: ['{s:subject} {d:dataset} {is} {c:comparison} {q:quantity}'],
    },
    ({ s, c, q }) => compare(s, c, q),
    0.1,
  ),
  rule<Compared, Slot>(
    {
      en: ['{c:comparison} {q:quantity} {s:subject}', '{c:comparison} {q:quantity} (in|for) {s:subject}'],
      ru: ['{c:comparison} {q:quantity} {s:subject}'],
    },
    ({ s, c, q }) => (c === '=' || c === '<>' ? undefined : compare(s, c, q)),
  ),
  rule<Compared, Slot>(
    {
      en: [
        '{q:quantity} {s:subject} (or more|or above|and more|or higher|and up|and above|or over|plus)',
        '{s:subject} {is} {q:quantity} (or|and) (more|above|higher|up|over|older|longer|greater)',
      ],
      ru: ['{s:subject} {q:quantity} (или|и) (больше|более|выше|старше)'],
    },
    ({ s, q }) => compare(s, '>=', q),
    0.2,
  ),
  rule<Compared, Slot>(
    {
      en: [
        '{q:quantity} {s:subject} (or less|or fewer|or below)',
        '{s:subject} {is} {q:quantity} (or|and) (less|below|lower|under|younger|shorter|fewer)',
      ],
      ru: ['{s:subject} {q:quantity} (или|и) (меньше|менее|ниже|младше)'],
    },
    ({ s, q }) => compare(s, '<=', q),
    0.2,
  ),
  rule<Compared, Slot>(
    { en: ['{c:comparison} {q:quantity} {d:dataset}'], ru: ['{c:comparison} {q:quantity} {d:dataset}'] },
    ({ c, q, d }, phrase) =>
      q.unit
        ? undefined
        : compare({ kind: 'measure', measure: { function: 'count', dataset: d, phrase } }, c, q),
    0.1,
  ),
  rule<Compared, Slot>(
    { en: ['{d:dataset} {c:comparison} {q:quantity}'], ru: ['{d:dataset} {c:comparison} {q:quantity}'] },
    ({ c, q, d }, phrase) =>
      c === '=' || c === '<>' ? undefined : compare({ kind: 'dataset', dataset: d, phrase }, c, q),
    -0.4,
  ),
  rule<Compared, Slot>(
    { en: ['{s:subject} {e:equality} {q:quantity}'], ru: ['{s:subject} {e:equality} {q:quantity}'] },
    ({ s, q }) => compare(s, '=', q),
    0.1,
  ),
  rule<Compared, Slot>(
    { en: ['{s:subject} {q:quantity}'], ru: ['{s:subject} {q:quantity}'] },
    ({ s, q }) => (s.kind === 'mention' ? compare(s, '=', q) : undefined),
    -0.7,
  ),
  rule<{ s: Subject; numbers: Quantity[] }, Slot>(
    {
      en: [
        '{s:subject} {is} [in|one of|either] {open} {numbers} {close}',
        '{s:subject} {is} (in|either|one of) {numbers}',
      ],
      ru: ['{s:subject} {is} [в|из] {open} {numbers} {close}'],
    },
    ({ s, numbers }) =>
      may(s, 'number', 'text')
        ? about(s, {
            kind: 'in',
            values: numbers.map(({ value }) => ({ text: String(value), number: true })),
            negated: false,
          })
        : undefined,
    0.2,
  ),
];

/** "over $500": what is measured in money, hours or kilometres is found by the unit. */
const measured: SlotRule[] = [
  rule<Compared, Slot>(
    { en: ['{c:comparison} {q:quantity}'], ru: ['{c:comparison} {q:quantity}'] },
    ({ c, q }, phrase) =>
      q.dimension && q.dimension !== 'percent' && c !== '=' && c !== '<>'
        ? compare({ kind: 'unit', phrase }, c, q)
        : undefined,
    -0.6,
  ),
];

/** "negative amount", "с ненулевой суммой". */
const signed: SlotRule[] = (
  [
    ['<', 'negative|below zero', 'отрицательн*'],
    ['>', 'positive', 'положительн*'],
    ['=', 'zero', 'нулев*'],
    ['<>', 'non-zero|nonzero', 'ненулев*'],
  ] as [Comparison, string, string][]
).map(([operator, en, ru]) =>
  rule<{ s: Subject }, Slot>(
    {
      en: [`(${en}) {s:subject}`, `{s:subject} {is} (${en})`],
      ru: [`(${ru}) {s:subject}`, `{s:subject} {is} (${ru})`],
    },
    ({ s }) => compare(s, operator, { value: 0, scale: 1 }),
    0.2,
  ),
);

const adjectiveSlots: SlotRule[] = adjectives.flatMap(([operator, concepts, en, ru]) => {
  const words = { en: `(${en.replaceAll(',', '|')})`, ru: `(${ru.replaceAll(',', '|')})` };
  const make =
    (sign: Comparison) =>
    ({ q }: { q: Quantity }, phrase: Phrase) =>
      // "older than 3 days" is about when the row came to be, "older than 30 years" about an age.
      (concepts.startsWith('age') || concepts === 'speed') && q.dimension === 'time'
        ? undefined
        : compare({ kind: 'concepts', concepts: concepts.split(','), phrase }, sign, q);
  return [
    rule(
      { en: [`${words.en} [than] {q:quantity}`], ru: [`${words.ru} [чем] {q:quantity}`] },
      make(operator),
      0.1,
    ),
    rule(
      { en: [`(not|no) ${words.en} [than] {q:quantity}`], ru: [`не ${words.ru} [чем] {q:quantity}`] },
      make(flipped[operator]),
      0.2,
    ),
  ];
});

interface Ranged {
  s: Subject;
  a: Quantity;
  b: Quantity;
  p: Phrase;
}

/** "от 100 до 200 тысяч": the thousand is meant for both. */
function sameScale(low: Quantity, high: Quantity): Quantity {
  return low.scale === 1 && high.scale > 1 && low.value < 1000 && low.value * high.scale <= high.value
    ? { ...low, value: low.value * high.scale }
    : low;
}

const ranges: SlotRule[] = [
  rule<Ranged, Slot>(
    {
      en: [
        '{s:subject} {is} (between|from|in range|within|ranging from) [from] {a:quantity} (and|to|-|–|—) {b:quantity}',
        '{s:subject} {is} {a:quantity} (to|-|–) {b:quantity}',
      ],
      ru: [
        '{s:subject} {is} (от|между|с|в диапазоне|в пределах|в интервале|в промежутке) [от|между] {a:quantity} (до|и|по|-|–|—) {b:quantity}',
        '{s:subject} {a:quantity} (-|–|—) {b:quantity}',
      ],
    },
    ({ s, a, b }) =>
      may(s, 'number', 'interval') && !namesRows(s)
        ? about(s, {
            kind: 'between',
            low: { ...sameScale(a, b), unit: a.unit ?? b.unit, dimension: a.dimension ?? b.dimension },
            high: b,
          })
        : undefined,
    0.6,
  ),
  rule<Ranged, Slot>(
    {
      en: [
        '(between|from) {a:quantity} (and|to) {b:quantity} {s:subject}',
        '(aged|age) (between|from) {a:quantity} (and|to) {b:quantity}',
      ],
      ru: ['от {a:quantity} до {b:quantity} {s:subject}'],
    },
    ({ s, a, b }, phrase) =>
      about(s ?? { kind: 'concepts', concepts: ['age'], phrase }, {
        kind: 'between',
        low: sameScale(a, b),
        high: b,
      }),
    0.3,
  ),
  rule<Ranged, Slot>(
    {
      en: ['(between|from) {a:quantity} (and|to) {b:quantity}', '{a:quantity} (-|–|—) {b:quantity}'],
      ru: ['(от|между) {a:quantity} (до|и) {b:quantity}'],
    },
    ({ a, b }, phrase) =>
      b.dimension && b.dimension !== 'percent'
        ? about(
            { kind: 'unit', phrase },
            {
              kind: 'between',
              low: { ...sameScale(a, b), unit: a.unit ?? b.unit, dimension: b.dimension },
              high: b,
            },
          )
        : undefined,
    -0.2,
  ),
];

/** Numbers: comparisons, ranges, adjectives that name their field. */
export const comparedRules: SlotRule[] = [
  ...comparisons,
  ...measured,
  ...signed,
  ...adjectiveSlots,
  ...ranges,
];
