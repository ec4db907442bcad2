import type { Field, LogicalType } from '../../schema';
import type { PipelineSpec } from '../../spec';

/** NULL in the sample files; an empty field is an empty text. */
export const nullText = '\\N';

const words = ['north', 'south', 'Ёлка', "O'Neil", ''];
const dayMs = 24 * 3600 * 1000;
const start = Date.UTC(2024, 0, 1);

/** Values that the spec itself compares with, so that conditions hold for some rows. */
export interface NamedValues {
  texts: string[];
  numbers: number[];
  days: number[];
}

/** Texts, numbers and dates that stand in the expressions of a spec. */
export function namedValues(spec: PipelineSpec): NamedValues {
  const text = JSON.stringify(spec.steps);
  const quoted = [...text.matchAll(/'((?:[^'\\]|'')*)'/g)].map(([, value]) => value!.replaceAll("''", "'"));
  const days = quoted.filter((value) => /^\d{4}-\d\d-\d\d/.test(value)).map((value) => Date.parse(value));
  return {
    texts: [...new Set(quoted)].slice(0, 12),
    numbers: [...text.matchAll(/(?:[<>=]|"from":)\s*(-?\d{1,9})\b/g)]
      .map(([, value]) => Number(value))
      .slice(0, 12),
    days: days.filter((day) => !Number.isNaN(day)).slice(0, 6),
  };
}

/**
 * Rows of a table as texts, the same every time: few different values, so that rows meet in joins and groups; NULL,
 * empty, Cyrillic, quotes, negative numbers and duplicates among them.
 */
export function sampleRows(fields: Field[], count: number, seed: number, named: NamedValues): string[][] {
  const next = generator(seed);
  return Array.from({ length: count }, () =>
    fields.map(({ type, nullable }) => (nullable && next(8) === 0 ? nullText : valueOf(type, next, named))),
  );
}

type Next = (below: number) => number;

function valueOf(type: LogicalType, next: Next, named: NamedValues): string {
  switch (type.kind) {
    case 'integer': {
      const value = near(named.numbers, next) ?? next(60);
      return String(Math.max(type.signed ? -100 : 0, Math.min(value, type.bits === 8 ? 100 : 30_000)));
    }
    case 'decimal':
      return ((near(named.numbers, next) ?? next(100)) + next(4) / 4).toFixed(Math.min(2, type.scale));
    case 'float':
      return String((near(named.numbers, next) ?? next(100)) + next(8) / 8);
    case 'boolean':
      return next(2) === 0 ? 'true' : 'false';
    case 'date':
      return dayOf(named, next).toISOString().slice(0, 10);
    case 'timestamp':
      return new Date(dayOf(named, next).getTime() + next(24) * 3_600_000)
        .toISOString()
        .slice(0, 19)
        .replace('T', ' ');
    case 'time':
      return `0${next(10)}:${10 + next(50)}:00`;
    case 'uuid':
      return `00000000-0000-4000-8000-00000000000${next(10)}`;
    case 'enum':
      return type.values[next(type.values.length)] ?? '';
    case 'string':
      return textOf(named, next);
    default:
      return nullText;
  }
}

/** A value that the spec names, or one beside it. */
const near = (numbers: number[], next: Next): number | undefined =>
  numbers.length > 0 && next(2) === 0 ? numbers[next(numbers.length)]! + next(5) - 2 : undefined;

const textOf = ({ texts }: NamedValues, next: Next): string =>
  texts.length > 0 && next(3) > 0 ? texts[next(texts.length)]! : words[next(words.length)]!;

const dayOf = ({ days }: NamedValues, next: Next): Date =>
  new Date((days.length > 0 ? days[next(days.length)]! : start) + (next(11) - 5) * dayMs);

/** A linear congruential generator (Numerical Recipes): quick, and alike on every machine. */
function generator(seed: number): Next {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A CSV file of texts; every value in quotes but NULL. */
export function csvText(header: string[], rows: string[][]): string {
  const cell = (value: string) => (value === nullText ? value : `"${value.replaceAll('"', '""')}"`);
  return [header.map(cell), ...rows.map((row) => row.map(cell))].map((row) => `${row.join(',')}\n`).join('');
}
