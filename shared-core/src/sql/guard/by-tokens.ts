import { sqlErrors } from '../errors';
import { lineAndColumn } from '../positions';
import type { TokenRules } from './token-rules';
import { tokenize, type Token } from './tokens';

/** Reads a text word by word. @throws `sql.not-read-only`, `sql.not-one-statement`, `sql.syntax` */
export function guardByTokens(sql: string, rules: TokenRules): void {
  const tokens = withoutLastSemicolons(tokenize(sql, rules));
  const statements = tokens.filter(({ value, kind }) => kind === 'symbol' && value === ';').length;
  if (tokens.length === 0 || statements > 0)
    throw sqlErrors['not-one-statement']({ count: tokens.length === 0 ? 0 : statements + 1 });
  const refuse = (found: string, { at }: Token) =>
    sqlErrors['not-read-only']({ found, at }, { where: lineAndColumn(sql, at) });
  const first = tokens.find(({ value }) => value !== '(') as Token;
  if (first.kind !== 'word' || !rules.starts.has(first.value)) throw refuse(first.value.toUpperCase(), first);
  const inFrom = relationPositions(tokens);
  for (const [index, token] of tokens.entries()) {
    const trouble = troubleOf(token, tokens[index + 1], inFrom.has(index), rules);
    if (trouble) throw refuse(trouble, token);
  }
}

function withoutLastSemicolons(tokens: Token[]): Token[] {
  const last = tokens.findLastIndex(({ kind, value }) => kind !== 'symbol' || value !== ';');
  return tokens.slice(0, last + 1);
}

function troubleOf(
  token: Token,
  next: Token | undefined,
  inFrom: boolean,
  rules: TokenRules,
): string | undefined {
  const isCall = next?.kind === 'symbol' && next.value === '(';
  const isName = token.kind === 'word' || token.kind === 'name';
  const name = token.value.toLowerCase();
  if (token.kind === 'word' && rules.words.has(name) && !isCall) return token.value.toUpperCase();
  if (isName && isCall && rules.functions.test(name)) return `${plain(token)}()`;
  if (!inFrom) return undefined;
  if (isName && isCall && !keywords.has(name) && !rules.tableFunctions.has(name))
    return `${plain(token)}() in FROM`;
  if (token.kind === 'text') return `the file '${token.value}' in FROM`;
  return token.kind === 'name' && looksLikeFile(token.value)
    ? `the file "${token.value}" in FROM`
    : undefined;
}

/** A name without its quotes. */
const plain = ({ kind, value, raw }: Token) => (kind === 'name' ? value : raw);

/** A table's quoted name that DuckDB, or ClickHouse without a server, would open as a file. */
const looksLikeFile = (name: string) =>
  /[/\\*?]|:\/\/|\.(csv|tsv|json\w*|ndjson|parquet|arrow|avro|orc|xlsx|db|duckdb|gz|zst)$/i.test(name);

const keywords = new Set(['select', 'lateral', 'with', 'values', 'final', 'as']);

/** Words that end the list of relations. */
const closers = new Set(
  'where group order having limit window qualify union intersect except settings format prewhere on using offset select sample fetch with'.split(
    ' ',
  ),
);

/** Calls whose FROM is part of their own spelling: `extract(year FROM x)`. */
const spelledWithFrom = new Set(['extract', 'trim', 'substring', 'overlay', 'position']);

/** Inside one pair of brackets: whether a list of relations is open, and whether FROM opens one there. */
interface Frame {
  isOpen: boolean;
  opensByFrom: boolean;
}

/** Indexes of the tokens that name a relation: after FROM and JOIN, and after the commas of that list. */
function relationPositions(tokens: Token[]): Set<number> {
  const found = new Set<number>();
  const frames: Frame[] = [{ isOpen: false, opensByFrom: true }];
  for (const [index, { kind, value }] of tokens.entries()) {
    const frame = frames.at(-1) as Frame;
    if (kind === 'symbol' && value === '(') {
      frames.push({ isOpen: false, opensByFrom: !spelledWithFrom.has(tokens[index - 1]?.value ?? '') });
    } else if (kind === 'symbol' && value === ')' && frames.length > 1) frames.pop();
    else if (kind === 'symbol' && value === ',' && frame.isOpen) found.add(index + 1);
    else if (kind === 'word' && closers.has(value)) frame.isOpen = false;
    else if (kind === 'word' && opensList(value, tokens[index - 1], frame)) {
      frame.isOpen = true;
      found.add(index + 1);
    }
  }
  return lastParts(tokens, found);
}

const opensList = (word: string, before: Token | undefined, { opensByFrom }: Frame) =>
  word === 'join' || (word === 'from' && opensByFrom && before?.value !== 'distinct');

/** `schema.name(`: the name that decides is the last one. */
function lastParts(tokens: Token[], starts: Set<number>): Set<number> {
  const all = new Set<number>();
  for (let index of starts) {
    while (tokens[index]?.value === '(' || tokens[index]?.value === 'lateral') index++;
    all.add(index);
    while (tokens[index + 1]?.value === '.') all.add((index += 2));
  }
  return all;
}
