import { timestamp } from '../../../schema';
import type { Expression } from '../../ast';
import { asCondition, binary, call, cast, text } from './build';
import type { Written } from './call';
import { withMeaning } from './with-meaning';
import type { Reading } from './reading';

type Form = (written: Written, reading: Reading) => Expression | undefined;

/** Functions that a template over the arguments cannot say, by their names in lower case. */
export const ownForms: Record<string, Form> = {
  if: ({ arguments: [when, then, otherwise] }) =>
    when && then && otherwise
      ? { kind: 'case', branches: [{ when: asCondition(when), then }], otherwise }
      : undefined,
  multiif: ({ arguments: parts }) => {
    if (parts.length < 3 || parts.length % 2 === 0) return undefined;
    const branches = Array.from({ length: (parts.length - 1) / 2 }, (_, index) => ({
      when: asCondition(parts[index * 2] as Expression),
      then: parts[index * 2 + 1] as Expression,
    }));
    return { kind: 'case', branches, otherwise: parts.at(-1) };
  },
  and: ({ arguments: parts }) => chain('and', parts),
  or: ({ arguments: parts }) => chain('or', parts),
  not: ({ arguments: [operand] }) =>
    operand && { kind: 'unary', operator: 'not', operand: asCondition(operand) },
  arrayjoin: ({ arguments: [array] }) => array && call('unnest', [array]),
  tuple: ({ arguments: parts }) => call('tuple', parts),
  array: ({ arguments: items }) => ({ kind: 'array', items }),
  in: ({ arguments: [operand, list] }) =>
    operand && list?.kind === 'call' && list.function === 'tuple'
      ? { kind: 'in', operand, list: list.arguments, negated: false }
      : undefined,
  // NULL anywhere makes the whole NULL, which is PostgreSQL's || and not its concat().
  concat: ({ arguments: [first, ...rest] }) =>
    first && rest.reduce((left, right) => binary('||', left, right), first),
  count: ({ arguments: [only], ...written }) =>
    only?.kind === 'star' ? ({ ...call('count', [only]), ...behind(written) } as Expression) : undefined,
  date_trunc: dateTrunc,
  datetrunc: dateTrunc,
  datediff: dateDifference,
  date_diff: dateDifference,
  timestampdiff: dateDifference,
  dateadd: (written) => shifted(written, '+'),
  date_add: (written) => shifted(written, '+'),
  datesub: (written) => shifted(written, '-'),
  date_sub: (written) => shifted(written, '-'),
  tostartofinterval: ({ arguments: [moment, step, ...more] }, reading) =>
    startOfInterval(moment, step, more, reading),
  tostartofweek: ({ arguments: [moment, mode] }) => {
    if (!moment) return undefined;
    const isMonday = mode?.kind === 'literal' && [1, 3, 5, 7].includes(Number(mode.value));
    const isSunday = !mode || (mode.kind === 'literal' && Number(mode.value) === 0);
    if (isMonday) return withMeaning("date_trunc('week', $1)::date", moment);
    return isSunday ? withMeaning("date_trunc('week', $1 + interval '1 day')::date - 1", moment) : undefined;
  },
  todatetime64: ({ arguments: [moment, digits, ...more] }) =>
    moment && digits?.kind === 'literal' && Number(digits.value) >= 6 && more.length === 0
      ? cast(moment, timestamp(false, 6))
      : undefined,
  todecimal32: (written) => decimalOf(written, 9),
  todecimal64: (written) => decimalOf(written, 18),
  todecimal128: (written) => decimalOf(written, 38),
  formatdatetime: ({ arguments: [moment, pattern] }) => {
    const format = pattern?.kind === 'literal' ? formatOf(String(pattern.value)) : undefined;
    return moment && format !== undefined ? call('to_char', [moment, text(format)]) : undefined;
  },
  replaceregexpall: (written) => replaced(written, [text('g')]),
  regexp_replace: (written) => replaced(written, [text('g')]),
  replaceregexpone: (written) => replaced(written, []),
};

const behind = ({ filter, over }: Omit<Written, 'arguments'>) => ({
  ...(filter && { filter }),
  ...(over !== undefined && { over }),
});

const chain = (operator: 'and' | 'or', [first, ...rest]: Expression[]): Expression | undefined =>
  first && rest.reduce((left, right) => binary(operator, left, asCondition(right)), asCondition(first));

const unitOf = (unit: Expression | undefined): string | undefined => {
  const word = unit?.kind === 'literal' ? unit.value : unit?.kind === 'column' ? unit.name : undefined;
  return typeof word === 'string'
    ? (shortUnits[word.toLowerCase()] ?? word.toLowerCase().replace(/s$/, ''))
    : undefined;
};

const shortUnits: Record<string, string> = {
  yy: 'year',
  yyyy: 'year',
  mm: 'month',
  dd: 'day',
  hh: 'hour',
  mi: 'minute',
  ss: 'second',
};

/** Of the coarse units it gives a date. */
function dateTrunc({ arguments: [unit, moment, ...more] }: Written): Expression | undefined {
  const word = unitOf(unit);
  if (!moment || more.length > 0) return undefined;
  if (['year', 'quarter', 'month', 'week'].includes(word ?? ''))
    return withMeaning(`date_trunc('${word}', $1)::date`, moment);
  return ['day', 'hour', 'minute', 'second'].includes(word ?? '')
    ? withMeaning(`date_trunc('${word}', $1)`, moment)
    : undefined;
}

const months = (moment: string) => `(extract(year from ${moment}) * 12 + extract(month from ${moment}))`;
const quarters = (moment: string) => `(extract(year from ${moment}) * 4 + extract(quarter from ${moment}))`;
const secondsIn = { hour: 3600, minute: 60, second: 1 } as const;

/** How many borders of the unit lie between two moments. */
const differences: Record<string, string> = {
  year: '(extract(year from $2) - extract(year from $1))::integer',
  quarter: `(${quarters('$2')} - ${quarters('$1')})::integer`,
  month: `(${months('$2')} - ${months('$1')})::integer`,
  week: "(date_trunc('week', $2)::date - date_trunc('week', $1)::date) / 7",
  day: '$2::date - $1::date',
  ...Object.fromEntries(
    Object.entries(secondsIn).map(([unit, seconds]) => [
      unit,
      `(extract(epoch from date_trunc('${unit}', $2::timestamp)) - extract(epoch from date_trunc('${unit}', $1::timestamp)))::bigint / ${seconds}`,
    ]),
  ),
};

function dateDifference({ arguments: [unit, from, to, ...more] }: Written): Expression | undefined {
  const template = differences[unitOf(unit) ?? ''];
  return template && from && to && more.length === 0 ? withMeaning(template, from, to) : undefined;
}

/** `dateAdd(unit, n, x)` and `dateAdd(x, interval)`. */
function shifted({ arguments: parts }: Written, operator: '+' | '-'): Expression | undefined {
  const [first, second, third] = parts;
  if (first && second?.kind === 'interval' && !third) return binary(operator, first, second);
  const unit = unitOf(first);
  if (!unit || !second || !third || !/^(year|month|week|day|hour|minute|second)$/.test(unit))
    return undefined;
  return withMeaning(`$1 ${operator} $2 * interval '1 ${unit}'`, third, second);
}

/** One month, quarter, year or week starts as date_trunc says; steps within a day count from midnight. */
function startOfInterval(
  moment: Expression | undefined,
  step: Expression | undefined,
  more: Expression[],
  reading: Reading,
): Expression | undefined {
  if (!moment || step?.kind !== 'interval' || more.length > 0) return undefined;
  const [, count = '', unit = ''] = /^(\d+) ([a-z]+?)s?$/.exec(step.amount) ?? [];
  if (count === '1') return dateTrunc({ arguments: [text(unit), moment] } as Written);
  if (unit === 'month' && count === '3')
    return dateTrunc({ arguments: [text('quarter'), moment] } as Written);
  if (!['second', 'minute', 'hour', 'day'].includes(unit))
    throw reading.refusal(`an interval of ${step.amount}`, step.at);
  return withMeaning(`date_bin(interval '${step.amount}', $1, timestamp '1970-01-01 00:00:00')`, moment);
}

function decimalOf({ arguments: [operand, scale] }: Written, precision: number): Expression | undefined {
  if (!operand || scale?.kind !== 'literal') return undefined;
  return cast(operand, { kind: 'decimal', precision, scale: Number(scale.value) });
}

const formats: Record<string, string> = {
  '%Y': 'YYYY',
  '%y': 'YY',
  '%m': 'MM',
  '%d': 'DD',
  '%F': 'YYYY-MM-DD',
  '%H': 'HH24',
  '%I': 'HH12',
  '%i': 'MI',
  '%S': 'SS',
  '%s': 'SS',
  '%T': 'HH24:MI:SS',
  '%R': 'HH24:MI',
  '%j': 'DDD',
  '%p': 'AM',
};

/** A pattern of formatDateTime() as to_char() writes it; undefined where it has something else in it. */
function formatOf(pattern: string): string | undefined {
  const pieces = pattern.match(/%.|[^%]+/g) ?? [];
  const said = pieces.map((piece) => formats[piece] ?? (/^[^%A-Za-z"]*$/.test(piece) ? piece : undefined));
  return said.includes(undefined) ? undefined : said.join('');
}

/** The whole match is `\0` there and `\&` in PostgreSQL. */
function replaced(
  { arguments: [subject, pattern, by] }: Written,
  flags: Expression[],
): Expression | undefined {
  if (!subject || !pattern || by?.kind !== 'literal') return undefined;
  return call('regexp_replace', [
    subject,
    pattern,
    text(String(by.value).replaceAll('\\0', '\\&')),
    ...flags,
  ]);
}
