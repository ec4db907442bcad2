const escapes: Record<string, string> = {
  '\\': '\\\\',
  "'": "\\'",
  '`': '\\`',
  '\0': '\\0',
  '\n': '\\n',
};
const escaped = (text: string, marks: RegExp) => text.replace(marks, (mark) => escapes[mark]!);

/** A string literal. @internal */
export const literal = (text: string) => `'${escaped(text, /[\\'\0\n]/g)}'`;

/** A quoted name; ClickHouse's backquotes take any character. @internal */
export const quote = (name: string) => `\`${escaped(name, /[\\`\0\n]/g)}\``;

/** @internal */
export const quoteList = (names: string[]) => names.map(quote).join(', ');

/** @internal */
export const quoteTable = (table: { database: string; name: string }) =>
  `${quote(table.database)}.${quote(table.name)}`;
