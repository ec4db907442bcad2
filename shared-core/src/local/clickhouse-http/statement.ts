import { isWord, tokens, type Token } from './tokens';

/** A statement as the server must treat it. Offsets are into the text that was given. @internal */
export type Statement =
  /** Has rows as its result; an output clause may be put at `outputAt`, before its FORMAT, if it has one. */
  | { kind: 'output'; outputAt: number; format?: string; end: number }
  /** `INSERT … FORMAT x` or `VALUES`; the data begin at `dataAt`. */
  | { kind: 'insert'; head: string; settings: string; format: string; dataAt: number }
  /** `INSERT … SELECT … FROM input('structure') … FORMAT x`; the data begin at `dataAt`. */
  | { kind: 'insert-input'; before: string; structure: string; after: string; format: string; dataAt: number }
  | { kind: 'command'; end: number }
  | { kind: 'empty' }
  /** More text is needed to tell. */
  | { kind: 'incomplete' }
  | { kind: 'refused'; code: number; message: string };

/** Others that answer, such as CHECK and KILL, answer little, and not all of them take an output clause. */
const withOutput = ['SELECT', 'WITH', 'FROM', 'SHOW', 'DESCRIBE', 'DESC', 'EXISTS', 'EXPLAIN', '('];

/**
 * Tells what a statement is, as far as an HTTP server must know: whether data follow it and where, whether it
 * gives rows and in which format.
 *
 * @param text - the statement and maybe the beginning of its data, one character a byte
 * @param whole - false while more text may come
 * @internal
 */
export function readStatement(text: string, whole: boolean): Statement {
  const stream = tokens(text);
  const first = take(stream);
  if (!first) return whole ? { kind: 'empty' } : { kind: 'incomplete' };
  if (isWord(first, 'INSERT')) return readInsert(text, stream, first, whole);
  if (!whole) return { kind: 'incomplete' };
  const all = [first, ...stream];
  const body = all.slice(0, endOf(all));
  if (!all.slice(body.length).every(isSemicolon)) return multiple;
  if (body.length === 0) return { kind: 'empty' };
  return readOutput(body) ?? { kind: 'command', end: body.at(-1)!.end };
}

const multiple: Statement = {
  kind: 'refused',
  code: 62,
  message: 'Syntax error (Multi-statements are not allowed). (SYNTAX_ERROR)',
};
const outfile: Statement = {
  kind: 'refused',
  code: 48,
  message:
    'INTO OUTFILE is not allowed over HTTP: the server writes no files for a client. (NOT_IMPLEMENTED)',
};

const take = (stream: Generator<Token>) => stream.next().value as Token | undefined;
const isSemicolon = (token: Token) => token.text === ';' && token.kind === 'symbol';

function endOf(all: Token[]): number {
  const semicolon = all.findIndex(isSemicolon);
  return semicolon < 0 ? all.length : semicolon;
}

function readOutput(body: Token[]): Statement | undefined {
  const top = body.filter((token) => token.depth === 0);
  const first = body[0]!;
  if (!withOutput.includes(first.text.toUpperCase())) return undefined;
  if (isWord(first, 'WITH') && top.some((token) => isWord(token, 'INSERT'))) return undefined;
  if (top.some((token, index) => isWord(token, 'INTO') && isWord(top[index + 1], 'OUTFILE'))) return outfile;
  const end = body.at(-1)!.end;
  const clause = formatClause(top);
  return clause
    ? { kind: 'output', outputAt: clause.at, format: clause.name, end }
    : { kind: 'output', outputAt: end, end };
}

/** The last `FORMAT name`, at the end or before the closing SETTINGS. */
function formatClause(top: Token[]): { at: number; name: string } | undefined {
  const index = top.findLastIndex(
    (token, at) =>
      isWord(token, 'FORMAT') &&
      top[at + 1]?.kind === 'word' &&
      (!top[at + 2] || isWord(top[at + 2], 'SETTINGS')),
  );
  return index < 0 ? undefined : { at: top[index]!.start, name: top[index + 1]!.text };
}

/** Walks over `INSERT INTO [TABLE] [FUNCTION f(…) | a.b] [(columns)] [SETTINGS …]` to what gives the rows. */
function readInsert(text: string, stream: Generator<Token>, first: Token, whole: boolean): Statement {
  const unfinished: Statement = whole ? { kind: 'command', end: text.length } : { kind: 'incomplete' };
  let previous = first;
  let settingsAt: number | undefined;
  for (const token of stream) {
    if (!whole && token.end === text.length) return unfinished; // the token may go on
    if (beginsSelect(token, previous)) return readInsertSelect(text, stream, whole);
    if (token.depth === 0 && !isName(previous)) {
      const data = dataOf(text, stream, token, whole);
      if (data === 'incomplete') return unfinished;
      if (data) return { kind: 'insert', ...splitHead(text, settingsAt, token.start), ...data };
      if (isWord(token, 'SETTINGS')) settingsAt = token.start;
    }
    previous = token;
  }
  return unfinished;
}

/** True when what follows the token is a name, whatever it looks like: a table may be called "format". */
const isName = (previous: Token) =>
  previous.text === '.' || isWord(previous, 'INSERT', 'INTO', 'TABLE', 'FUNCTION');

const beginsSelect = (token: Token, previous: Token) =>
  isWord(token, 'SELECT', 'WITH', 'FROM', 'WATCH') &&
  ((token.depth === 0 && !isName(previous)) || (token.depth === 1 && previous.text === '('));

function dataOf(text: string, stream: Generator<Token>, token: Token, whole: boolean) {
  if (isWord(token, 'VALUES')) return { format: 'Values', dataAt: token.end };
  if (!isWord(token, 'FORMAT')) return undefined;
  const name = take(stream);
  if (name?.kind !== 'word') return 'incomplete';
  const dataAt = afterFormat(text, name.end);
  return !whole && dataAt === text.length ? 'incomplete' : { format: name.text, dataAt };
}

/** The engine wants SETTINGS after FROM INFILE, which the caller puts between head and settings. */
const splitHead = (text: string, settingsAt: number | undefined, end: number) => ({
  head: text.slice(0, settingsAt ?? end),
  settings: settingsAt === undefined ? '' : text.slice(settingsAt, end),
});

/** Blanks and one line end between the format's name and its data, as ClickHouse's parser skips them. */
const afterFormat = (text: string, from: number) =>
  from + (/^[ \t\f]*(?:\r?\n)?/.exec(text.slice(from, from + 4096))?.[0].length ?? 0);

function readInsertSelect(text: string, stream: Generator<Token>, whole: boolean): Statement {
  const recent: Token[] = [];
  let input: { start: number; end: number; structure: string } | undefined;
  for (const token of stream) {
    recent.push(token);
    input ??= inputCall(recent.slice(-4));
    if (!input || token.depth > 0) continue;
    const data = dataOf(text, stream, token, whole);
    if (data === 'incomplete') break;
    if (!data) continue;
    const parts = { before: text.slice(0, input.start), after: text.slice(input.end, token.start) };
    return { kind: 'insert-input', ...parts, structure: input.structure, ...data };
  }
  if (!whole) return { kind: 'incomplete' };
  const surplus = recent.findIndex(isSemicolon);
  if (surplus >= 0 && !recent.slice(surplus).every(isSemicolon)) return multiple;
  return { kind: 'command', end: surplus < 0 ? text.length : recent[surplus]!.start };
}

function inputCall([name, open, structure, close]: Token[]) {
  if (!isWord(name, 'INPUT') || open?.text !== '(' || structure?.kind !== 'string' || close?.text !== ')')
    return;
  return { start: name!.start, end: close.end, structure: structure.text };
}
