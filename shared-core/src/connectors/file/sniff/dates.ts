import type { Localized } from '../../../language';
import { timestamp, simple, type LogicalType } from '../../../schema';
import { reasons } from './reasons';

/** In which order a date names its parts. @internal */
export type DateOrder = 'ymd' | 'dmy' | 'mdy';

const partPattern =
  /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?(?:\s?([AaPp][Mm]))?)?$/;
const isoPattern =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?$/;
const monthNames = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const wordPatterns: { shape: RegExp; format: string }[] = [
  { shape: new RegExp(`^\\d{1,2} (${monthNames}) \\d{4}$`, 'i'), format: '%d %b %Y' },
  { shape: new RegExp(`^(${monthNames}) \\d{1,2},? \\d{4}$`, 'i'), format: '%b %d %Y' },
  { shape: new RegExp(`^\\d{1,2}-(${monthNames})-\\d{4}$`, 'i'), format: '%d-%b-%Y' },
  { shape: new RegExp(`^\\d{1,2}-(${monthNames})-\\d{2}$`, 'i'), format: '%d-%b-%y' },
  { shape: new RegExp(`^(${monthNames}) \\d{1,2}, \\d{4}$`, 'i'), format: '%b %d, %Y' },
  {
    shape:
      /^\d{1,2} (january|february|march|april|may|june|july|august|september|october|november|december) \d{4}$/i,
    format: '%d %B %Y',
  },
  {
    shape:
      /^(january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}, \d{4}$/i,
    format: '%B %d, %Y',
  },
];

/** How the dates of a field are written. @internal */
export interface DateReading {
  type: LogicalType;
  /** strptime patterns; none for ISO, which needs none. */
  formats?: string[];
  order: DateOrder;
  /** Set where the data allows both orders of day and month. */
  twofold?: boolean;
  why: Localized;
  /** The value that excluded the other order. */
  decidedBy?: string;
}

/** Reads the texts as dates written in one way; `undefined` where they are not. @internal */
export function readDates(texts: string[]): DateReading | undefined {
  return asIso(texts) ?? asNumbers(texts) ?? asWords(texts) ?? inSeveralWays(texts);
}

/** More ways than this are no habit, but something else. */
const mostWays = 3;

/** Dates of several sources in one field, such as `01.02.2020` and `2020-02-01`: each way is read by itself. */
function inSeveralWays(texts: string[]): DateReading | undefined {
  const ways = new Map<string, string[]>();
  for (const text of texts) {
    const parts = partsOf(text);
    const way = parts
      ? `${parts.separator} ${parts.firstLength > 2} ${parts.thirdLength}`
      : text.replace(/\d+/g, '0');
    const alike = ways.get(way);
    if (alike) alike.push(text);
    else if (ways.size === mostWays) return undefined;
    else ways.set(way, [text]);
  }
  const read = [...ways.values()].map((some) => asNumbers(some) ?? asWords(some));
  const found = read.filter((one) => one !== undefined);
  const [one] = found;
  if (!one || found.length < read.length || found.length < 2) return undefined;
  const [first = '', second = ''] = [...ways.values()].map(([text]) => text);
  const formats = found.flatMap((way) => way.formats ?? []);
  return {
    type: found.some(({ type }) => type.kind === 'timestamp') ? timestamp(false) : one.type,
    // Years of two digits first: those of four do not fit them, but not the other way round.
    formats: [
      ...formats.filter((format) => format.includes('%y')),
      ...formats.filter((format) => !format.includes('%y')),
    ],
    order: one.order,
    twofold: found.some(({ twofold }) => twofold),
    why: reasons.severalWays(found.length, first, second),
    decidedBy: second,
  };
}

function asIso(texts: string[]): DateReading | undefined {
  let time = false;
  let zoned = 0;
  let digits = 0;
  for (const text of texts) {
    const match = isoPattern.exec(text);
    if (!match) return undefined;
    const [, year, month, day, hour, minute, second, fraction, zone] = match;
    if (
      !isDate(Number(year), Number(month), Number(day)) ||
      Number(hour ?? 0) > 23 ||
      Number(minute ?? 0) > 59 ||
      Number(second ?? 0) > 59
    )
      return undefined;
    time ||= hour !== undefined;
    if (zone !== undefined) zoned++;
    digits = Math.max(digits, fraction?.length ?? 0);
  }
  if (zoned > 0 && zoned < texts.length) return undefined;
  const type = time ? timestamp(zoned > 0, digits > 6 ? 9 : 6) : simple('date');
  return {
    type,
    // Not every loader reads 2014-7-1.
    ...(!time && texts.some((text) => text.length < 10) && { formats: ['%Y-%m-%d'] }),
    order: 'ymd',
    why: zoned > 0 ? reasons.isoWithZone : time ? reasons.isoWithTime : reasons.iso,
  };
}

interface Parts {
  separator: string;
  first: number;
  second: number;
  third: number;
  firstLength: number;
  thirdLength: number;
  time: string;
}

function partsOf(text: string): Parts | undefined {
  const match = partPattern.exec(text);
  if (!match) return undefined;
  const [, first = '', separator = '', second = '', third = '', hour, minute, seconds, fraction, half] =
    match;
  if (hour !== undefined && (Number(hour) > 23 || Number(minute) > 59 || Number(seconds ?? 0) > 59))
    return undefined;
  const clock = half ? '%I:%M' : '%H:%M';
  const joint = text.includes('T') ? 'T' : ' ';
  const half12 = half ? `${/\s[AaPp][Mm]$/.test(text) ? ' ' : ''}%p` : '';
  const time =
    hour === undefined ? '' : `${joint}${clock}${seconds ? ':%S' : ''}${fraction ? '.%f' : ''}${half12}`;
  return {
    separator,
    first: Number(first),
    second: Number(second),
    third: Number(third),
    firstLength: first.length,
    thirdLength: third.length,
    time,
  };
}

const orders: Record<
  DateOrder,
  { fits(parts: Parts): boolean; pattern(separator: string, year: string): string }
> = {
  ymd: {
    fits: ({ first, second, third, firstLength, thirdLength }) =>
      firstLength === 4 && thirdLength <= 2 && isDate(first, second, third),
    pattern: (s, year) => `${year}${s}%m${s}%d`,
  },
  dmy: {
    fits: ({ first, second, third, firstLength, thirdLength }) =>
      firstLength <= 2 && isYear(thirdLength) && isDate(fullYear(third, thirdLength), second, first),
    pattern: (s, year) => `%d${s}%m${s}${year}`,
  },
  mdy: {
    fits: ({ first, second, third, firstLength, thirdLength }) =>
      firstLength <= 2 && isYear(thirdLength) && isDate(fullYear(third, thirdLength), first, second),
    pattern: (s, year) => `%m${s}%d${s}${year}`,
  },
};
const isYear = (length: number) => length === 2 || length === 4;
const fullYear = (year: number, length: number) =>
  length === 4 ? year : year < 69 ? 2000 + year : 1900 + year;

function asNumbers(texts: string[]): DateReading | undefined {
  const all: Parts[] = [];
  for (const text of texts) {
    const parts = partsOf(text);
    if (
      !parts ||
      parts.separator !== (all[0]?.separator ?? parts.separator) ||
      (parts.thirdLength !== (all[0]?.thirdLength ?? parts.thirdLength) && parts.firstLength < 3)
    )
      return undefined;
    all.push(parts);
  }
  const [one] = all;
  if (!one) return undefined;
  const fitting = (Object.keys(orders) as DateOrder[]).filter((order) =>
    all.every((parts) => orders[order].fits(parts)),
  );
  const [only, other] = fitting;
  if (!only) return undefined;
  const order = other ? likelier(all, one.separator) : { order: only, why: undefined };
  const year = one.firstLength === 4 || one.thirdLength === 4 ? '%Y' : '%y';
  const times = [...new Set(all.map(({ time }) => time))];
  const excluded = other
    ? undefined
    : texts.find((_, at) =>
        (Object.keys(orders) as DateOrder[]).some(
          (rival) => rival !== only && rival !== 'ymd' && !orders[rival].fits(all[at] as Parts),
        ),
      );
  return {
    type: times.some(Boolean) ? timestamp(false) : simple('date'),
    formats: times.map((time) => orders[order.order].pattern(one.separator, year) + time),
    order: order.order,
    twofold: other !== undefined && order.why === undefined,
    decidedBy: excluded,
    why:
      order.why ??
      (other ? reasons.dayOrMonth(order.order) : reasons.datesWritten(order.order, one.separator)),
  };
}

/** Nothing but the usage of countries and the run of the dates is left: the true order makes smaller steps. */
function likelier(all: Parts[], separator: string): { order: DateOrder; why?: Localized } {
  if (separator === '.') return { order: 'dmy', why: reasons.points };
  if (all.some(({ time }) => time.includes('%p'))) return { order: 'mdy', why: reasons.twelveHours };
  const steps = { dmy: 0, mdy: 0 };
  for (let at = 1; at < all.length; at++) {
    for (const order of ['dmy', 'mdy'] as const)
      steps[order] += Math.abs(dayNumber(all[at] as Parts, order) - dayNumber(all[at - 1] as Parts, order));
  }
  const [small, large] = steps.dmy < steps.mdy ? (['dmy', 'mdy'] as const) : (['mdy', 'dmy'] as const);
  if (all.length > 4 && steps[large] > 3 * steps[small])
    return { order: small, why: reasons.closeDates(small) };
  return { order: separator === '/' ? 'mdy' : 'dmy' };
}

function dayNumber({ first, second, third, thirdLength }: Parts, order: 'dmy' | 'mdy'): number {
  const [day, month] = order === 'dmy' ? [first, second] : [second, first];
  return Date.UTC(fullYear(third, thirdLength), month - 1, day) / 86_400_000;
}

function asWords(texts: string[]): DateReading | undefined {
  const found = wordPatterns.find(({ shape }) => texts.every((text) => shape.test(text)));
  return (
    found && {
      type: simple('date'),
      formats: [found.format],
      order: found.format.startsWith('%d') ? 'dmy' : 'mdy',
      why: reasons.monthInWords,
    }
  );
}

function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1) return false;
  return day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}
