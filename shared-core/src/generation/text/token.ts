import { stem } from './stem';

/** What a token is by its form alone. */
export type TokenKind =
  | 'word'
  | 'number'
  | 'ordinal'
  | 'quoted'
  | 'file'
  | 'uri'
  | 'name'
  | 'email'
  | 'time'
  | 'date'
  | 'cron'
  | 'symbol';

/** A piece of the sentence. `start` and `end` are offsets into the text as it was given. */
export interface Token {
  kind: TokenKind;
  text: string;
  lower: string;
  /** Stem of a word; may be the stem of its corrected spelling. */
  stem: string;
  start: number;
  end: number;
  /** Of `number` and `ordinal`. */
  number?: number;
  /** Of `time`: minutes since midnight. */
  minutes?: number;
  /** What the spelling phase took the word for. */
  corrected?: string;
}

const fileEndings =
  'csv|tsv|txt|json|jsonl|ndjson|parquet|pq|arrow|feather|avro|orc|xlsx|xls|xml|log|db|sqlite';
const packed = '(?:\\.(?:gz|zst|zip|bz2|xz))?';
const word = "\\p{L}[\\p{L}\\p{N}_]*(?:[-'’][\\p{L}\\p{N}_]+)*";

/** Ordered: the first form that matches at a place wins. */
const forms: [TokenKind, RegExp][] = [
  ['email', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/uy],
  ['quoted', /(?<![\w.+-])@[\w-]+(?:\.[\w-]+)+/uy],
  ['uri', /[a-z][a-z0-9+]{1,20}:\/\/[^\s,;«»"']+/iuy],
  ['quoted', /«[^»]*»|"[^"]*"|“[^”]*”|„[^“”]*[“”]|`[^`]*`|‘[^’]*’|(?<![\p{L}\p{N}])'[^']*'(?![\p{L}])/uy],
  ['cron', /(?:(?:\*|\d+)(?:[/,-]\d+)*\s+){4}(?:\*|\d+|[a-z]{3})(?:[/,-](?:\d+|[a-z]{3}))*(?![\w:.])/iuy],
  [
    'file',
    new RegExp(
      `(?:[\\p{L}\\p{N}_.*~-]*[/\\\\])*[\\p{L}\\p{N}_.*-]*[\\p{L}\\p{N}_*-]\\.(?:${fileEndings})${packed}(?![\\p{L}\\p{N}_])`,
      'iuy',
    ),
  ],
  [
    'date',
    /\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}\/\d{1,2}\/\d{4}/uy,
  ],
  ['time', /(?<=(?:^|\s)(?:в|к|at)\s)(?:[01]?\d|2[0-3])[-.][0-5][05](?![\p{L}\p{N}.-])/iuy],
  ['time', /\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?/iuy],
  ['ordinal', /\d+(?:st|nd|rd|th)(?![\p{L}])|\d+-?(?:ого|го|ое|ый|ий|му|ом|е|й|я|х|м)(?![\p{L}])/iuy],
  [
    'number',
    /(?:(?<![\p{L}\p{N}])-)?\d{1,3}(?:[   ]\d{3})+(?![\d])(?:[.,]\d+)?|(?:(?<![\p{L}\p{N}])-)?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|(?:(?<![\p{L}\p{N}])-)?\d+(?:[.,]\d+)?/uy,
  ],
  ['name', new RegExp('[A-Za-z_][\\w]*(?:\\.[A-Za-z_][\\w]*)+(?![\\p{L}])', 'uy')],
  ['word', new RegExp(word, 'uy')],
  ['symbol', />=|<=|<>|!=|==|->|=>|[^\s\p{L}\p{N}]/uy],
];

const quotes = /^[«"“„`‘']|[»"”“`’']$/gu;

function minutesOf(text: string): number | undefined {
  const match = /^(\d{1,2})(?:[:.-](\d{2}))?(?::\d{2})?\s?(?:([ap])\.?m)?/i.exec(text);
  const half = match?.[3]?.toLowerCase();
  const hour = Number(match?.[1]);
  if (hour > 24 || (half && (hour > 12 || hour === 0))) return undefined;
  const shifted = half === 'p' && hour < 12 ? hour + 12 : half === 'a' && hour === 12 ? 0 : hour;
  return (shifted % 24) * 60 + Number(match?.[2] ?? 0);
}

/** `1 000`, `1,000` are a thousand; a single comma not before three digits is a decimal comma. */
function numberOf(text: string): number {
  const tight = text.replace(/[\s  ]/gu, '');
  return Number(
    /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(tight) ? tight.replaceAll(',', '') : tight.replace(',', '.'),
  );
}

function tokenAt(kind: TokenKind, raw: string, start: number): Token {
  const text = kind === 'quoted' ? raw.replace(quotes, '') : raw;
  const lower = text.toLowerCase().replaceAll('ё', 'е');
  return {
    kind,
    text,
    lower,
    stem: kind === 'word' ? stem(lower.replace(/['’]s$/u, '')) : lower,
    start,
    end: start + raw.length,
    ...(kind === 'number' ? { number: numberOf(raw) } : {}),
    ...(kind === 'ordinal' ? { number: Number.parseInt(raw, 10) } : {}),
    ...(kind === 'time' ? { minutes: minutesOf(raw) } : {}),
  };
}

/** A trailing dot or comma belongs to the sentence, not to an address; a dash with a word inside stays whole. */
const trailing: Partial<Record<TokenKind, RegExp>> = { uri: /[.,;:!?)]+$/u, email: /\.+$/u };

const abbreviation = /^(тыс|млн|млрд|руб|коп|шт|мин|сек|г|гг|т|д|стр|etc|vs|approx|min|max|no)$/;

/** Compounds such as `топ-10`, `parquet-файл`: parts that stand for words of their own. */
const splitCompound = /^(топ|top|parquet|csv|json|avro|excel|jsonl)-(.+)$/iu;

/**
 * Cuts a sentence into tokens: files, addresses, names with dots, numbers in both notations, times, dates, quoted
 * texts, words, symbols. Nothing is dropped but white space.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (let position = 0; position < text.length;) {
    const found = formAt(text, position);
    // The dot of an abbreviation ends nothing: `1 тыс. рублей`.
    if (!found || (found.raw === '.' && abbreviation.test(tokens.at(-1)?.lower ?? ''))) {
      position += 1;
      continue;
    }
    const compound = found.kind === 'word' ? splitCompound.exec(found.raw) : null;
    const raw = compound?.[1] ?? found.raw;
    tokens.push(tokenAt(found.kind, raw, position));
    position += raw.length + (compound ? 1 : 0);
  }
  return tokens;
}

function formAt(text: string, position: number): { kind: TokenKind; raw: string } | undefined {
  for (const [kind, form] of forms) {
    form.lastIndex = position;
    const raw = form.exec(text)?.[0].replace(trailing[kind] ?? /$^/u, '');
    if (raw) return { kind, raw };
  }
  return undefined;
}
