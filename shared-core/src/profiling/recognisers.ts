import type { Localized } from '../language';
import { isIP } from 'node:net';
import { isIban, isInn, isSnils } from './checksums';
import { isCountryCode, isCurrencyCode } from './codes';
import { dateFormats } from './date-formats';
import type { SemanticType } from './profile';
import type { StatKind } from './stat-kind';
import { textKind } from './text-kinds';
import { reasons } from './reasons';

/** One row of the table of meanings. @internal */
export interface Recogniser {
  semantic: SemanticType;
  /** Kinds of fields it looks at; text if left out. */
  kinds?: StatKind[];
  matches(value: string): boolean;
  /** A field name that speaks for it. */
  name?: RegExp;
  /** Without such a name the values alone prove nothing. */
  needsName?: boolean;
  why: Localized;
}

/** Words of a field name stand between borders, underscores or capitals. */
const word = (pattern: string) => new RegExp(String.raw`(?:^|[^\p{L}])(?:${pattern})(?:$|[^\p{L}])`, 'iu');

const number = (value: string) => (value.trim() === '' ? NaN : Number(value));

const currencySign = String.raw`[$€£¥₽₴₸₹]|USD|EUR|RUB|руб\.?|р\.`;
const amount = String.raw`-?\d{1,3}(?:[ ,.\u00a0\u202f]?\d{3})*(?:[.,]\d+)?`;
const moneyPattern = new RegExp(
  `^(?:(?:${currencySign})\\s?${amount}|${amount}\\s?(?:${currencySign}))$`,
  'i',
);

/** First match with the most rows wins; narrow meanings stand before wide ones. @internal */
export const recognisers: Recogniser[] = [
  {
    semantic: 'email',
    matches: (value) => /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(value),
    why: reasons.format('name@host'),
  },
  {
    semantic: 'url',
    matches: (value) => /^(?:https?|ftp):\/\/\S+$/i.test(value) && URL.canParse(value),
    why: reasons.format('scheme://host'),
  },
  {
    semantic: 'uuid',
    matches: (value) => textKind('uuid')?.read(value) !== undefined,
    why: reasons.hexDigits,
  },
  { semantic: 'ip', matches: (value) => isIP(value) !== 0, why: reasons.address },
  { semantic: 'iban', matches: isIban, why: reasons.ibanDigits },
  { semantic: 'snils', matches: isSnils, why: reasons.snilsSum },
  {
    semantic: 'inn',
    kinds: ['text', 'number'],
    matches: isInn,
    name: word('inn|инн|taxpayer'),
    why: reasons.innDigits,
  },
  ...dateFormats
    .filter(({ semantic }) => semantic !== undefined)
    .map((format): Recogniser => ({
      semantic: format.semantic!,
      matches: (value) => textKind(format.id)?.read(value) !== undefined,
      why: reasons.format(format.strptime),
    })),
  {
    semantic: 'date-iso',
    matches: (value) =>
      ['date', 'timestamp', 'timestamptz'].some(
        (kind) => textKind(kind as 'date')?.read(value) !== undefined,
      ),
    why: reasons.format('ISO 8601'),
  },
  { semantic: 'json', kinds: ['text', 'json'], matches: isJsonDocument, why: reasons.parsesAsJson },
  {
    semantic: 'percent',
    matches: (value) => /^-?\d+(?:[.,]\d+)?\s?%$/.test(value),
    why: reasons.percent,
  },
  { semantic: 'money', matches: (value) => moneyPattern.test(value), why: reasons.money },
  {
    semantic: 'decimal-comma',
    matches: (value) => /^-?(?:\d+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+),\d+$/.test(value),
    why: reasons.decimalComma,
  },
  {
    semantic: 'postal-code',
    kinds: ['text', 'number'],
    matches: (value) =>
      /^(?:\d{4,6}|\d{5}-\d{4}|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})$/i.test(value),
    name: word('zip|zip ?code|postal(?: ?code)?|post ?code|индекс'),
    needsName: true,
    why: reasons.postalCode,
  },
  {
    semantic: 'latitude',
    kinds: ['number', 'text'],
    matches: (value) => Math.abs(number(value)) <= 90,
    name: word('lat|latitude|широта'),
    needsName: true,
    why: reasons.within(90),
  },
  {
    semantic: 'longitude',
    kinds: ['number', 'text'],
    matches: (value) => Math.abs(number(value)) <= 180,
    name: word('lon|lng|long|longitude|долгота'),
    needsName: true,
    why: reasons.within(180),
  },
  {
    semantic: 'percent',
    kinds: ['number'],
    matches: (value) => Math.abs(number(value)) <= 100,
    name: word('percent|percentage|pct|процент|доля'),
    needsName: true,
    why: reasons.within(100),
  },
  {
    semantic: 'money',
    kinds: ['number'],
    matches: (value) => Number.isFinite(number(value)),
    name: word(
      'price|cost|amount|revenue|salary|gross|budget|fee|цена|стоимость|сумма|выручка|зарплата|бюджет|total',
    ),
    needsName: true,
    why: reasons.numberAndName,
  },
  {
    semantic: 'country-code',
    matches: isCountryCode,
    name: word('country|nation|страна|iso'),
    why: reasons.format('ISO 3166'),
  },
  {
    semantic: 'currency-code',
    matches: isCurrencyCode,
    name: word('currency|валюта'),
    why: reasons.format('ISO 4217'),
  },
];

function isJsonDocument(value: string): boolean {
  if (!/^\s*[[{]/.test(value)) return false;
  try {
    return typeof JSON.parse(value) === 'object';
  } catch {
    return false;
  }
}
