import type { ValueCount } from './value-counts';

/** Digits with the signs that people put between them, or a plus before: a bare number is no phone. */
const looks = /^(?=.*(?:\+|[\s().-]))\+?[\d\s().-]{7,24}$/;
/** One point between digits is that of a decimal number, such as a latitude. */
const isDecimal = /^[+-]?\d+\.\d+$/;
const bare = /^\+?[78]?\d{10}$/;

/** Countries whose national numbering is tried when a number does not say its own. */
const defaults = ['RU', 'US', 'GB', 'DE', 'FR'] as const;

/**
 * Share of values that are telephone numbers by the numbering plans of libphonenumber.
 * @param isNamed - the field's name says so, then bare digits count too
 * @param fewest - a smaller share says nothing: 0 comes back as soon as it can be no more
 * @internal
 */
export async function phoneShare(values: ValueCount[], isNamed: boolean, fewest: number): Promise<number> {
  const rows = values.reduce((sum, { count }) => sum + count, 0);
  const candidates = values.filter(
    ({ value }) =>
      ((looks.test(value) && !isDecimal.test(value)) || (isNamed && bare.test(value))) &&
      value.replace(/\D/g, '').length >= 7,
  );
  // The numbering plans are loaded only where something looks like a phone.
  if (candidates.length * 2 < values.length || rows === 0) return 0;
  const { isValidPhoneNumber } = await import('libphonenumber-js/min');
  let valid = 0;
  let left = candidates.reduce((sum, { count }) => sum + count, 0);
  for (const { value, count } of candidates) {
    if (defaults.some((country) => isValidPhoneNumber(value, country))) valid += count;
    left -= count;
    if (valid + left < rows * fewest) return 0;
  }
  return valid / rows;
}

/** @internal */
export const phoneName = /(?:phone|tel|fax|mobile|телефон|факс|моб)/iu;
