/** Text of a comment: one line, whatever it held. */
export const oneLine = (text: unknown): string =>
  String(text)
    .replace(/[\s\u0085\u2028\u2029]+/g, ' ')
    .trim();

/** Text inside Markdown: neither markup nor HTML nor a cell's end, on one line. */
export const markdown = (text: unknown): string =>
  oneLine(text)
    .replace(/[\\`*_[\]|~$]/g, (character) => `\\${character}`)
    .replace(/[<>&]/g, (character) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[character]!)
    .replace(/^([-+#=])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/:\/\//g, ':&#47;&#47;');

/** An inline code span: a backtick inside would end it, a pipe the cell of a table. */
export const code = (text: unknown): string => {
  const inside = oneLine(text).replaceAll('`', 'ʼ').replaceAll('|', '\\|');
  return `\`${inside || ' '}\``;
};

/** Part of a file name: letters of any language, digits, `_`, `-`. */
export const fileName = (text: string): string => text.replace(/[^\p{L}\p{N}_-]/gu, '_');
