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
  /** For each field, whether it stood in quotes. */
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

const newline = (text: string, at: number) => {
  const code = text.charCodeAt(at);
  return code === 10 || code === 13;
};

/**
 * Cuts a text into records as RFC 4180 says, forgiving what breaks it: a quote inside a plain field is a
 * character, text after a closing quote is kept and counted as a violation. Empty lines are no records.
 * @param options - `whole`: the text does not break off, so its last line counts
 * @internal
 */
export function cutRecords(text: string, cut: Cut, options: { most?: number; whole: boolean }): Records {
  const { delimiter, quote, escape } = cut;
  const most = options.most ?? Infinity;
  const result: Records = { records: [], violations: 0, needed: 0 };
  let record: TextRecord = { fields: [], quoted: [], at: 0, line: 1 };
  let line = 1;
  let at = 0;

  const endOfPlain = () => {
    let end = at;
    while (end < text.length && !newline(text, end) && !text.startsWith(delimiter, end)) end++;
    return end;
  };
  const quotedField = (): string => {
    let value = '';
    let start = ++at;
    for (;;) {
      if (at >= text.length) {
        // A sample may break off inside a field; a file may not.
        if (options.whole) result.violations++;
        return value + text.slice(start);
      }
      const character = text[at] as string;
      if (character === '\n' || (character === '\r' && text[at + 1] !== '\n')) line++;
      if (escape !== null && character === escape && escape !== quote) {
        value += text.slice(start, at) + (text[at + 1] ?? '');
        start = at += 2;
      } else if (character === quote && escape === quote && text[at + 1] === quote) {
        value += text.slice(start, at + 1);
        start = at += 2;
      } else if (character === quote) {
        value += text.slice(start, at++);
        return value;
      } else {
        at++;
      }
    }
  };
  const field = () => {
    const opens = quote !== null && text[at] === quote;
    if (!opens) {
      const end = endOfPlain();
      const value = text.slice(at, end);
      at = end;
      return { value, opens };
    }
    const start = at;
    const value = quotedField();
    if (/[\r\n]/.test(value) || value.includes(delimiter)) result.needed++;
    const end = endOfPlain();
    const rest = text.slice(at, end);
    if (rest.trim() === '') {
      at = end;
      return { value, opens };
    }
    result.violations++;
    at = end;
    return { value: text.slice(start, end), opens: false };
  };
  const finish = () => {
    const empty = record.fields.length === 1 && record.fields[0] === '' && !record.quoted[0];
    if (!empty) result.records.push(record);
  };

  while (at < text.length && result.records.length < most) {
    const { value, opens } = field();
    record.fields.push(value);
    record.quoted.push(opens);
    if (at >= text.length) {
      if (options.whole) finish();
      break;
    }
    if (text.startsWith(delimiter, at)) {
      at += delimiter.length;
      if (at >= text.length && options.whole) {
        record.fields.push('');
        record.quoted.push(false);
        finish();
      }
      continue;
    }
    finish();
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
    record = { fields: [], quoted: [], at, line: ++line };
  }
  return result;
}
