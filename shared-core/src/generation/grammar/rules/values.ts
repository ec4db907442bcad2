import { rule, type SlotRule } from '../rule';
import type { Mention, Phrase, Slot, Subject, TextValue } from '../slots';
import { about, may, of } from './subject';

interface Valued {
  w?: TextValue[];
  s: Subject;
  v: TextValue[];
  one: TextValue;
}

/** One of some values, or none of them. */
export const isIn = (subject: Subject, values: TextValue[], negated: boolean): Slot | undefined =>
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
    { en: ['(only|just) {v:strictvalues}'], ru: ['(только|лишь) {v:strictvalues}'] },
    ({ v }: { v: TextValue[] }, phrase) =>
      v[0]?.concept ? isIn({ kind: 'concepts', concepts: [v[0].concept], phrase }, v, false) : undefined,
  ),
  // "stocks AAPL and MSFT": values of the one text field there is, else a question which.
  rule<{ v: TextValue[] }, Slot>(
    {
      en: ['{d:dataset} {v:codes}', '{v:codes} {d:dataset}'],
      ru: ['{d:dataset} {v:codes}', '{v:codes} {d:dataset}'],
    },
    ({ v }, phrase) => about({ kind: 'text', phrase }, { kind: 'in', values: v, negated: false }),
    -0.6,
  ),
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

/** "directed by Steven Spielberg": the deed names the field. */
const deeds: [concepts: string, en: string, ru: string][] = [
  ['director', 'directed by', 'снятые|снятых|режиссера|снял'],
  ['author', 'written by|authored by', 'написанные|написанных|автора'],
  ['assignee', 'assigned to|handled by|owned by', 'назначенные на|назначенных на|порученные|исполнителя'],
  ['driver', 'driven by', 'водителя'],
  ['carrier', 'operated by|flown by', 'авиакомпании|перевозчика'],
  ['method', 'paid (by|with|via)|payable by', 'методом|способом|оплаченные (методом|способом)'],
  ['distributor', 'distributed by|released by', 'прокатчика|дистрибьютора'],
  ['manager', 'managed by', 'менеджера'],
];
const done: SlotRule[] = deeds.map(([concept, en, ru]) =>
  rule<{ v: TextValue[] }, Slot>(
    { en: [`(${en}) {v:anyvalues}`], ru: [`(${ru}) {v:anyvalues}`] },
    ({ v }, phrase) =>
      about({ kind: 'concepts', concepts: [concept], phrase }, { kind: 'in', values: v, negated: false }),
    -0.1,
  ),
);

/** Texts: equal to, one of, from a place. */
export const valueRules: SlotRule[] = [...values, ...placed, ...done];
