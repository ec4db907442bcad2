import type { SemanticType } from './profile';

/** A way to write a date that is not ISO's. @internal */
export interface DateFormat {
  id: `date(${string})`;
  /** Of the embedded engine. */
  strptime: string;
  /** Cheap test on a sample; the engine then tries every row. */
  looks: RegExp;
  semantic?: SemanticType;
}

const named = (strptime: string, looks: RegExp, semantic?: SemanticType): DateFormat => ({
  id: `date(${strptime})`,
  strptime,
  looks,
  semantic,
});

const months = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';

/**
 * In order of preference: with equal evidence the earlier wins. Day and month of `01/02/2024` are told apart by a value
 * above 12 somewhere in the field; without one the American reading stays a guess with half the confidence.
 * @internal
 */
export const dateFormats: DateFormat[] = [
  named('%d.%m.%Y', /^\d{1,2}\.\d{1,2}\.\d{4}$/, 'date-ru'),
  named('%d.%m.%Y %H:%M:%S', /^\d{1,2}\.\d{1,2}\.\d{4} \d{1,2}:\d\d:\d\d$/, 'date-ru'),
  named('%d.%m.%Y %H:%M', /^\d{1,2}\.\d{1,2}\.\d{4} \d{1,2}:\d\d$/, 'date-ru'),
  named('%m/%d/%Y', /^\d{1,2}\/\d{1,2}\/\d{4}$/, 'date-us'),
  named('%d/%m/%Y', /^\d{1,2}\/\d{1,2}\/\d{4}$/, 'date-eu'),
  named('%m/%d/%y', /^\d{1,2}\/\d{1,2}\/\d\d$/, 'date-us'),
  named('%d.%m.%y', /^\d{1,2}\.\d{1,2}\.\d\d$/, 'date-ru'),
  named('%m/%d/%Y %H:%M:%S', /^\d{1,2}\/\d{1,2}\/\d{4} \d{1,2}:\d\d:\d\d$/, 'date-us'),
  named('%m/%d/%Y %H:%M', /^\d{1,2}\/\d{1,2}\/\d{4} \d{1,2}:\d\d$/, 'date-us'),
  named('%b %d %Y', new RegExp(`^${months} \\d{1,2} \\d{4}$`, 'i')),
  named('%d %b %Y', new RegExp(`^\\d{1,2} ${months} \\d{4}$`, 'i')),
  named('%d-%b-%Y', new RegExp(`^\\d{1,2}-${months}-\\d{4}$`, 'i')),
  named('%b %d, %Y', new RegExp(`^${months} \\d{1,2}, \\d{4}$`, 'i')),
  named('%Y%m%d', /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/),
];
