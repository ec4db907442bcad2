import type { Engine, FieldReading } from '../../engine';
import type { LogicalType } from '../../schema';
import { quoteName } from '../convert';
import type { LoadSource } from '../load-options';
import { isReadAs, type CheckedField, type TextReading } from './field-checks';
import { rowNumber, type RawRows } from './raw-rows';

/** How the texts of a field are spelled, found out because the source takes them for mere texts. @public */
export interface Spelling {
  field: string;
  reading: FieldReading;
  /** Regular expression of its texts, where the reading alone would take too much. */
  shape?: string;
  /** Texts that it explains, of those looked at, and how many the next best would. */
  fits: number;
  of: number;
  runnerUp: number;
}

const dates = [
  '%d.%m.%Y',
  '%d/%m/%Y',
  '%m/%d/%Y',
  '%d-%m-%Y',
  '%m-%d-%Y',
  '%Y.%m.%d',
  '%Y/%m/%d',
  '%d.%m.%y',
  '%m/%d/%y',
  '%d/%m/%y',
];
/** A way to write a value, and the shape that its texts must have where the reading alone would take too much. */
interface Way {
  reading: FieldReading;
  shape?: string;
  /** Loses a draw against a way that assumes less. */
  yields?: boolean;
}

const spaces = [' ', '\u00a0', '\u202f'];
/** Groups are of three digits: without that 1,5 would be fifteen where a comma parts thousands. */
const grouped = (separators: string, point: string) =>
  `[+-]?([0-9]{1,3}([${separators}][0-9]{3})+|[0-9]+)([${point}][0-9]+)?`;
const numbers: Way[] = [
  { reading: { thousands: spaces }, shape: grouped(spaces.join(''), '.') },
  {
    reading: { decimalSeparator: ',', thousands: [...spaces, '.'] },
    shape: grouped(`${spaces.join('')}.`, ','),
    yields: true,
  },
  { reading: { thousands: [...spaces, ','] }, shape: grouped(`${spaces.join('')},`, '.'), yields: true },
];

/** What a text may be written like besides the plain way; the plain way comes first and wins a draw. */
const candidates: Partial<Record<LogicalType['kind'], Way[]>> = {
  date: dates.map((format) => ({ reading: { formats: [format] } })),
  timestamp: dates.map((date) => ({ reading: { formats: [`${date} %H:%M:%S`, `${date} %H:%M`, date] } })),
  integer: numbers,
  decimal: numbers,
  float: numbers,
  boolean: [{ reading: { booleans: { true: ['да', 'истина'], false: ['нет', 'ложь'] } } }],
};

/** Enough to tell one spelling from another. */
const sampleRows = 100_000;

/** True where nothing is said but the plain way. @internal */
export const isPlainReading = (reading: FieldReading = {}) =>
  Object.values(reading).every((said) => said === undefined);

/**
 * Finds out how texts are spelled that must become dates, numbers or booleans of the target. A spelling is taken only
 * when it explains most texts, more than the plain way and more than any other: 01/02/2024 alone decides nothing.
 * @internal
 */
export async function inferSpellings(
  engine: Engine,
  raw: RawRows,
  fields: CheckedField[],
  texts: TextReading,
): Promise<Spelling[]> {
  const open = fields.flatMap((field) => {
    const others = candidates[field.type.kind];
    const isOpen = field.sourceType.kind === 'string' && isPlainReading(field.reading) && others;
    return isOpen ? [{ field, ways: [{ reading: {} }, ...others] as Way[] }] : [];
  });
  if (open.length === 0) return [];
  const counts = open.flatMap(({ field, ways }, at) => [
    `count(${quoteName(field.name)}) AS of${at}`,
    ...ways.map((way, i) => `count(*) FILTER (${isReadAs({ ...field, ...way }, texts)}) AS fits${at}_${i}`),
  ]);
  const sql = `SELECT ${counts.join(', ')} FROM ${raw.table} WHERE ${rowNumber} <= ${sampleRows}`;
  const [row = {}] = (await engine.query(sql)).rows;
  return open.flatMap(({ field, ways }, at) => {
    const fits = ways.map((_, i) => Number(row[`fits${at}_${i}`]));
    const best = fits.indexOf(Math.max(...fits));
    const { reading, shape, yields } = ways[best]!;
    const rivals = fits.filter((_, i) => i !== best && (yields || !ways[i]!.yields));
    const runnerUp = Math.max(0, ...rivals);
    const of = Number(row[`of${at}`]);
    const isDecided = best > 0 && fits[best]! > runnerUp && fits[best]! * 2 > of;
    return isDecided
      ? [{ field: field.name, reading, ...(shape && { shape }), fits: fits[best]!, of, runnerUp }]
      : [];
  });
}

/** What the user has said of the spelling of a whole file. @internal */
export function saidSpelling(source: LoadSource): {
  dateFormat?: string;
  timestampFormat?: string;
  decimalSeparator?: '.' | ',';
} {
  const options = 'options' in source ? (source.options ?? {}) : {};
  const { dateFormat, timestampFormat, decimalSeparator } = options;
  return {
    ...(typeof dateFormat === 'string' && { dateFormat }),
    ...(typeof timestampFormat === 'string' && { timestampFormat }),
    ...((decimalSeparator === ',' || decimalSeparator === '.') && { decimalSeparator }),
  };
}
