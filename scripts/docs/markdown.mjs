/** Markdown as Prettier leaves it: the pages are committed, and lint reads them. */
import { format } from 'prettier';

const header = '<!-- Made by `npm run docs`. -->';

export const page = (title, about, body) =>
  format(`${header}\n\n# ${title}\n\n${about}\n\n${body}\n`, {
    parser: 'markdown',
    printWidth: 110,
    singleQuote: true,
  });

export const table = (heads, rows) =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Text in a cell: the parts that there are, on one line. */
export const cell = (parts) =>
  parts
    .filter((part) => part !== undefined && part !== '')
    .join(' ')
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|')
    .replace(/^[a-zа-я]/, (letter) => letter.toUpperCase());

export const code = (text) => `\`${String(text).replaceAll('|', '\\|')}\``;
