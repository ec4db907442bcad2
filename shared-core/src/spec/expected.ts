import type { z } from 'zod';
import type { Localized } from '../language';
import { durationPattern, namePattern } from './pipeline-spec';
import type { SpecPath } from './document';

/** What a value should have been, in words. */
export type Expected = Localized;

const text = { en: 'text', ru: 'текст' };

const types: Record<string, Expected> = {
  string: text,
  number: { en: 'a number', ru: 'число' },
  int: { en: 'a whole number', ru: 'целое число' },
  boolean: { en: 'true or false', ru: 'true или false' },
  array: { en: 'a list', ru: 'список' },
  object: { en: 'a mapping of keys to values', ru: 'набор ключей со значениями' },
  record: { en: 'a mapping of keys to values', ru: 'набор ключей со значениями' },
  null: { en: 'null', ru: 'null' },
};

const patterns: Record<string, Expected> = {
  [String(namePattern)]: {
    en: 'a name: a letter or _ first, then letters, digits, _ and -',
    ru: 'имя: сначала буква или _, затем буквы, цифры, _ и -',
  },
  [String(durationPattern)]: {
    en: 'a duration such as 30s, 15m, 2h or 1d',
    ru: 'длительность, например 30s, 15m, 2h или 1d',
  },
};

/** Places where several forms are allowed; said as a whole, since a list of what each form lacks helps nobody. */
const forms: [RegExp, Expected][] = [
  [
    /^schedule$/,
    {
      en: '{cron, timezone}, {every, timezone}, {event: {connection, object}} or manual',
      ru: '{cron, timezone}, {every, timezone}, {event: {connection, object}} или manual',
    },
  ],
  [
    /^steps\.\d+\.on$/,
    {
      en: 'a list of field names, {left: right} pairs, or an expression',
      ru: 'список полей, пары {левое: правое} или выражение',
    },
  ],
  [
    /^steps\.\d+\.cursor\.lookback$/,
    {
      en: 'a duration such as 15m, 2h or 1d, or a whole number of at least 1',
      ru: 'длительность, например 15m, 2h или 1d, или целое число не меньше 1',
    },
  ],
  [
    /^steps\.\d+\.fields\.\d+$/,
    { en: 'a field name, or {new: old} to rename', ru: 'имя поля или {новое: старое} для переименования' },
  ],
];

const scalar = { en: 'text, a number, true, false or null', ru: 'текст, число, true, false или null' };

/** A type by zod's name for it. */
export const expectedType = (type: string): Expected => types[type] ?? { en: type, ru: type };

/** One of the forms that a place allows. */
export const expectedForm = (path: SpecPath): Expected =>
  forms.find(([pattern]) => pattern.test(path.join('.')))?.[1] ?? scalar;

/** What a pattern asks for. */
export const expectedPattern = (pattern: string | undefined): Expected => patterns[pattern ?? ''] ?? text;

/** A bound that a value crosses. */
export function expectedBound(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall): Expected {
  const [en, ru, bound] =
    issue.code === 'too_small'
      ? ['at least', 'не меньше', issue.minimum]
      : ['at most', 'не больше', issue.maximum];
  const unit: Record<string, Expected> = {
    string: { en: ' characters', ru: ' симв.' },
    array: { en: ' items', ru: ' элем.' },
  };
  const { en: unitEn = '', ru: unitRu = '' } = unit[issue.origin] ?? {};
  return { en: `${en} ${bound}${unitEn}`, ru: `${ru} ${bound}${unitRu}` };
}

/** A value as a message shows it: JSON, cut short. */
export function showValue(value: unknown): string {
  const shown = JSON.stringify(value) ?? String(value);
  return shown.length > 80 ? `${shown.slice(0, 77)}…` : shown;
}

/** What a value is, for "expected A, found B". */
export function describeValue(value: unknown): Expected {
  if (value === null || value === undefined) return { en: 'empty', ru: 'пусто' };
  if (Array.isArray(value)) return expectedType('array');
  return expectedType(typeof value);
}
