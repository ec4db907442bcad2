const MAX_LENGTH = 60;

/**
 * A name for a step or a connection, made of what a person called it: letters of any script, digits and `_`.
 *
 * @example stepName('Read flights (raw)') // read_flights_raw
 * @param fallback - for a text without a single letter or digit
 * @public
 */
export function stepName(text: string, fallback = 'step'): string {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .slice(0, MAX_LENGTH)
    .replace(/^_+|_+$/g, '');
  if (words === '') return fallback;
  return /^\p{L}/u.test(words) ? words : `${fallback}_${words}`;
}

/** The name, or the name with the first free number. @public */
export function freeName(wanted: string, taken: Iterable<string>): string {
  const names = new Set(taken);
  if (!names.has(wanted)) return wanted;
  for (let number = 2; ; number++) if (!names.has(`${wanted}_${number}`)) return `${wanted}_${number}`;
}
