import { appLanguageApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useMemo, useState } from 'react';

/** Numbers, times and durations as the chosen language writes them. */
export interface Formats {
  language: string;
  number(value: number | undefined): string;
  /** A value of a column as a profile tells it: numbers as the language writes them, the rest as it is. */
  value(text: string): string;
  time(iso: string | undefined): string;
  /** The hour of a moment whose day is said elsewhere. */
  clock(iso: string | undefined): string;
  ago(iso: string | undefined, now?: number): string;
  duration(seconds: number | undefined): string;
}

const NOTHING = '–';
/** Longer ones are identifiers, and would lose their last digits. */
const PLAIN_NUMBER = /^-?\d{1,15}(?:\.\d+)?$/;
const AGO_STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/** The formats of a language. */
export function formatsOf(language: string): Formats {
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const times = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const clocks = new Intl.DateTimeFormat(language, { timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  return {
    language,
    number: (value) => (value === undefined ? NOTHING : numbers.format(value)),
    value: (text) => (PLAIN_NUMBER.test(text) ? numbers.format(Number(text)) : text),
    time: (iso) => (iso ? times.format(new Date(iso)) : NOTHING),
    clock: (iso) => (iso ? clocks.format(new Date(iso)) : NOTHING),
    ago: (iso, now = Date.now()) => (iso ? ago(relative, (new Date(iso).getTime() - now) / 1000) : NOTHING),
    duration: (seconds) => (seconds === undefined ? NOTHING : durationIn(language, seconds)),
  };
}

function ago(relative: Intl.RelativeTimeFormat, seconds: number): string {
  const [unit, size] =
    AGO_STEPS.find(([, step]) => Math.abs(seconds) >= step) ?? AGO_STEPS[AGO_STEPS.length - 1];
  return relative.format(Math.trunc(seconds / size), unit);
}

function durationIn(language: string, seconds: number): string {
  const unit = (value: number, name: string, digits = 0) =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    }).format(value);
  if (seconds < 1) return unit(Math.round(seconds * 1000), 'millisecond');
  if (seconds < 60) return unit(seconds, 'second', 1);
  if (seconds < 3600)
    return `${unit(Math.floor(seconds / 60), 'minute')} ${unit(Math.floor(seconds % 60), 'second')}`;
  return `${unit(Math.floor(seconds / 3600), 'hour')} ${unit(Math.floor((seconds % 3600) / 60), 'minute')}`;
}

/** The formats of the language the user chose. */
export function useFormats(): Formats {
  const api = useApi(appLanguageApiRef);
  const [language, setLanguage] = useState(() => api.getLanguage().language);
  useEffect(() => {
    const subscription = api.language$().subscribe((next) => setLanguage(next.language));
    return () => subscription.unsubscribe();
  }, [api]);
  return useMemo(() => formatsOf(language), [language]);
}
