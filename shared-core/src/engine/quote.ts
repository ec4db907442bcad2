/** A name as DuckDB reads it. @internal */
export const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`;
/** A text literal of DuckDB; backslashes are plain. @internal */
export const quoteText = (text: string) => `'${text.replaceAll("'", "''")}'`;
