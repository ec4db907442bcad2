/** How fields are told apart while a text is weighed. @internal */
export interface Cut {
  delimiter: string;
  quote: string | null;
  /** Same as the quote: doubled quotes. */
  escape: string | null;
}

/** One record of a text file. @internal */
export interface TextRecord {
  fields: string[];
  /** Whether a field stood in quotes; shorter than `fields` where the last did not. */
  quoted: boolean[];
  /** Offset of its first character. */
  at: number;
  /** Line of the text it begins in, from 1. */
  line: number;
}

/** @internal */
export interface Records {
  records: TextRecord[];
  /** Quotes that open and never close, or close before the end of their field. */
  violations: number;
  /** Fields in quotes that hold a delimiter or a line end: nothing else would have kept them whole. */
  needed: number;
}

/**
 * Cuts a text into records as RFC 4180 says, forgiving what breaks it: a quote inside a plain field is a
 * character, text after a closing quote is kept and counted as a violation. Empty lines are no records.
 * @param options - `whole`: the text does not break off, so its last line counts
 * @internal
 */
export function cutRecords(text: string, cut: Cut, options: { most?: number; whole: boolean }): Records {
  return new RecordCutter(text, cut, options.whole).cut(options.most ?? Infinity);
}

/** Most records have no quotes; they share this. */
const unquoted: boolean[] = [];

class RecordCutter {
  private readonly result: Records = { records: [], violations: 0, needed: 0 };
  private record: TextRecord = { fields: [], quoted: unquoted, at: 0, line: 1 };
  private line = 1;
  private at = 0;

  /** The first character of the delimiter. */
  private readonly mark: number;

  constructor(
    private readonly text: string,
    private readonly by: Cut,
    private readonly whole: boolean,
  ) {
    this.mark = by.delimiter.charCodeAt(0);
  }

  cut(most: number): Records {
    const { text, by, whole } = this;
    while (this.at < text.length && this.result.records.length < most) {
      this.field();
      const ended = this.at >= text.length;
      if (!ended && text.startsWith(by.delimiter, this.at)) {
        this.at += by.delimiter.length;
        // A delimiter at the very end has an empty field behind it.
        if (this.at < text.length || !whole) continue;
        this.add('', false);
      }
      if (!ended || whole) this.finish();
      this.nextLine();
    }
    return this.result;
  }

  private add(value: string, quoted: boolean): void {
    const { record } = this;
    record.fields.push(value);
    if (!quoted) return;
    if (record.quoted === unquoted) record.quoted = [];
    while (record.quoted.length < record.fields.length - 1) record.quoted.push(false);
    record.quoted.push(true);
  }

  private finish(): void {
    const { fields, quoted } = this.record;
    const isEmpty = fields.length === 1 && fields[0] === '' && !quoted[0];
    if (!isEmpty) this.result.records.push(this.record);
  }

  private nextLine(): void {
    this.at += this.text[this.at] === '\r' && this.text[this.at + 1] === '\n' ? 2 : 1;
    this.line += 1;
    this.record = { fields: [], quoted: unquoted, at: this.at, line: this.line };
  }

  private field(): void {
    const { text, by } = this;
    const start = this.at;
    if (by.quote === null || text[start] !== by.quote) return this.add(this.plain(), false);
    const value = this.inQuotes();
    if (/[\r\n]/.test(value) || value.includes(by.delimiter)) this.result.needed++;
    if (this.plain().trim() === '') return this.add(value, true);
    this.result.violations++;
    this.add(text.slice(start, this.at), false);
  }

  /** Up to the next delimiter or line end. */
  private plain(): string {
    const { text, by } = this;
    const start = this.at;
    let at = start;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 10 || code === 13) break;
      if (code === this.mark && (by.delimiter.length === 1 || text.startsWith(by.delimiter, at))) break;
    }
    this.at = at;
    return text.slice(start, at);
  }

  private inQuotes(): string {
    const { text } = this;
    const { quote, escape } = this.by;
    let value = '';
    let start = ++this.at;
    for (; this.at < text.length; this.at++) {
      const character = text[this.at] as string;
      const next = text[this.at + 1];
      if (character === '\n' || (character === '\r' && next !== '\n')) this.line++;
      const isEscaped = character === escape && (escape !== quote || next === quote);
      if (isEscaped) {
        value += text.slice(start, this.at) + (next ?? '');
        start = ++this.at + 1;
      } else if (character === quote) {
        return value + text.slice(start, this.at++);
      }
    }
    // A sample may break off inside a field; a file may not.
    if (this.whole) this.result.violations++;
    return value + text.slice(start);
  }
}
