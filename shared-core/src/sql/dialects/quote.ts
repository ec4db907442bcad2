/** A name in its quotes, which are doubled inside. */
export const doubled = (quote: string) => (name: string) =>
  quote + name.replaceAll(quote, quote + quote) + quote;

/** A text literal where only the quote is special. @internal */
export const standardText = (value: string) => `'${value.replaceAll("'", "''")}'`;
