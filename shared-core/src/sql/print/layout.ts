/** Line width that the printer aims at. */
export const width = 100;

/**
 * A line break inside a text literal or a comment. Indentation must not touch it, so it travels as a character that
 * no SQL text can hold and becomes a real break at the very end.
 */
const literalBreak = '\0';

export const protectBreaks = (text: string) => text.replaceAll('\n', literalBreak);
export const restoreBreaks = (text: string) => text.replaceAll(literalBreak, '\n');

/** Every line two spaces further in. A line ends at \n only: `^` of a regular expression sees others, in literals too. */
export const indent = (text: string) => `  ${text.replaceAll('\n', '\n  ')}`;

/** On one line where it fits, else an item a line, further in. */
export function listing(head: string, items: string[]): string {
  const flat = `${head} ${items.join(', ')}`;
  if (items.length <= 1 && !flat.includes('\n')) return flat;
  if (flat.length <= width && !flat.includes('\n') && items.length <= 4) return flat;
  return `${head}\n${indent(items.join(',\n'))}`;
}

/** Something in brackets: in place where it is short, else lines of its own. */
export const bracketed = (text: string) =>
  text.includes('\n') || text.length > width ? `(\n${indent(text)}\n)` : `(${text})`;
