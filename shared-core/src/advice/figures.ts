import type { Language, Localized } from '../language';

/** Numbers as people of a language write them. @internal */
export const count = (value: number, language: Language): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: value >= 100 ? 0 : 2 }).format(value);

/** @internal */
export const percent = (share: number, language: Language): string =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(share);

const units: Localized<string[]> = {
  en: ['B', 'KB', 'MB', 'GB', 'TB', 'PB'],
  ru: ['Б', 'КБ', 'МБ', 'ГБ', 'ТБ', 'ПБ'],
};

/** @internal */
export function bytes(size: number, language: Language): string {
  const power = size < 1 ? 0 : Math.min(units.en.length - 1, Math.floor(Math.log10(size) / 3));
  return `${count(size / 1000 ** power, language)} ${units[language][power]}`;
}

/** A text in both languages, from one function of the language. @internal */
export const both = (text: (language: Language) => Localized): Localized => ({
  en: text('en').en,
  ru: text('ru').ru,
});

/** 0 below `from`, 1 above `to`, even on a logarithmic scale between. @internal */
export const logScale = (value: number, from: number, to: number): number =>
  Math.min(1, Math.max(0, Math.log(Math.max(value, 1) / from) / Math.log(to / from)));

/** @internal */
export const twoDigits = (score: number) => Math.round(Math.min(0.97, Math.max(0.03, score)) * 100) / 100;
