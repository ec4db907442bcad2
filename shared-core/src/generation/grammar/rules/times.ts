import { rule, type SlotRule } from '../rule';
import type { Comparison, Period, Phrase, Slot, Subject } from '../slots';
import { about, may } from './subject';

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

/** Stretches of time, of a field or of the rows. */
export const timeRules: SlotRule[] = [
  rule<Timed, Slot>(
    {
      en: both(['(in|during|for|from) {a:calendar} (or|and|,) [in] {b:calendar}']),
      ru: both(['(за|в|во|на) {a:calendar} (или|и|,) [в|за] {b:calendar}']),
    },
    ({ s, a, b }, phrase) =>
      s && !may(s, 'time')
        ? undefined
        : about(s ?? { kind: 'time', phrase }, { kind: 'period', period: a, also: b }),
    0.6,
  ),
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
        '{p:period} (or|and) (later|newer|after)',
        '{p:period} (onwards|onward)',
      ]),
      ru: both([
        '(с|со|начиная с|не ранее|не раньше) {p:period}',
        '{p:period} (и|или) (новее|позже|позднее|далее)',
      ]),
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
