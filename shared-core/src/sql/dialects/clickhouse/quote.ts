const escapes: Record<string, string> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\0': '\\n',
};

/** A text literal; a zero character stands for a line break while a query is laid out. */
export const clickhouseText = (value: string) =>
  `'${value.replace(/[\\'\n\r\t\0]/g, (character) => escapes[character] ?? '')}'`;

/** A name in backticks, where the backslash escapes too. */
export const quotedName = (name: string) => `\`${name.replace(/[\\`]/g, (character) => `\\${character}`)}\``;
