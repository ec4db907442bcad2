import type { Script } from './lower';

/** A script's text: header, then statements, each closed. */
export function renderScript({ header, statements }: Script): string {
  const parts = statements.map(({ comment: line, text }) =>
    line === undefined ? `${text};` : `${comment(line)}\n${text};`,
  );
  return `${[header.map(comment).join('\n'), ...parts].join('\n\n')}\n`;
}

/** One line, whatever a name holds: a line break would end the comment and start a statement. */
const comment = (line: string) => `-- ${line.replace(/[\s\u0085\u2028\u2029]+/g, ' ').trim()}`;
