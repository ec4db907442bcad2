import type { Localized } from '../../../language';
import { decimal, float, integer, type LogicalType } from '../../../schema';
import type { FieldReading } from '../../../engine';
import { reasons } from './reasons';

/** A way to write numbers. @internal */
export interface NumberStyle {
  reading: FieldReading;
  shape: RegExp;
  says: Localized;
}

const spaces = [' ', '\u00a0', '\u202f', '\u2009'];

/** The plainest that fits all values of a field is taken. @internal */
export const numberStyles: NumberStyle[] = [
  { reading: {}, shape: /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/, says: reasons.point },
  {
    reading: { decimalSeparator: ',' },
    shape: /^[+-]?(\d+,?\d*|,\d+)([eE][+-]?\d+)?$/,
    says: reasons.comma,
  },
  {
    reading: { thousands: spaces },
    shape: /^[+-]?\d{1,3}([ \u00a0\u202f\u2009]?\d{3})*(\.\d+)?$/,
    says: reasons.spaces,
  },
  {
    reading: { thousands: spaces, decimalSeparator: ',' },
    shape: /^[+-]?\d{1,3}([ \u00a0\u202f\u2009]?\d{3})*(,\d+)?$/,
    says: reasons.spacesAndComma,
  },
  {
    reading: { thousands: [','] },
    shape: /^[+-]?\d{1,3}((,\d{3})*|\d*)(\.\d+)?$/,
    says: reasons.commas,
  },
  {
    reading: { thousands: ['.'], decimalSeparator: ',' },
    shape: /^[+-]?\d{1,3}((\.\d{3})*|\d*)(,\d+)?$/,
    says: reasons.pointsAndComma,
  },
  {
    reading: { thousands: ["'", '’'] },
    shape: /^[+-]?\d{1,3}((['’]\d{3})*|\d*)(\.\d+)?$/,
    says: reasons.apostrophes,
  },
];

const spaceMarks = [' ', '\u00a0', '\u202f'];
const mark =
  /^([+-]?)([$€£₽¥₴₸]|USD|EUR|RUB|GBP)\s?(?=[\d.,])|\s?(%|[$€£₽¥₴₸]|руб\.?|р\.|USD|EUR|RUB|GBP)$/iu;

/**
 * Numbers that each stand with the same mark, such as `12 %` or `$5`.
 * @returns the numbers without it, the mark, and the characters that a reading takes out
 * @internal
 */
export function withoutMark(
  texts: string[],
): { texts: string[]; mark: string; takenOut: string[] } | undefined {
  const marks = new Set<string>();
  const plain: string[] = [];
  for (const text of texts) {
    const match = mark.exec(text);
    if (!match) return undefined;
    marks.add((match[2] ?? match[3]) as string);
    if (marks.size > 1) return undefined;
    plain.push(text.replace(mark, '$1'));
  }
  const [only] = marks;
  return only === undefined ? undefined : { texts: plain, mark: only, takenOut: [only, ...spaceMarks] };
}

/** 1,234 may be one thousand or one and a bit. @internal */
export const isTwofold = (text: string) => /^[+-]?\d{1,3},\d{3}$/.test(text);
/** A code, a phone, an account: figures that nobody adds up. @internal */
export const isCode = (text: string) => /^[+-]?0\d/.test(text) || /^\+\d{10,}$/.test(text);

interface Measure {
  whole: number;
  scale: number;
  scales: Set<number>;
  exponent: boolean;
  beyondInt64: boolean;
}

const plainText = (text: string, { thousands = [], decimalSeparator }: FieldReading) => {
  const joined = thousands.reduce((so, separator) => so.replaceAll(separator, ''), text);
  return decimalSeparator === ',' ? joined.replace(',', '.') : joined;
};

const exponentSign = /[eE]/;

function measure(texts: Iterable<string>, reading: FieldReading): Measure {
  const measured: Measure = { whole: 1, scale: 0, scales: new Set(), exponent: false, beyondInt64: false };
  for (const text of texts) {
    const plain = plainText(text, reading);
    const power = plain.search(exponentSign);
    const end = power < 0 ? plain.length : power;
    const start = plain[0] === '+' || plain[0] === '-' ? 1 : 0;
    const point = plain.indexOf('.');
    const whole = (point < 0 ? end : point) - start;
    const fraction = point < 0 ? 0 : end - point - 1;
    measured.exponent ||= power >= 0;
    measured.whole = Math.max(measured.whole, whole);
    measured.scale = Math.max(measured.scale, fraction);
    measured.scales.add(point < 0 ? -1 : fraction);
    if (whole >= 19 && fraction === 0 && power < 0)
      measured.beyondInt64 ||= !fitsInt64(point < 0 ? plain : plain.slice(0, point));
  }
  return measured;
}

const fitsInt64 = (text: string) => {
  const value = BigInt(text.replace('+', ''));
  return value >= -(2n ** 63n) && value < 2n ** 63n;
};

/** True where a float64 gives back every digit: what a program printed from floats, 0.30000000000000004 and the like. */
function survivesFloat(texts: Iterable<string>, reading: FieldReading): boolean {
  for (const text of texts) {
    const digits = plainText(text, reading).replace(/^[+-]/, '').replace('.', '').replace(/^0+/, '');
    if (digits.length <= 15) continue;
    if (digits.length > 17) return false;
    const printed = Math.abs(Number(plainText(text, reading))).toExponential(digits.length - 1);
    if (printed.replace(/e.*$/, '').replace('.', '') !== digits) return false;
  }
  return true;
}

/**
 * The type of numbers that are all written in one style. Whole numbers are int64, beyond it decimal; fractions of
 * one same length are decimal (money), of changing length float64, unless that would lose digits.
 * @returns `undefined` for numbers that no type of ours holds exactly
 * @internal
 */
export function numberType(
  texts: Iterable<string>,
  reading: FieldReading,
): { type: LogicalType; why: Localized } | undefined {
  const { whole, scale, scales, exponent, beyondInt64 } = measure(texts, reading);
  if (exponent) return { type: float(64), why: reasons.exponent };
  if (scale === 0 && !scales.has(0)) {
    if (!beyondInt64) return { type: integer(64), why: reasons.wholeNumbers };
    return whole <= 38 ? { type: decimal(38, 0), why: reasons.longWholeNumbers(whole) } : undefined;
  }
  const even = scales.size === 1 && scale <= 4;
  if (whole + scale > 15 && !(scales.size > 1 && survivesFloat(texts, reading)))
    return whole + scale <= 38
      ? { type: decimal(38, Math.min(scale, 38 - whole)), why: reasons.digits(whole + scale) }
      : undefined;
  return even
    ? { type: decimal(18, scale), why: reasons.evenFractions(scale) }
    : { type: float(64), why: reasons.unevenFractions };
}
