import type { Language } from '../../../language';
import { rule, type Rule, type SlotRule } from '../rule';
import type {
  Comparison,
  Measure,
  Mention,
  Period,
  Phrase,
  Quantity,
  Slot,
  Subject,
  Test,
  TextValue,
} from '../slots';
import { sortOf, type SceneDataset, type Sort } from '../../columns/scene';

/** Words of comparison by what they mean; the order matters where one phrase begins another. */
export const comparisonRules: Rule<Comparison>[] = (
  [
    [
      '>=',
      [
        'at least',
        'not less than',
        'no less than',
        'not fewer than',
        'no fewer than',
        'not below',
        'not lower than',
        'no lower than',
        'not under',
        'minimum',
        'min',
        'greater than or equal [to]',
        'more than or equal [to]',
        'greater or equal [to]',
        'from',
        '≥',
        '>=',
      ],
      [
        'не меньше [чем]',
        'не менее [чем]',
        'не ниже [чем]',
        'не раньше',
        'минимум',
        'как минимум',
        'хотя бы',
        'больше или равн*',
        'от',
        'начиная (с|от)',
        '≥',
        '>=',
      ],
    ],
    [
      '<=',
      [
        'at most',
        'not more than',
        'no more than',
        'not greater than',
        'no greater than',
        'not over',
        'not above',
        'not exceeding',
        'not exceed',
        'maximum',
        'max',
        'up to',
        'less than or equal [to]',
        'less or equal [to]',
        '≤',
        '<=',
      ],
      [
        'не больше [чем]',
        'не более [чем]',
        'не выше [чем]',
        'не позже',
        'не превыша*',
        'максимум',
        'меньше или равн*',
        'до',
        '≤',
        '<=',
      ],
    ],
    [
      '>',
      [
        'over',
        'above',
        'more than',
        'more',
        'greater than',
        'greater',
        'higher than',
        'larger than',
        'bigger than',
        'exceeds',
        'exceed',
        'exceeding',
        'exceeded',
        'beyond',
        'in excess',
        'longer than',
        'upwards',
        '>',
      ],
      [
        'больше [чем]',
        'более [чем]',
        'выше [чем]',
        'свыше',
        'превыша*',
        'превыси*',
        'дольше [чем]',
        'строго больше [чем]',
        '>',
      ],
    ],
    [
      '<',
      [
        'under',
        'below',
        'less than',
        'less',
        'fewer than',
        'fewer',
        'lower than',
        'smaller than',
        'shorter than',
        '<',
      ],
      ['меньше [чем]', 'менее [чем]', 'ниже [чем]', 'строго меньше [чем]', '<'],
    ],
    [
      '<>',
      ['not equal [to]', 'not equals', 'different from', 'differs from', 'other than', '!=', '<>', 'not'],
      ['не равн*', 'не равен', 'отлич* от', '!=', '<>', 'не'],
    ],
    [
      '=',
      ['equals', 'equal [to]', 'exactly', '=', '==', 'is'],
      ['равн*', 'равен', 'ровно', 'составля*', '=', '=='],
    ],
  ] as [Comparison, string[], string[]][]
).map(([operator, en, ru]) => rule({ en, ru }, () => operator));

/** Says that what follows is the value. */
export const equalityRules: Rule<true>[] = [
  rule(
    {
      en: [
        'is',
        'are',
        'was',
        'equals',
        'equal to',
        '=',
        '==',
        ':',
        '—',
        'as',
        'is equal to',
        'set to',
        'being',
      ],
      ru: ['равн*', 'равен', '=', '==', ':', '—', '-', 'это', 'как', 'будет'],
    },
    () => true as const,
  ),
];

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
  ['>', 'size,amount,volume,quantity', 'bigger,larger', 'крупнее,больше размером'],
  ['>', 'magnitude', 'stronger', 'сильнее'],
  ['>', 'delay', 'later,late by more', 'с опозданием больше'],
];

/** What the words may mean by type; a reading that asks for another type is none. */
const sorts = (subject: Subject): Sort[] =>
  subject.kind === 'mention'
    ? subject.mention.candidates
        .filter(({ score }) => score > subject.mention.candidates[0]!.score - 0.35)
        .map(({ column }) => sortOf(column))
    : [];
const may = (subject: Subject, ...wanted: Sort[]): boolean =>
  subject.kind !== 'mention' || sorts(subject).some((sort) => sort === 'unknown' || wanted.includes(sort));
const isBoolean = (mention: Mention): boolean => sorts({ kind: 'mention', mention })[0] === 'boolean';

const compare = (subject: Subject, operator: Comparison, quantity: Quantity): Slot | undefined =>
  may(subject, 'number', 'interval', 'time')
    ? { slot: 'condition', subject, test: { kind: 'compare', operator, quantity } }
    : undefined;
const of = (mention: Mention): Subject => ({ kind: 'mention', mention });
const about = (subject: Subject, test: Test): Slot => ({ slot: 'condition', subject, test });

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
      about(s, {
        kind: 'in',
        values: numbers.map(({ value }) => ({ text: String(value), number: true })),
        negated: false,
      }),
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

const adjectiveSlots: SlotRule[] = adjectives.flatMap(([operator, concepts, en, ru]) => {
  const words = { en: `(${en.replaceAll(',', '|')})`, ru: `(${ru.replaceAll(',', '|')})` };
  const make =
    (sign: Comparison) =>
    ({ q }: { q: Quantity }, phrase: Phrase) =>
      // "older than 3 days" is about when the row came to be, "older than 30 years" about an age.
      concepts.startsWith('age') && q.dimension === 'time'
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
      about(s, {
        kind: 'between',
        low: { ...sameScale(a, b), unit: a.unit ?? b.unit, dimension: a.dimension ?? b.dimension },
        high: b,
      }),
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
];

interface Valued {
  w?: TextValue[];
  s: Subject;
  v: TextValue[];
  one: TextValue;
}

const isIn = (subject: Subject, values: TextValue[], negated: boolean): Slot | undefined =>
  may(subject, 'text', 'boolean', 'other') || values.every(({ number }) => number)
    ? about(subject, { kind: 'in', values, negated })
    : undefined;

const not = {
  en: '(not|not equal to|!=|<>|other than|not in|not one of|not equals|except|excluding)',
  ru: '(не|не равн*|не равен|!=|<>|кроме|не в|отлич* от)',
};
const except = {
  en: '(except|excluding|exclude|without|other than|except for|but not|ignoring|ignore|skip|skipping|omit|omitting|leave out)',
  ru: '(кроме|исключая|исключи|исключить|исключив|не считая|за исключением|без|кроме тех|помимо|не включая|пропусти|игнорируй|отбрось|убери|удали)',
};

const values: SlotRule[] = [
  rule<Valued, Slot>(
    {
      en: ['{s:mentioned} {v:values}', '[in|with|for] {s:mentioned} {v:strictvalues}'],
      ru: ['{s:mentioned} {v:values}', '[в] {s:mentioned} {v:strictvalues}'],
    },
    ({ s, v }) => isIn(s, v, false),
    0.1,
  ),
  rule<Valued, Slot>(
    { en: ['{v:strictvalues} {s:mentioned}'], ru: ['{v:strictvalues} {s:mentioned}'] },
    ({ s, v }) => isIn(s, v, false),
    -0.6,
  ),
  rule<Valued, Slot>(
    {
      en: [
        '{s:mentioned} {e:equality} [either|one of|any of|in] {v:anyvalues}',
        '{s:mentioned} {is} (either|one of|any of) {v:listvalues}',
      ],
      ru: [
        '{s:mentioned} {e:equality} [либо|одно из|один из|одна из|или] {v:anyvalues}',
        '{s:mentioned} (одно из|один из|одна из) {v:listvalues}',
      ],
    },
    ({ s, v }) => isIn(s, v, false),
    0.2,
  ),
  rule<Valued, Slot>(
    {
      en: [
        '{s:mentioned} {is} [in|one of] {open} {v:listvalues} {close}',
        '{s:mentioned} {is} in {v:listvalues}',
      ],
      ru: [
        '{s:mentioned} {is} [в|из|среди] {open} {v:listvalues} {close}',
        '{s:mentioned} из списка {v:listvalues}',
        '{s:mentioned} in {v:listvalues}',
      ],
    },
    ({ s, v }) => isIn(s, v, false),
    0.5,
  ),
  rule<Valued, Slot>(
    {
      en: [
        `{s:mentioned} {is} ${not.en} {v:anyvalues}`,
        `{s:mentioned} ${not.en} {is} {v:anyvalues}`,
        `{s:mentioned} {is} ${not.en} [in] {open} {v:listvalues} {close}`,
        `{s:mentioned} {is} ${not.en} {v:anyvalues} (and|or|nor|,) {is} [${not.en}] {w:anyvalues}`,
      ],
      ru: [
        `{s:mentioned} ${not.ru} {v:anyvalues}`,
        `{s:mentioned} ${not.ru} [в] {open} {v:listvalues} {close}`,
        `{s:mentioned} ${not.ru} {v:anyvalues} (и|ни|или|,) [и] ${not.ru} {w:anyvalues}`,
      ],
    },
    ({ s, v, w }) => isIn(s, [...v, ...(w ?? [])], true),
    0.5,
  ),
  rule<Valued, Slot>(
    {
      en: [`${except.en} [where|with|for|those|rows|from|records] {s:mentioned} {is} {v:plainvalues}`],
      ru: [`${except.ru} [где|с|из|тех|строк|строки|у] {s:mentioned} {is} {v:plainvalues}`],
    },
    ({ s, v }) => isIn(s, v, true),
    0.5,
  ),
  rule<Valued, Slot>(
    {
      en: [`(not|no) [from|in|with] {s:mentioned} {v:strictvalues}`],
      ru: [`не [из|в|с] {s:mentioned} {v:strictvalues}`],
    },
    ({ s, v }) => isIn(s, v, true),
    0.4,
  ),
];

const placesOf =
  (concepts: string[], negated = false) =>
  ({ v }: { v: TextValue[] }, phrase: Phrase): Slot | undefined => {
    const concept = v[0]?.concept;
    return isIn(
      { kind: 'concepts', concepts: concept ? [...concepts, concept] : concepts, phrase },
      v,
      negated,
    );
  };

const placed: SlotRule[] = [
  rule(
    {
      en: ['(from|departing [from]|leaving|originating (from|in)) {v:strictvalues}'],
      ru: ['(из|вылет* из|отправлени* из) {v:strictvalues}'],
    },
    placesOf(['origin']),
    -0.5,
  ),
  rule(
    {
      en: ['(to|into|arriving (at|in)|bound for|destined for) {v:strictvalues}'],
      ru: ['(в|до|прилет* в|летящ* в) {v:strictvalues}'],
    },
    placesOf(['destination']),
    -0.7,
  ),
  rule(
    {
      en: ['(in|based in|located in|living in) {v:strictvalues}'],
      ru: ['(в|живущ* в|находящ* в) {v:strictvalues}'],
    },
    ({ v }: { v: TextValue[] }, phrase) =>
      v[0]?.concept ? isIn({ kind: 'concepts', concepts: [v[0].concept], phrase }, v, false) : undefined,
    -0.5,
  ),
  rule(
    {
      en: [`(${'not from|not in|outside|outside of'}|${except.en}) {v:strictvalues}`],
      ru: [`(не из|вне|${except.ru}) {v:strictvalues}`],
    },
    ({ v }: { v: TextValue[] }, phrase) =>
      v[0]?.concept ? isIn({ kind: 'concepts', concepts: [v[0].concept], phrase }, v, true) : undefined,
    -0.2,
  ),
  rule<{ k: { mention: Mention; value: TextValue } }, Slot>(
    { en: ['{k:knownvalue}'], ru: ['{k:knownvalue}'] },
    ({ k }) => isIn(of(k.mention), [k.value], false),
    0.2,
  ),
  rule<{ k: { mention: Mention; value: TextValue } }, Slot>(
    { en: [`(not|${except.en}) {k:knownvalue}`], ru: [`(не|${except.ru}) {k:knownvalue}`] },
    ({ k }) => isIn(of(k.mention), [k.value], true),
    0.4,
  ),
];

const words = (en: string, ru: string): Record<Language, string> => ({ en: `(${en})`, ru: `(${ru})` });
const empty = words(
  'null|empty|missing|blank|unknown|absent|not set|not filled|not specified|not given|not defined|nil',
  'пуст*|null|не заполнен*|не указан*|отсутству*|не задан*|неизвест*|незаполнен*|нет|не определен*',
);
const filled = words(
  'not null|not empty|not missing|not blank|non-empty|nonempty|non-null|present|filled|specified|known|given|set|not none',
  'не пуст*|не null|заполнен*|указан*|непуст*|задан*|известен|известна|известно|присутству*|есть|имеется|не нул*',
);

/** Of a yes-or-no field "there is" means yes. */
const emptiness = (subject: Subject, isEmpty: boolean): Test =>
  subject.kind === 'mention' && isBoolean(subject.mention)
    ? { kind: 'true', negated: isEmpty }
    : { kind: 'null', negated: !isEmpty };

const nulls: SlotRule[] = [
  rule<{ s: Subject }, Slot>(
    {
      en: [
        `{s:mentioned} {is} ${empty.en}`,
        `(with|having) ${empty.en} {s:mentioned}`,
        `${empty.en} {s:mentioned}`,
      ],
      ru: [`{s:mentioned} {is} ${empty.ru}`, `(с|со|у) ${empty.ru} {s:mentioned}`, `нет {s:mentioned}`],
    },
    ({ s }) => about(s, emptiness(s, true)),
    0.3,
  ),
  rule<{ s: Subject }, Slot>(
    {
      en: [`{s:mentioned} {is} ${filled.en}`, `(with|having) ${filled.en} {s:mentioned}`],
      ru: [`{s:mentioned} {is} ${filled.ru}`, `(с|со|у) ${filled.ru} {s:mentioned}`, `есть {s:mentioned}`],
    },
    ({ s }) => about(s, emptiness(s, false)),
    0.4,
  ),
  rule<{ s: Mention }, Slot>(
    { en: ['[with|having|and|only] {s:column}'], ru: ['[с|со|имеющ*|и|только] {s:column}'] },
    ({ s }) => (isBoolean(s) ? about(of(s), { kind: 'true', negated: false }) : undefined),
    0.2,
  ),
  rule<{ s: Mention }, Slot>(
    { en: ['(no|not|without) {s:column}', '(with|having) no {s:column}'], ru: ['(не|нет|без) {s:column}'] },
    ({ s }) => (isBoolean(s) ? about(of(s), { kind: 'true', negated: true }) : undefined),
    0.4,
  ),
  rule<{ s: Mention }, Slot>(
    { en: ['(with|having) no {s:column}', 'no {s:column}'], ru: ['нет {s:column}'] },
    ({ s }) => (isBoolean(s) ? undefined : about(of(s), { kind: 'null', negated: false })),
    0,
  ),
];

interface Liked {
  s: Subject;
  v: TextValue;
}
const like = (where: 'start' | 'end' | 'inside', en: string, ru: string): SlotRule[] => [
  rule<Liked, Slot>(
    {
      en: [`{s:mentioned} {is} ${en} [word|text|substring] {v:anyvalue}`],
      ru: [`{s:mentioned} {is} ${ru} [слово|текст|подстроку|буквы|букву] {v:anyvalue}`],
    },
    ({ s, v }) => about(s, { kind: 'like', value: v.text, where, negated: false }),
    0.6,
  ),
  rule<Liked, Slot>(
    {
      en: [`{s:mentioned} (not|never) ${en} [word|text|substring] {v:anyvalue}`],
      ru: [`{s:mentioned} не ${ru} [слово|текст|подстроку|буквы|букву] {v:anyvalue}`],
    },
    ({ s, v }) => about(s, { kind: 'like', value: v.text, where, negated: true }),
    0.8,
  ),
];

const likes: SlotRule[] = [
  ...like(
    'inside',
    '(contains|contain|containing|includes|including|include|like|mentions|mentioning|with word)',
    '(содерж*|включа*|со словом|упомина*|есть слово|имеет)',
  ),
  ...like(
    'start',
    '(starts with|start with|starting with|begins with|beginning with|begin with|starting from|prefixed with)',
    '(начина* (с|со|на))',
  ),
  ...like(
    'end',
    '(ends with|end with|ending with|ending in|ends in|ends on)',
    '((заканчива*|оканчива*|кончает*|кончаю*) (на|с))',
  ),
];

interface Timed {
  s: Subject;
  p: Period;
  a: Period;
  b: Period;
  span: { text: string; fine: boolean };
}
const timed = (
  subject: Subject | undefined,
  period: Period,
  operator: Comparison | undefined,
  phrase: Phrase,
): Slot | undefined =>
  subject && !may(subject, 'time')
    ? undefined
    : about(subject ?? { kind: 'time', phrase }, {
        kind: 'period',
        period,
        ...(operator ? { operator } : {}),
      });

/** Every time condition stands with a column before it, or alone, and then means the time of the rows. */
const both = (patterns: string[]): string[] =>
  patterns.flatMap((pattern) => [`{s:mentioned} {is} ${pattern}`, pattern]);

const times: SlotRule[] = [
  rule<Timed, Slot>(
    {
      en: both(['(in|during|within|for|over|from|on) {p:period}', '{p:relative}']),
      ru: both(['(за|в|во|на|из|от|датой) {p:period}', '{p:relative}']),
    },
    ({ s, p }, phrase) => (p.from ? timed(s, p, undefined, phrase) : undefined),
    0.2,
  ),
  rule<Timed, Slot>(
    {
      en: both([
        '(since|from|starting|starting from|starting with|beginning with|as of|from date|not earlier than|no earlier than|on or after) {p:period}',
        '{p:period} or later',
      ]),
      ru: both(['(с|со|начиная с|не ранее|не раньше) {p:period}']),
    },
    ({ s, p }, phrase) => (p.start ? timed(s, p, '>=', phrase) : undefined),
    0.1,
  ),
  rule<Timed, Slot>(
    {
      en: both(['(after|later than|past|newer than|>) {p:period}']),
      ru: both(['(после|позже|позднее|новее|>) {p:period}']),
    },
    ({ s, p }, phrase) => (p.end ? timed(s, p, '>', phrase) : undefined),
    0.3,
  ),
  rule<Timed, Slot>(
    {
      en: both(['(before|earlier than|prior to|until|older than|<) {p:period}']),
      ru: both(['(до|раньше|ранее|старше|старее|<) {p:period}']),
    },
    ({ s, p }, phrase) => (p.start ? timed(s, p, '<', phrase) : undefined),
    0.3,
  ),
  rule<Timed, Slot>(
    {
      en: both(['(through|up to|not later than|no later than|by) {p:period}']),
      ru: both(['(по|не позже|не позднее) {p:period}']),
    },
    ({ s, p }, phrase) => (p.end ? timed(s, p, '<=', phrase) : undefined),
    0,
  ),
  rule<Timed, Slot>(
    {
      en: both([
        '(from|between|since) {a:period} (to|and|through|until|till|-|–) {b:period}',
        '{a:period} (to|through|-|–) {b:period}',
      ]),
      ru: both(['(с|со|между|от) {a:period} (по|до|и|-|–) {b:period}', '{a:period} (-|–) {b:period}']),
    },
    ({ s, a: from, b }, phrase) => {
      const a = from.inYear && b.year ? from.inYear(b.year) : from;
      return a.start && b.end ? timed(s, { from: a.start, to: b.end }, undefined, phrase) : undefined;
    },
    0.8,
  ),
  rule<Timed, Slot>(
    { en: both(['older than {span}']), ru: both(['(старше|старее) {span}']) },
    ({ s, span }, phrase) =>
      timed(s, { start: `${span.fine ? 'now()' : 'current_date'} - interval '${span.text}'` }, '<', phrase),
    -0.1,
  ),
  rule<Timed, Slot>(
    {
      en: both(['(newer|younger|more recent) than {span}', 'within {span}']),
      ru: both(['(новее|моложе|не старше) {span}']),
    },
    ({ s, span }, phrase) =>
      timed(
        s,
        { from: `${span.fine ? 'now()' : 'current_date'} - interval '${span.text}'` },
        undefined,
        phrase,
      ),
    -0.1,
  ),
];

/** Last resorts: what is asked of something that no dataset has. */
const unknowns: SlotRule[] = [
  rule<{ n: Phrase; c: Comparison; q: Quantity }, Slot>(
    { en: ['{n:noun} {is} {c:comparison} {q:quantity}'], ru: ['{n:noun} {is} {c:comparison} {q:quantity}'] },
    ({ n, c, q }) => compare({ kind: 'unknown', phrase: n }, c, q),
    -0.6,
  ),
  rule<{ n: Phrase; v: TextValue[] }, Slot>(
    {
      en: ['(where|with|whose) {n:noun} {is} {v:anyvalues}', '{n:noun} (is|equals|=) {v:anyvalues}'],
      ru: [
        '(где|с|со|у которых) {n:noun} {e:equality} {v:anyvalues}',
        '{n:noun} (=|равн*|равен) {v:anyvalues}',
      ],
    },
    ({ n, v }) => isIn({ kind: 'unknown', phrase: n }, v, false),
    -0.2,
  ),
];

/** Everything that keeps some rows and drops others. */
export const conditionRules: SlotRule[] = [
  ...comparisons,
  ...measured,
  ...adjectiveSlots,
  ...ranges,
  ...values,
  ...placed,
  ...nulls,
  ...likes,
  ...times,
  ...unknowns,
];

/** Rows to leave out, said as a condition of their own. */
export const exceptRules: SlotRule[] = [
  rule<{ slot: Extract<Slot, { slot: 'condition' }> }, Slot>(
    {
      en: [
        `(drop|remove|exclude|excluding|except|filter out|discard|delete|skip|ignore|without|omit|throw away) [rows|records|those|everything] [where|with|that|when] {slot:condition}`,
      ],
      ru: [
        `(исключи|исключая|исключить|убери|удали|отбрось|кроме|выкинь|без|пропусти|отсей|не бери) [строки|строк|записи|записей|тех|те] [где|с|со|у которых|когда] {slot:condition}`,
      ],
    },
    ({ slot }) => ({ ...slot, except: true }),
    0.4,
  ),
];
