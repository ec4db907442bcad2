/** Months in words: `Castle 1` is no date. */
const months =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|' +
  'янв(?:ар[ья])?|фев(?:рал[ья])?|март?а?|апр(?:ел[ья])?|ма[йя]|июн[ья]?|июл[ья]?|авг(?:уста?)?|сент?(?:ябр[ья])?|окт(?:ябр[ья])?|ноя(?:бр[ья])?|дек(?:абр[ья])?';

/**
 * Kinds of cells that a person would recognise. How many cells are of a known kind says whether a text has been
 * cut in the right places (van den Burg, Nazábal, Sutton, "Wrangling messy CSV files by detecting row and type
 * patterns", 2019, weighs dialects this way).
 */
const kinds: RegExp[] = [
  /^$/,
  // Numbers of any country, with a sign, a percent or a currency.
  /^[+-]?[$€£₽¥]?\s?\d{1,3}([ \u00a0\u202f'’,.]\d{3})*([.,]\d+)?\s?(%|[$€£₽¥]|руб\.?|[A-Z]{3})?$/,
  /^[+-]?\d*[.,]?\d+([eE][+-]?\d+)?\s?%?$/,
  // Dates and times.
  /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s?([AaPp][Mm])?(Z|[+-]\d{2}:?\d{0,2})?)?$/,
  /^\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s?([AaPp][Mm])?$/,
  new RegExp(`^(\\d{1,2}[ -])?(?:${months})\\.?[ -]\\d{1,4}([, -]+\\d{4})?$`, 'iu'),
  /^(n\/?a|nan|null|none|nil|#n\/a|#?н\/д|-|–|—|…|\.\.\.?|\\n|\?)$/iu,
  /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/,
  /^(https?|ftp):\/\/\S+$/i,
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  /^\d{1,3}(\.\d{1,3}){3}$/,
  // Words, names, codes, sentences without the marks that delimit.
  /^[\p{L}\p{N}\p{M}]+$/u,
  /^[\p{L}\p{N}\p{M}_.\-/#№@+]+$/u,
  /^[\p{L}\p{N}][\p{L}\p{N}\p{M} _.'’\-/()&+#№%!?°*«»“”–—]*$/u,
];
/** Kinds that stand for one value each, as words do not. */
const valueKinds = 11;

/** True for a number, a date, a time, an address of the net, a UUID. @internal */
export const isValue = (cell: string) =>
  cell.trim() !== '' && kinds.slice(1, valueKinds).some((kind) => kind.test(cell.trim()));

/** Sentences hold commas, semicolons and colons, so such a cell says less. */
const sentence = /^[\p{L}\p{N}"'«“([][\p{L}\p{N}\p{M}\p{P}\p{S}\s]*$/u;

/** 1 for a cell of a known kind, less for a sentence, next to nothing for the rest. @internal */
export function cellWorth(cell: string, quoted: boolean): number {
  const text = cell.trim();
  if (text.length > 200) return quoted ? 0.8 : 0.3;
  if (kinds.some((kind) => kind.test(text))) return 1;
  if (/^["']|["']$/.test(text)) return quoted ? 0.6 : 0.05;
  if (sentence.test(text)) return quoted ? 0.8 : 0.35;
  return 0.1;
}
