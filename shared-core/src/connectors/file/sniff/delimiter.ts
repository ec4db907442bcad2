import { cellWorth, isValue } from './cell-kind';
import { rounded, type Inference } from './inference';
import { cutRecords, type Cut, type Records, type TextRecord } from './records';
import { reasons } from './reasons';

/** How a text is cut into fields, and where its table begins. @internal */
export interface Dialect extends Cut {
  /** Fields of most records. */
  width: number;
}

/** Delimiters by how much they are believed before the text is seen. */
const delimiters: Record<string, number> = {
  ',': 1,
  ';': 1,
  '\t': 1,
  '|': 0.98,
  '||': 0.95,
  // People who put a space after a comma put quotes after the space.
  ', ': 0.97,
  '\u0001': 1,
  '\u001e': 1,
  '\u001f': 1,
  '~': 0.85,
  '^': 0.85,
  '¦': 0.9,
  '§': 0.85,
  '::': 0.8,
  ':': 0.6,
  ' ': 0.55,
  '*': 0.6,
  '#': 0.6,
  '&': 0.6,
  '!': 0.5,
  '=': 0.5,
};
const delimiterNames: Record<string, string> = { '\t': 'tab', ' ': 'space' };
const shownDelimiter = (delimiter: string) => delimiterNames[delimiter] ?? delimiter;

/** What the user has said already. @internal */
export type Said = Partial<Cut>;

interface Weighed {
  cut: Cut;
  score: number;
  found: Records;
}

/** Rows that are enough to tell dialects apart. */
const sampleRecords = 400;
const sampleLength = 1 << 16;

/**
 * Infers delimiter, quote and escape together: every combination that the text could mean is cut and weighed by how
 * even its rows are and how many of its cells are of a known kind.
 * @internal
 */
export function* inferDelimiter(
  text: string,
  options: { whole: boolean; said?: Said },
): Generator<
  void,
  { dialect: Dialect; delimiter: Inference<string>; quote: Inference<string>; records: TextRecord[] }
> {
  const sample = enoughOf(text);
  const whole = options.whole && sample.length === text.length;
  const weighed: Weighed[] = [];
  for (const cut of candidates(sample, options.said ?? {})) {
    const found = cutRecords(sample, cut, { most: sampleRecords, whole });
    weighed.push({ cut, score: scoreOf(cut, found), found });
    yield;
  }
  weighed.sort((one, other) => other.score - one.score);
  const best = weighed[0] as Weighed;
  const width = usualWidth(best.found.records);
  if (width > 1 && !options.said?.delimiter && isOneColumn(sample, best))
    return oneColumn(sample, whole, options.said);
  const dialect = { ...best.cut, width };
  return {
    dialect,
    records: best.found.records,
    delimiter: delimiterInference(weighed, width),
    quote: quoteInference(weighed),
  };
}

/** The head of a text, unless a few huge cells fill it. */
function enoughOf(text: string): string {
  const head = text.slice(0, sampleLength);
  const { records } = cutRecords(
    head,
    { delimiter: ',', quote: '"', escape: '"' },
    { most: 10, whole: false },
  );
  return records.length < 10 ? text : head;
}

/** Characters that values hold themselves: times, names, formulas. */
const weak = new Set([':', '::', ' ', '=', '*', '#', '&', '!', '-', '~', '^', '§']);

/** A list of times is no table of hours and minutes, one of names none of first and last names, 1,5 is one number. */
function isOneColumn(text: string, { cut, found }: Weighed): boolean {
  const { delimiter } = cut;
  if (!weak.has(delimiter) && delimiter !== ',') return false;
  const [first = '', ...rest] = text.split(/\r\n|\n|\r/, 300).filter((line) => line.trim() !== '');
  const values = rest.filter(isValue).length;
  if (rest.length > 0 && values >= rest.length * 0.8 && (weak.has(delimiter) || !first.includes(',')))
    return true;
  if (!weak.has(delimiter)) return false;
  const width = usualWidth(found.records);
  const even = found.records.filter(({ fields }) => fields.length === width);
  const sameHead = found.records[0]?.fields.length === width;
  const numeric = Array.from(
    { length: width },
    (_, at) => even.slice(1).filter(({ fields }) => isValue(fields[at] ?? '')).length,
  );
  return (
    !sameHead ||
    even.length < found.records.length * 0.9 ||
    !numeric.some((count) => count >= (even.length - 1) * 0.8)
  );
}

function oneColumn(text: string, whole: boolean, said: Said = {}) {
  const cut: Cut = { delimiter: ',', quote: said.quote ?? null, escape: said.escape ?? said.quote ?? null };
  // No delimiter is left to be cut at, but quotes may stand around the values.
  const quoted = /^"(?:[^"]|"")*"$/m.test(text);
  const final: Cut = said.quote === undefined && quoted ? { delimiter: ',', quote: '"', escape: '"' } : cut;
  const { records } = cutRecords(text, { ...final, delimiter: '\u0000' }, { most: sampleRecords, whole });
  const delimiter: Inference<string> = {
    value: final.delimiter,
    confidence: 0.6,
    decidedBy: {
      row: 2,
      value: records[1]?.fields[0]?.slice(0, 80),
      why: reasons.valuesAsTheyStand,
    },
  };
  const quote: Inference<string> = {
    value: final.quote ?? 'none',
    confidence: 0.8,
    decidedBy: { why: reasons.oneColumn },
  };
  // DuckDB needs some delimiter: one that no line holds.
  const unused = ['\t', '|', ';', '\u0001'].find((one) => !text.includes(one)) ?? '\u0001';
  return {
    dialect: { ...final, delimiter: text.includes(',') ? unused : ',', width: 1 },
    records,
    delimiter,
    quote,
  };
}

function* candidates(text: string, said: Said): Generator<Cut> {
  const present = Object.keys(delimiters).filter((delimiter) => text.includes(delimiter));
  const list = said.delimiter !== undefined ? [said.delimiter] : present.length > 0 ? present : [','];
  for (const delimiter of list) {
    for (const quote of said.quote !== undefined ? [said.quote] : quotesIn(text)) {
      for (const escape of said.escape !== undefined ? [said.escape] : escapesIn(text, quote))
        yield { delimiter, quote, escape };
    }
  }
}

/** A double quote costs nothing where there is none; an apostrophe must open a field to be one. */
function quotesIn(text: string): (string | null)[] {
  const single = /(^|[,;\t|:\s])'/.test(text) && /'([,;\t|:\s]|$)/.test(text);
  return ['"', ...(text.includes('"') ? [null] : []), ...(single ? ["'"] : [])];
}

function escapesIn(text: string, quote: string | null): (string | null)[] {
  if (quote === null) return [null];
  return text.includes(`\\${quote}`) ? [quote, '\\'] : [quote];
}

function scoreOf(cut: Cut, { records, violations, needed }: Records): number {
  if (records.length === 0) return 0;
  const widths = new Map<number, number>();
  for (const { fields } of records) widths.set(fields.length, (widths.get(fields.length) ?? 0) + 1);
  let even = 0;
  for (const [width, rows] of widths)
    even += (rows / records.length) ** 2 * (Math.max(0.02, width - 1) / width);
  let cells = 0;
  let worth = 0;
  for (const { fields, quoted } of records) {
    for (let at = 0; at < fields.length; at++) worth += cellWorth(fields[at] as string, quoted[at] ?? false);
    cells += fields.length;
  }
  const broken = 1 / (1 + (8 * violations) / records.length);
  const useful = needed > 0 ? 1.02 : 1;
  const odd = cut.quote === "'" ? 0.97 : cut.quote === null ? 0.985 : 1;
  return even * (worth / cells) ** 1.5 * broken * useful * odd * (delimiters[cut.delimiter] ?? 0.8);
}

/** The width that most records have. @internal */
function usualWidth(records: TextRecord[]): number {
  const widths = new Map<number, number>();
  for (const { fields } of records) widths.set(fields.length, (widths.get(fields.length) ?? 0) + 1);
  return (
    [...widths].sort(
      ([oneWidth, one], [otherWidth, other]) => other - one || otherWidth - oneWidth,
    )[0]?.[0] ?? 1
  );
}

function delimiterInference(weighed: Weighed[], width: number): Inference<string> {
  const best = weighed[0] as Weighed;
  const { delimiter } = best.cut;
  if (width === 1)
    return {
      value: delimiter,
      confidence: 0.6,
      decidedBy: { why: reasons.noEvenDelimiter },
    };
  const next = weighed.find((one) => one.cut.delimiter !== delimiter);
  const share =
    best.found.records.filter(({ fields }) => fields.length === width).length / best.found.records.length;
  return {
    value: delimiter,
    confidence: rounded(best.score / (best.score + (next?.score ?? 0))),
    runnerUp: next && {
      value: next.cut.delimiter,
      confidence: rounded(next.score / (best.score + next.score)),
    },
    decidedBy: {
      ...divergence(best, next),
      why: reasons.delimiterMakes(shownDelimiter(delimiter), width, Math.round(share * 1000) / 10),
    },
  };
}

/** The first row that the runner-up would have cut unevenly. */
function divergence(best: Weighed, next?: Weighed): { row?: number; value?: string } {
  if (!next) return {};
  const usual = usualWidth(next.found.records);
  const at = next.found.records.findIndex(({ fields }) => fields.length !== usual);
  const record = next.found.records[at];
  return record && at < best.found.records.length
    ? { row: at + 1, value: record.fields.join(next.cut.delimiter).slice(0, 80) }
    : {};
}

function quoteInference(weighed: Weighed[]): Inference<string> {
  const best = weighed[0] as Weighed;
  const inQuotes = best.found.records.findIndex(({ quoted }) => quoted.some(Boolean));
  const value = best.cut.quote ?? 'none';
  if (inQuotes < 0) return { value, confidence: 0.9, decidedBy: { why: reasons.nothingQuoted } };
  const next = weighed.find(
    (one) => one.cut.delimiter === best.cut.delimiter && one.cut.quote !== best.cut.quote,
  );
  const record = best.found.records[inQuotes] as TextRecord;
  return {
    value,
    confidence: rounded(best.score / (best.score + (next?.score ?? 0) * 0.5)),
    runnerUp: next && {
      value: next.cut.quote ?? 'none',
      confidence: rounded((next.score * 0.5) / (best.score + next.score * 0.5)),
    },
    decidedBy: {
      row: inQuotes + 1,
      value: record.fields[record.quoted.indexOf(true)]?.slice(0, 80),
      why: reasons.quoted,
    },
  };
}
