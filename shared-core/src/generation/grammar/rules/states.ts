import { rule, type SlotRule } from '../rule';
import type { Language } from '../../../language';
import type { Mention, Slot, Subject, Test, TextValue } from '../slots';
import { about, isBoolean, may, of } from './subject';

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

/** A time field that is named by what happens then: `closed_at` of "closed", "закрыты". */
const isHappening = (mention: Mention): boolean =>
  may({ kind: 'mention', mention }, 'time') &&
  !isBoolean(mention) &&
  /(ed|paid|sent|done|(т|н)(ы|а|о|ый|ые|ых|ая|ое)?)$/i.test(mention.phrase.text) &&
  /_?(at|on|time|date)$|(at|on)$/i.test(mention.candidates[0]?.column.name ?? '');

const nulls: SlotRule[] = [
  rule<{ s: Subject }, Slot>(
    {
      en: [
        `{s:mentioned} {is} ${empty.en}`,
        `(with|having) ${empty.en} {s:mentioned}`,
        `${empty.en} {s:mentioned}`,
      ],
      ru: [`{s:mentioned} {is} ${empty.ru}`, `[с|со|у|и] ${empty.ru} {s:mentioned}`, `нет {s:mentioned}`],
    },
    ({ s }) => about(s, emptiness(s, true)),
    0.3,
  ),
  rule<{ s: Subject }, Slot>(
    {
      en: [`{s:mentioned} {is} ${filled.en}`, `(with|having) ${filled.en} {s:mentioned}`],
      ru: [`{s:mentioned} {is} ${filled.ru}`, `[с|со|у|и] ${filled.ru} {s:mentioned}`, `есть {s:mentioned}`],
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
  // "not closed yet", "незакрытые": a time that has not come.
  rule<{ s: Mention }, Slot>(
    {
      en: ['{is} not [yet|been] {s:column} [yet]', '(still|yet) not {s:column}'],
      ru: ['[еще] не {s:column}', 'не {s:column} еще'],
    },
    ({ s }) => (isHappening(s) ? about(of(s), { kind: 'null', negated: false }) : undefined),
    0.9,
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

/** Empty or filled, yes or no, contains. */
export const stateRules: SlotRule[] = [...nulls, ...likes];
