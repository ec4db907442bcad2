import { sqlErrors } from '../../errors';
import { lineAndColumn } from '../../positions';

/** A piece of ClickHouse's SQL; `value` is what it means, without quotes and escapes. */
export interface Token {
  kind: 'word' | 'name' | 'text' | 'number' | 'symbol' | 'end';
  value: string;
  at: number;
  end: number;
}

const blank = /(?:\s+|--[^\n]*|#[! ][^\n]*|\/\*(?:[^*]|\*(?!\/))*\*\/)+/y;
const patterns: [Token['kind'], RegExp][] = [
  ['word', /[\p{L}_][\p{L}\p{N}_$]*/uy],
  ['number', /0[xX][0-9a-fA-F]+|0[bB][01]+|(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['symbol', /->|::|<=>|<=|>=|<>|!=|==|\|\||[^\s]/y],
];
/** Behind a point a number is the place in a tuple: `t.1.2` has two of them. */
const place = /\d+/y;

/**
 * Cuts ClickHouse's SQL into tokens, the last of which is the end.
 * @throws `sql.syntax` (input) for a quote or a comment that is not closed
 */
export function tokensOf(sql: string): Token[] {
  const tokens: Token[] = [];
  let at = afterBlank(sql, 0);
  while (at < sql.length) {
    const token = quoted(sql, at) ?? heredoc(sql, at) ?? plain(sql, at, tokens.at(-1));
    tokens.push(token);
    at = afterBlank(sql, token.end);
  }
  tokens.push({ kind: 'end', value: '', at: sql.length, end: sql.length });
  return tokens;
}

function afterBlank(sql: string, at: number): number {
  blank.lastIndex = at;
  const end = blank.test(sql) ? blank.lastIndex : at;
  if (sql.startsWith('/*', end)) throw broken(sql, end);
  return end;
}

function plain(sql: string, at: number, before: Token | undefined): Token {
  const isBeside = before?.end === at;
  if (isBeside && sql[at] === '.' && isOperand(before))
    return { kind: 'symbol', value: '.', at, end: at + 1 };
  const isPlace = isBeside && before.value === '.';
  for (const [kind, pattern] of isPlace ? ([['number', place], ...patterns] as typeof patterns) : patterns) {
    pattern.lastIndex = at;
    const [value] = pattern.exec(sql) ?? [];
    if (value !== undefined) return { kind, value, at, end: at + value.length };
  }
  throw broken(sql, at);
}

/** What a point behind it takes a part of. */
const isOperand = ({ kind, value }: Token) => kind !== 'symbol' || value === ')' || value === ']';

const kinds: Record<string, Token['kind']> = { "'": 'text', '`': 'name', '"': 'name' };
const escapes: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\x07',
  e: '\x1b',
  0: '\0',
};

/** `'…'`, `` `…` `` and `"…"`, where the backslash escapes and a doubled quote is one. */
function quoted(sql: string, at: number): Token | undefined {
  const quote = sql[at] ?? '';
  const kind = kinds[quote];
  if (!kind) return undefined;
  let value = '';
  for (let index = at + 1; index < sql.length; index++) {
    const character = sql[index] as string;
    if (character === '\\') {
      const byte = /^x([0-9a-fA-F]{2})/.exec(sql.slice(index + 1, index + 4))?.[1];
      const next = sql[index + 1] ?? '';
      // A backslash that escapes nothing stays, as in '\d+'.
      value += byte ? String.fromCharCode(parseInt(byte, 16)) : (escapes[next] ?? kept(next));
      index += byte ? 3 : 1;
    } else if (character !== quote) value += character;
    else if (sql[index + 1] === quote) value += sql[index++];
    else return { kind, value, at, end: index + 1 };
  }
  throw broken(sql, at);
}

const kept = (next: string) => (/[\\'"`/=]/.test(next) ? next : `\\${next}`);

/** `$tag$…$tag$`. */
function heredoc(sql: string, at: number): Token | undefined {
  const tag = sql[at] === '$' ? /^\$[\p{L}\p{N}_]*\$/u.exec(sql.slice(at, at + 100))?.[0] : undefined;
  if (tag === undefined) return undefined;
  const end = sql.indexOf(tag, at + tag.length);
  if (end < 0) throw broken(sql, at);
  return { kind: 'text', value: sql.slice(at + tag.length, end), at, end: end + tag.length };
}

const broken = (sql: string, at: number) =>
  sqlErrors.syntax({ near: sql.slice(at, at + 20), at }, { where: lineAndColumn(sql, at) });
