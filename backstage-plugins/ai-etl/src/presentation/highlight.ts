/** Kinds of words a viewer paints. */
export type Paint = 'comment' | 'string' | 'number' | 'key' | 'word';
/** A piece of a line, painted or plain. */
export type Piece = { text: string; paint?: Paint };

const SQL_WORDS =
  'select|from|where|group|by|order|having|join|left|right|full|inner|outer|on|as|with|insert|into|values|create|table|view|and|or|not|null|case|when|then|else|end|union|all|distinct|over|partition|limit|cast|in|is|between|like|merge|using|update|set|delete|begin|commit|if|exists|replace|primary|key|engine';
const PYTHON_WORDS =
  'def|return|import|from|as|class|if|elif|else|for|in|while|with|try|except|finally|raise|not|and|or|is|None|True|False|lambda|yield|async|await|pass|assert';

type Language = { pattern: RegExp; paints: Paint[]; blocks?: Block[] };
/** What may go on over many lines. */
type Block = { opens: string; closes: string; paint: Paint };

/** Alternatives in one pattern; the number of the group that matched says the paint. */
const LANGUAGES: Record<string, Language> = {
  yaml: {
    pattern: /(#.*$)|("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|(\b\d+(?:\.\d+)?\b)|([\w.-]+(?=:(?:\s|$)))/g,
    paints: ['comment', 'string', 'number', 'key'],
  },
  python: {
    pattern: new RegExp(
      `(#.*$)|("(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*')|(\\b\\d+(?:\\.\\d+)?\\b)|(@\\w+)|\\b(${PYTHON_WORDS})\\b`,
      'g',
    ),
    paints: ['comment', 'string', 'number', 'key', 'word'],
    blocks: [
      { opens: '"""', closes: '"""', paint: 'string' },
      { opens: "'''", closes: "'''", paint: 'string' },
    ],
  },
  sql: {
    pattern: new RegExp(
      `(--.*$)|('(?:[^']|'')*')|(\\b\\d+(?:\\.\\d+)?\\b)|("(?:[^"]|"")*"|\`[^\`]*\`)|\\b(${SQL_WORDS})\\b`,
      'gi',
    ),
    paints: ['comment', 'string', 'number', 'key', 'word'],
    blocks: [{ opens: '/*', closes: '*/', paint: 'comment' }],
  },
  json: {
    pattern: /("(?:[^"\\]|\\.)*"(?=\s*:))|("(?:[^"\\]|\\.)*")|(-?\b\d+(?:\.\d+)?\b)|\b(true|false|null)\b/g,
    paints: ['key', 'string', 'number', 'word'],
  },
};
const BY_ENDING: Record<string, string> = {
  yaml: 'yaml',
  yml: 'yaml',
  py: 'python',
  sql: 'sql',
  json: 'json',
};

/** The language of a file by its name; undefined where it is shown plainly. */
export function languageOf(path: string): string | undefined {
  return BY_ENDING[path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
}

/** The lines of a text as painted pieces; what is open at the end of a line goes on in the next. */
export function paintedLines(text: string, language: string | undefined): Piece[][] {
  const blocks = (language && LANGUAGES[language]?.blocks) || [];
  let open: Block | undefined;
  return text.split('\n').map((line) => {
    const pieces: Piece[] = [];
    let rest = line;
    for (;;) {
      const begins = open ? { at: 0, block: open } : firstBlock(rest, blocks, language);
      if (!begins) return [...pieces, ...(rest || pieces.length === 0 ? piecesOf(rest, language) : [])];
      const { at, block } = begins;
      const end = rest.indexOf(block.closes, open ? 0 : at + block.opens.length);
      const till = end < 0 ? rest.length : end + block.closes.length;
      if (at > 0) pieces.push(...piecesOf(rest.slice(0, at), language));
      pieces.push({ text: rest.slice(at, till), paint: block.paint });
      rest = rest.slice(till);
      open = end < 0 ? block : undefined;
      if (open) return pieces;
    }
  });
}

/** Where a block begins outside of strings and comments of the line. */
function firstBlock(
  line: string,
  blocks: readonly Block[],
  language: string | undefined,
): { at: number; block: Block } | undefined {
  const found = blocks
    .map((block) => ({ at: line.indexOf(block.opens), block }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)[0];
  if (!found) return undefined;
  const before = piecesOf(line.slice(0, found.at), language);
  return before.some(({ paint }) => paint === 'comment') ? undefined : found;
}

/** Cuts a line into painted pieces; their texts together are the line. */
export function piecesOf(line: string, language: string | undefined): Piece[] {
  const rules = language === undefined ? undefined : LANGUAGES[language];
  if (!rules) return [{ text: line }];
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of line.matchAll(rules.pattern)) {
    if (match.index > end) pieces.push({ text: line.slice(end, match.index) });
    pieces.push({
      text: match[0],
      paint: rules.paints[match.slice(1).findIndex((group) => group !== undefined)],
    });
    end = match.index + match[0].length;
  }
  if (end < line.length || pieces.length === 0) pieces.push({ text: line.slice(end) });
  return pieces;
}
