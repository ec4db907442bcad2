import { sqlErrors } from '../errors';
import { lineAndColumn } from '../positions';

/** A piece of SQL: a bare word (lower case), a quoted name, a text, a number or one symbol. */
export interface Token {
  kind: 'word' | 'name' | 'text' | 'number' | 'symbol';
  value: string;
  /** As it is written. */
  raw: string;
  at: number;
}

/** How a dialect quotes. */
export interface Quoting {
  /** The backslash escapes in texts and names. */
  backslash: boolean;
  /** `#` starts a comment. */
  hashComment: boolean;
}

const patterns: [Token['kind'] | 'space', RegExp][] = [
  ['space', /\s+/y],
  ['word', /[\p{L}_][\p{L}\p{N}_$]*/uy],
  ['number', /\d[\w.]*/y],
];

/**
 * Cuts SQL into tokens. A text that is not closed, or a comment inside a comment (engines differ on where it ends),
 * is refused, so that nothing can hide.
 * @throws `sql.syntax` (input)
 */
export function tokenize(sql: string, quoting: Quoting): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < sql.length) {
    const end = skipComment(sql, at, quoting);
    if (end > at) {
      at = end;
      continue;
    }
    const token = next(sql, at, quoting);
    if (token.kind !== 'space')
      tokens.push({ kind: token.kind, value: token.value, raw: sql.slice(at, token.end), at });
    at = token.end;
  }
  return tokens;
}

function skipComment(sql: string, at: number, { hashComment }: Quoting): number {
  if (sql.startsWith('--', at) || (hashComment && sql[at] === '#')) {
    const end = sql.indexOf('\n', at);
    return end < 0 ? sql.length : end;
  }
  if (!sql.startsWith('/*', at)) return at;
  const end = sql.indexOf('*/', at + 2);
  if (end < 0 || sql.slice(at + 2, end).includes('/*')) throw broken(sql, at);
  return end + 2;
}

function next(sql: string, at: number, quoting: Quoting) {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(sql);
    if (match)
      return { kind, value: kind === 'word' ? match[0].toLowerCase() : match[0], end: pattern.lastIndex };
  }
  const character = sql[at] ?? '';
  if (character === '$') return dollarQuoted(sql, at);
  if (!`'"\``.includes(character)) return { kind: 'symbol' as const, value: character, end: at + 1 };
  const end = endOfQuoted(sql, at, quoting.backslash || isEscapeString(sql, at));
  const value = sql.slice(at + 1, end - 1);
  return { kind: character === "'" ? ('text' as const) : ('name' as const), value, end };
}

/** `e'…'` of PostgreSQL and DuckDB. */
const isEscapeString = (sql: string, at: number) =>
  /(^|[^\p{L}\p{N}_])e$/iu.test(sql.slice(Math.max(0, at - 2), at));

function endOfQuoted(sql: string, at: number, backslash: boolean): number {
  const quote = sql[at];
  for (let index = at + 1; index < sql.length; index++) {
    if (backslash && sql[index] === '\\') index++;
    else if (sql[index] === quote) {
      if (sql[index + 1] !== quote) return index + 1;
      index++;
    }
  }
  throw broken(sql, at);
}

function dollarQuoted(sql: string, at: number) {
  const tag = /^\$[\p{L}\p{N}_]*\$/u.exec(sql.slice(at))?.[0];
  if (tag === undefined) return { kind: 'symbol' as const, value: '$', end: at + 1 };
  const end = sql.indexOf(tag, at + tag.length);
  if (end < 0) throw broken(sql, at);
  return { kind: 'text' as const, value: sql.slice(at + tag.length, end), end: end + tag.length };
}

const broken = (sql: string, at: number) =>
  sqlErrors.syntax({ near: sql.slice(at, at + 20), at }, { where: lineAndColumn(sql, at) });
