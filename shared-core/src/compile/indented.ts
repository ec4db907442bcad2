/** Code that a target marks in SQL and finishes later, whatever quotes it has. */
const marked = '\\u{f0000}.*?\\u{f0001}';

/** Quoted texts and names, comments, and the line breaks between them. */
const parts = new RegExp(`'(?:${marked}|''|[^'])*?'(?!')|"(?:""|[^"])*"|${marked}|--.*|\\n`, 'gu');

/** SQL moved to the right; a line break inside a text stays as it is, since blanks behind it would be of the text. */
export const indented = (sql: string): string =>
  `  ${sql.replace(parts, (part) => (part === '\n' ? '\n  ' : part))}`;
