const escapes: Record<string, string> = { '\\': '\\\\', "'": "\\'", '`': '\\`', '\0': '\\0' };

/** A string literal of ClickHouse. @internal */
export const quoteText = (text: string) =>
  `'${text.replace(/[\\'\0]/g, (character) => escapes[character]!)}'`;

/** A quoted name of ClickHouse. @internal */
export const quoteName = (name: string) =>
  `\`${name.replace(/[\\`\0]/g, (character) => escapes[character]!)}\``;
