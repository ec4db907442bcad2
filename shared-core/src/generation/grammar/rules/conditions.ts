import { rule, type SlotRule } from '../rule';
import type { Comparison, Phrase, Quantity, Slot, TextValue } from '../slots';
import { comparedRules } from './compared';
import { stateRules } from './states';
import { compare } from './subject';
import { timeRules } from './times';
import { isIn, valueRules } from './values';

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
  ...comparedRules,
  ...valueRules,
  ...stateRules,
  ...timeRules,
  ...unknowns,
];

type Condition = Extract<Slot, { slot: 'condition' }>;

/** What is left when some rows go: the test turned round where it can be, else the whole negated. */
const opposite = (slot: Condition): Condition =>
  slot.test.kind === 'null' || slot.test.kind === 'in'
    ? { ...slot, test: { ...slot.test, negated: !slot.test.negated } }
    : { ...slot, except: true };

/** Rows to leave out, said as a condition of their own. */
export const exceptRules: SlotRule[] = [
  rule<{ slot: Condition }, Slot>(
    {
      en: [
        `(drop|remove|exclude|excluding|except|filter out|discard|delete|skip|ignore|without|omit|throw away) [rows|records|those|everything] [where|with|that|when] {slot:condition}`,
        `(drop|remove|exclude|excluding|except|filter out|discard|delete|skip|ignore|without|omit|throw away) {d:dataset} [where|with|that|when] {slot:condition}`,
        `(neither|nor) {slot:condition}`,
        `if {slot:condition} [,] [then] (drop|skip|discard|ignore|remove|exclude|delete) [row|rows|record|records|it]`,
        `(except|excluding|without|but not) {w:word} [ones|rows|records] {open} {slot:condition} {close}`,
      ],
      ru: [
        `(исключи|исключая|исключить|убери|удали|отбрось|кроме|выкинь|без|пропусти|отсей|не бери) [строки|строк|записи|записей|тех|те] [где|с|со|у которых|когда] {slot:condition}`,
        `(исключи|исключая|исключить|убери|удали|отбрось|кроме|выкинь|без|пропусти|отсей|не бери) [из] {d:dataset} [строки|строк|записи|записей] [где|с|со|у которых|когда] {slot:condition}`,
        `ни {slot:condition}`,
        `если {slot:condition} [-|—|,|то] [то] [такую|такие|эту|эти] [строку|строки|запись|записи|их|ее] (отбрось|отбрасывай|пропусти|пропускай|убери|убирай|удали|удаляй|исключи|исключай|выкинь)`,
        `(кроме|без|исключая|за исключением) {w:word} {open} {slot:condition} {close}`,
      ],
    },
    ({ slot }) => opposite(slot),
    0.4,
  ),
];
