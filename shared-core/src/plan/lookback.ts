import type { Localized } from '../language';
import { printType, type LogicalType } from '../schema';
import { durationSeconds, type StepOf } from '../spec';
import type { ShapeField } from './plan';
import type { StepCheck } from './step-check';

type Lookback = NonNullable<NonNullable<StepOf<'source'>['cursor']>['lookback']>;

const dayS = 86_400;
/** A hundred years: what is longer is no window, and leaves what systems can say of a time. */
const longestS = 36_525 * dayS;

const isTime = (lookback: Lookback): lookback is string =>
  typeof lookback === 'string' && durationSeconds(lookback) <= longestS;

interface Unit {
  fits(lookback: Lookback): boolean;
  expected: Localized;
}

const wholeNumber: Unit = {
  fits: (lookback) => typeof lookback === 'number',
  expected: { en: 'a whole number', ru: 'целое число' },
};

/** What steps a cursor of each type back. */
const units: Partial<Record<LogicalType['kind'], Unit>> = {
  integer: wholeNumber,
  decimal: wholeNumber,
  float: wholeNumber,
  date: {
    fits: (lookback) => isTime(lookback) && durationSeconds(lookback) % dayS === 0,
    expected: {
      en: 'whole days such as 2d, at most a hundred years',
      ru: 'целое число дней, например 2d, не больше ста лет',
    },
  },
  timestamp: {
    fits: isTime,
    expected: {
      en: 'a duration such as 1h, at most a hundred years',
      ru: 'длительность, например 1h, не больше ста лет',
    },
  },
};
const another: Localized = {
  en: 'it a cursor that is a number, a date or a time',
  ru: 'выбрать курсором число, дату или время',
};

/** Reports a lookback that is no time at all, or that its cursor cannot be stepped back by. */
export function checkLookback({ cursor }: StepOf<'source'>, field: ShapeField, check: StepCheck): void {
  const lookback = cursor?.lookback;
  if (lookback === undefined) return;
  const path = ['cursor', 'lookback'];
  if (typeof lookback === 'string' && durationSeconds(lookback) === 0)
    return check.say('empty-duration', { text: lookback }, path);
  if (!field.type) return;
  const unit = units[field.type.kind];
  if (unit?.fits(lookback)) return;
  const named = { lookback: String(lookback), field: field.name, type: printType(field.type) };
  check.say('lookback', { ...named, expected: unit?.expected ?? another }, path);
}
