import { months } from '../../lexicon/calendar';
import type { Token } from '../../text/token';
import { readNumber } from '../../text/numbers';
import type { Reader, Reading } from '../pattern';
import { rule, type Rule } from '../rule';
import type { Period } from '../slots';

const day = (year: number, month: number, date: number): string =>
  new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);
const literal = (iso: string): string => (iso.length > 10 ? `timestamp '${iso}'` : `date '${iso}'`);

const stretch = (from: string, to: string): Period => ({
  from: literal(from),
  to: literal(to),
  start: literal(from),
  end: literal(to),
});

const ofYear = (year: number): Period => stretch(day(year, 1, 1), day(year + 1, 1, 1));
const ofMonth = (year: number, month: number): Period =>
  stretch(day(year, month, 1), day(year, month + 1, 1));
const ofQuarter = (year: number, quarter: number): Period =>
  stretch(day(year, quarter * 3 - 2, 1), day(year, quarter * 3 + 1, 1));
const ofDay = (year: number, month: number, date: number): Period | undefined => {
  const iso = day(year, month, date);
  return iso ===
    `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
    ? stretch(iso, day(year, month, date + 1))
    : undefined;
};

const yearOf = (token: Token | undefined): number | undefined =>
  token?.kind === 'number' && /^(19|20|21)\d\d$/.test(token.text) ? token.number : undefined;
const monthOf = (token: Token | undefined): number | undefined =>
  token?.kind === 'word' ? months.find(([form]) => form.test(token.lower))?.[1] : undefined;
const isYearWord = (token: Token | undefined): boolean =>
  /^(год|года|году|годом|г|year)$/.test(token?.lower ?? '');

/** Dates as digits: ISO, `01.03.2024` (day first), `3/1/2024` (month first, unless it cannot be). */
function digits(text: string): Period | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})([T ]\d{2}:\d{2}(?::\d{2})?)?$/.exec(text);
  if (iso?.[4]) {
    const at = literal(text.replace('T', ' '));
    return { from: at, to: at, start: at, end: at };
  }
  if (iso) return ofDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const [, first, sign, second, year] = /^(\d{1,2})([./])(\d{1,2})[./](\d{4})$/.exec(text) ?? [];
  if (!year) return undefined;
  const monthFirst = sign === '/' && Number(first) <= 12;
  return monthFirst
    ? ofDay(Number(year), Number(first), Number(second))
    : ofDay(Number(year), Number(second), Number(first));
}

/** A date or a calendar stretch that stands still: `March 2024`, `1 марта 2024 года`, `2023`, `Q1 2024`. */
export const readCalendar =
  (now: Date): Reader =>
  (tokens, at) => {
    const token = tokens[at];
    if (!token) return [];
    const found: Reading[] = [];
    const add = (length: number, value: Period | undefined, score = 1): void => {
      if (!value) return;
      const tail = isYearWord(tokens[at + length])
        ? tokens[at + length + 1]?.text === '.' && tokens[at + length]!.lower === 'г'
          ? 2
          : 1
        : 0;
      found.push({ end: at + length + tail, value, score });
    };
    if (token.kind === 'date') add(1, digits(token.text));
    const decade = decadeOf(token, tokens[at + 1]);
    if (decade) add(decade.length, stretch(day(decade.year, 1, 1), day(decade.year + 10, 1, 1)));
    const year = yearOf(token);
    if (year) add(1, { ...ofYear(year), year }, isYearWord(tokens[at + 1]) ? 1 : 0.85);
    const month = monthOf(token);
    if (month) monthFirst(tokens, at, month, now, add);
    const dated = token.kind === 'number' || token.kind === 'ordinal' ? token.number! : undefined;
    const following = monthOf(tokens[at + 1]);
    if (dated !== undefined && dated >= 1 && dated <= 31 && following) {
      const said = yearOf(tokens[at + 2]);
      add(
        said ? 3 : 2,
        inYear((each) => ofDay(each, following, dated), said, now),
        said ? 1 : 0.7,
      );
    }
    quarter(tokens, at, now, add);
    return found;
  };

/** `1990-х`, `1990s`. */
function decadeOf(token: Token, next: Token | undefined): { year: number; length: number } | undefined {
  const year = token.number ?? 0;
  if (year % 10 !== 0 || year < 1900 || year > 2090) return undefined;
  if (token.kind === 'ordinal' && /х$/i.test(token.text))
    return { year, length: /^(год|года|годы|годов|годах)$/.test(next?.lower ?? '') ? 2 : 1 };
  return token.kind === 'number' && next?.lower === 's' && next.start === token.end
    ? { year, length: 2 }
    : undefined;
}

/** In the year that was said, or else this year, open to the year of the other end of a range. */
function inYear(
  make: (year: number) => Period | undefined,
  said: number | undefined,
  now: Date,
): Period | undefined {
  const made = make(said ?? now.getUTCFullYear());
  return made && (said ? { ...made, year: said } : { ...made, inYear: (year) => make(year) ?? made });
}

type Add = (length: number, value: Period | undefined, score?: number) => void;

function monthFirst(tokens: readonly Token[], at: number, month: number, now: Date, add: Add): void {
  const next = tokens[at + 1];
  const comma = tokens[at + 2]?.text === ',' ? 1 : 0;
  const date =
    (next?.kind === 'number' || next?.kind === 'ordinal') && next.number! <= 31 ? next.number! : undefined;
  const year = yearOf(next) ?? (next?.text === ',' ? yearOf(tokens[at + 2]) : undefined);
  if (year) add(next?.text === ',' ? 3 : 2, { ...ofMonth(year, month), year });
  else if (date) {
    const said = yearOf(tokens[at + 2 + comma]);
    add(
      said ? 3 + comma : 2,
      inYear((each) => ofDay(each, month, date), said, now),
      said ? 1 : 0.7,
    );
  } else if (!/^(may)$/.test(tokens[at]!.text))
    add(
      1,
      inYear((each) => ofMonth(each, month), undefined, now),
      0.65,
    );
}

const romans: Record<string, number> = { i: 1, ii: 2, iii: 3, iv: 4 };

function quarter(tokens: readonly Token[], at: number, now: Date, add: Add): void {
  const token = tokens[at]!;
  const named = /^q([1-4])$/.exec(token.lower)?.[1];
  const spoken = /^(квартал|quarter)/.test(tokens[at + 1]?.lower ?? '')
    ? (token.number ??
      romans[token.lower] ??
      [/^(перв|first)/, /^(втор|second)/, /^(трет|third)/, /^(четверт|fourth)/].findIndex((form) =>
        form.test(token.lower),
      ) + 1)
    : 0;
  const number = named ? Number(named) : spoken;
  if (!number || number > 4) return;
  const length = named ? 1 : 2;
  const year = yearOf(tokens[at + length]);
  add(
    year ? length + 1 : length,
    inYear((each) => ofQuarter(each, number), year, now),
    year ? 1 : 0.7,
  );
}

const spans: [RegExp, string, fine?: boolean][] = [
  [/^(секунд|second)/, 'second', true],
  [/^(минут|minute|мин$|min$)/, 'minute', true],
  [/^(час|hour|ч$|h$)/, 'hour', true],
  [/^(день|дня|дней|дни|day|сут)/, 'day'],
  [/^(недел|week)/, 'week'],
  [/^(месяц|month)/, 'month'],
  [/^(квартал|quarter)/, 'quarter'],
  [/^(год|лет$|year)/, 'year'],
];

/** A number and a unit of time as an interval: `30 дней` → `30 days`. Quarters become months, which every engine knows. */
const readSpan: Reader = (tokens, at) => {
  const spoken = readNumber(tokens, at);
  const end = spoken?.end ?? at;
  const span = spans.find(([form]) => form.test(tokens[end]?.lower ?? ''));
  if (!span || (spoken && !Number.isInteger(spoken.value))) return [];
  const [, unit, fine] = span;
  const amount = (spoken?.value ?? 1) * (unit === 'quarter' ? 3 : 1);
  const named = unit === 'quarter' ? 'month' : unit;
  return [
    {
      end: end + 1,
      value: {
        text: `${amount} ${named}${amount === 1 ? '' : 's'}`,
        unit,
        fine: fine ?? false,
        counted: Boolean(spoken),
      },
      score: 1,
    },
  ];
};

interface Span {
  text: string;
  unit: string;
  fine: boolean;
  counted: boolean;
}

const back = (span: Span): string => `${span.fine ? 'now()' : 'current_date'} - interval '${span.text}'`;
const floor = (unit: string): string =>
  unit === 'day' ? 'current_date' : `date_trunc('${unit}', current_date)`;

const periodRules: Rule<Period>[] = [
  rule<{ span: Span }, Period>(
    {
      en: ['(last|past|trailing|previous) {span}', 'recent {span}'],
      ru: [
        '(последние|последних|последний|последнюю|последнее|последняя) {span}',
        '(прошедшие|прошедший) {span}',
        'крайние {span}',
      ],
    },
    ({ span }) => ({ from: back(span), start: back(span) }),
  ),
  rule<{ span: Span }, Period>(
    {
      en: ['(last|previous|prior) {span}'],
      ru: ['(прошлый|прошлую|прошлое|прошлом|прошлой|предыдущий|предыдущую|предыдущем|позапрошлый) {span}'],
    },
    ({ span }) => {
      if (span.counted || span.fine) return undefined;
      const to = floor(span.unit);
      return {
        from: `${to} - interval '${span.text}'`,
        to,
        start: `${to} - interval '${span.text}'`,
        end: to,
      };
    },
  ),
  rule<{ span: Span }, Period>(
    { en: ['(this|current) {span}'], ru: ['(этот|эту|этом|этой|текущий|текущую|текущем|текущей) {span}'] },
    ({ span }) =>
      span.counted || span.fine ? undefined : { from: floor(span.unit), start: floor(span.unit) },
  ),
  rule(
    { en: ['today', 'current day', "today's"], ru: ['сегодня', 'сегодняшн*', 'текущий день'] },
    (): Period => ({ from: 'current_date', start: 'current_date', end: "current_date + interval '1 day'" }),
  ),
  rule(
    {
      en: ['yesterday', 'previous day', 'last day', 'day before'],
      ru: ['вчера', 'вчерашн*', 'предыдущий день', 'предыдущие сутки', 'прошлый день', 'прошлые сутки'],
    },
    (): Period => ({
      from: "current_date - interval '1 day'",
      to: 'current_date',
      start: "current_date - interval '1 day'",
      end: 'current_date',
    }),
  ),
  rule({ en: ['tomorrow'], ru: ['завтра'] }, (): Period => ({
    from: "current_date + interval '1 day'",
    to: "current_date + interval '2 days'",
    start: "current_date + interval '1 day'",
    end: "current_date + interval '2 days'",
  })),
  rule<{ span: Span }, Period>({ en: ['{span} ago'], ru: ['{span} назад'] }, ({ span }) => ({
    start: back(span),
    end: back(span),
  })),
];

export { periodRules, readSpan };
