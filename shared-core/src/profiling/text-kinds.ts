import { float, integer, simple, timestamp, type LogicalType } from '../schema';
import { dateFormats, type DateFormat } from './date-formats';
import type { CastKind } from './stat-dialect';

/** A type that a text may be written in. @internal */
export interface TextKind {
  kind: CastKind;
  type: LogicalType;
  /** The value as a number (of a time: UTC milliseconds), `undefined` where the text is not of the kind. */
  read(text: string): number | undefined;
  /** False for what a load does not read by itself: the type stays text, this one is the runner-up. */
  isPlain: boolean;
}

const day = 86_400_000;

/** Months by their English names' first three letters. */
const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

const truth = new Map([
  ['true', 1],
  ['false', 0],
]);

/** From narrow to wide: the first that every value fits wins. @internal */
export const textKinds: TextKind[] = [
  plain('boolean', simple('boolean'), (text) =>
    text.length > 5 ? undefined : truth.get(text.toLowerCase()),
  ),
  // 18 digits always fit 64 bits; a leading zero or plus is part of a code, not of a number.
  plain('integer', integer(64), (text) => (/^(?:0|-?[1-9]\d{0,17})$/.test(text) ? Number(text) : undefined)),
  plain('float', float(64), (text) =>
    /^-?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(text) ? Number(text) : undefined,
  ),
  plain('date', simple('date'), (text) => readIso(/^(\d{4})-(\d\d?)-(\d\d?)$/.exec(text))),
  plain('timestamp', timestamp(false), (text) =>
    readIso(/^(\d{4})-(\d\d?)-(\d\d?)[ T](\d\d?):(\d\d)(?::(\d\d)(\.\d{1,9})?)?$/.exec(text)),
  ),
  plain('timestamptz', timestamp(true), readInstant),
  plain('time', simple('time'), readTimeOfDay),
  plain('uuid', simple('uuid'), (text) =>
    /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(text) ? 0 : undefined,
  ),
  ...dateFormats.map((format): TextKind => ({
    kind: format.id,
    type: /%H/.test(format.strptime) ? timestamp(false) : simple('date'),
    read: (text) => readFormatted(format, text),
    isPlain: false,
  })),
];

/** @internal */
export const textKind = (kind: CastKind): TextKind | undefined =>
  textKinds.find((candidate) => candidate.kind === kind);

function plain(kind: CastKind, type: LogicalType, read: TextKind['read']): TextKind {
  return { kind, type, read, isPlain: true };
}

/** Year, month, day, hour, minute, second, fraction. */
function readIso(match: RegExpExecArray | null): number | undefined {
  if (!match) return undefined;
  const [, year, month, dayOfMonth, hour = '0', minute = '0', second = '0', fraction = '0'] = match;
  return instant(
    [year, month, dayOfMonth, hour, minute, second].map(Number) as Parts,
    Math.floor(Number(fraction) * 1000),
  );
}

type Parts = [number, number, number, number, number, number];

/** UTC milliseconds, or nothing for a 30th of February. Arithmetic: a Date for each of many values costs five times as much. */
function instant(
  [year, month, dayOfMonth, hour, minute, second]: Parts,
  milliseconds = 0,
): number | undefined {
  const isReal = dayOfMonth >= 1 && dayOfMonth <= (daysOf(year, month) ?? 0);
  if (!isReal || hour > 23 || minute > 59 || second > 59) return undefined;
  const days = daysBefore(year) + (daysBeforeMonth[month - 1] ?? 0) + leapDay(year, month) + dayOfMonth - 1;
  return days * day + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds;
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const daysBeforeMonth = monthLengths.map((_, month) =>
  monthLengths.slice(0, month).reduce((sum, days) => sum + days, 0),
);
const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const leapDay = (year: number, month: number) => (month > 2 && isLeap(year) ? 1 : 0);
const daysOf = (year: number, month: number) => (month === 2 && isLeap(year) ? 29 : monthLengths[month - 1]);
const leapYears = (year: number) => Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
/** Days from 1970 to the first of January. */
const daysBefore = (year: number) => 365 * (year - 1970) + leapYears(year - 1) - leapYears(1969);

function readInstant(text: string): number | undefined {
  const match = /^(.+?)(Z|[+-]\d\d(?::?\d\d)?)$/.exec(text);
  const wall =
    match &&
    readIso(/^(\d{4})-(\d\d?)-(\d\d?)[ T](\d\d?):(\d\d)(?::(\d\d)(\.\d{1,9})?)?$/.exec(match[1] ?? ''));
  if (wall === undefined || wall === null || !match) return undefined;
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(match[2] ?? '') ?? [];
  return wall - (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function readTimeOfDay(text: string): number | undefined {
  const match = /^(\d\d?):(\d\d)(?::(\d\d)(\.\d{1,9})?)?$/.exec(text);
  if (!match) return undefined;
  const [hour, minute, second] = [match[1], match[2], match[3] ?? '0'].map(Number) as [
    number,
    number,
    number,
  ];
  return hour < 24 && minute < 60 && second < 60
    ? (((hour * 60 + minute) * 60 + second) * 1000) % day
    : undefined;
}

/** Reads by a strptime pattern made of %d %m %y %Y %b %H %M %S. */
function readFormatted({ looks, strptime }: DateFormat, text: string): number | undefined {
  if (!looks.test(text)) return undefined;
  const words = text.match(strptime === '%Y%m%d' ? /^\d{4}|\d\d/g : /\d+|[a-z]+/gi) ?? [];
  const parts: Parts = [1970, 1, 1, 0, 0, 0];
  const places: Record<string, number> = { Y: 0, y: 0, m: 1, b: 1, d: 2, H: 3, M: 4, S: 5 };
  for (const [index, [, letter = '']] of [...strptime.matchAll(/%(\w)/g)].entries()) {
    const word = words[index] ?? '';
    parts[places[letter] as 0] = letter === 'b' ? monthNames.indexOf(word.toLowerCase()) + 1 : Number(word);
    // POSIX: 69 to 99 are of the 20th century.
    if (letter === 'y') parts[0] += parts[0] < 69 ? 2000 : 1900;
  }
  return instant(parts);
}
