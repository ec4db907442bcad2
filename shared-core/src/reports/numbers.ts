import type { Language } from '../language';

/** Numbers as the language writes them. @internal */
export interface NumberText {
  integer(value: number): string;
  decimal(value: number): string;
  percent(share: number): string;
  bytes(value: number): string;
}

const units: Record<Language, string[]> = {
  en: ['B', 'KB', 'MB', 'GB', 'TB'],
  ru: ['Б', 'КБ', 'МБ', 'ГБ', 'ТБ'],
};

/** @internal */
export function numberText(language: Language): NumberText {
  const integers = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const decimals = new Intl.NumberFormat(language, { maximumSignificantDigits: 5 });
  const percents = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  return {
    integer: (value) => integers.format(value),
    decimal: (value) => (Number.isInteger(value) ? integers : decimals).format(value),
    // A share that is not nought must not read as nought, nor one that is not whole as whole.
    percent: (share) =>
      share > 0 && share < 0.001
        ? `< ${percents.format(0.001)}`
        : share < 1 && share > 0.999
          ? `> ${percents.format(0.999)}`
          : percents.format(share),
    bytes: (value) => {
      const power = Math.min(4, Math.floor(Math.log10(Math.max(1, value)) / 3));
      return `${decimals.format(Number((value / 1000 ** power).toPrecision(3)))} ${units[language][power]}`;
    },
  };
}
