/** Kinds of words a viewer paints. */
export type Paint = 'comment' | 'string' | 'number' | 'key' | 'word';
/** A piece of a line, painted or plain. */
export type Piece = { text: string; paint?: Paint };

const SQL_WORDS =
  'select|from|where|group|by|order|having|join|left|right|full|inner|outer|on|as|with|insert|into|values|create|table|view|and|or|not|null|case|when|then|else|end|union|all|distinct|over|partition|limit|cast|in|is|between|like|merge|using|update|set|delete|begin|commit|if|exists|replace|primary|key|engine';
const PYTHON_WORDS =
  'def|return|import|from|as|class|if|elif|else|for|in|while|with|try|except|finally|raise|not|and|or|is|None|True|False|lambda|yield|async|await|pass|assert';

type Language = { pattern: RegExp; paints: Paint[] };

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
  },
  sql: {
    pattern: new RegExp(
      `(--.*$)|('(?:[^']|'')*')|(\\b\\d+(?:\\.\\d+)?\\b)|("(?:[^"]|"")*"|\`[^\`]*\`)|\\b(${SQL_WORDS})\\b`,
      'gi',
    ),
    paints: ['comment', 'string', 'number', 'key', 'word'],
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
