import { breathe } from '../../../event-loop';
import type { FieldReading } from '../../../engine';
import { simple, type LogicalType } from '../../../schema';
import { inferDelimiter, type Dialect, type Said } from './delimiter';
import { inferEncoding } from './encoding';
import { inferFieldType, type FieldType, type SampleValue, type TypeHints } from './field-type';
import { fieldNames, inferHeader, leavesLastEmpty } from './header';
import { certain, type Inference } from './inference';
import { cutRecords, type TextRecord } from './records';
import type { SecondOpinion } from './single-byte';
import { inferBounds, type TableBounds } from './table-bounds';
import { reasons } from './reasons';

/** Stretches of a file: its head, and some from the middle and the tail. @internal */
export interface Sample {
  head: Uint8Array;
  others: { byte: number; bytes: Uint8Array }[];
  /** The head is all there is. */
  whole: boolean;
}

/** What the user has said of a file; nothing of it is inferred. @internal */
export interface SaidOfCsv extends Said {
  encoding?: string;
  header?: boolean;
  skip?: number;
  nulls?: string[];
  decimalSeparator?: '.' | ',';
  dateFormat?: string;
  timestampFormat?: string;
}

/** @internal */
export interface SniffedField extends FieldType {
  name: string;
}

/** All that a sample says of a CSV. @internal */
export interface SniffedCsv {
  encoding: string;
  dialect: Dialect;
  header: boolean;
  skip: number;
  comment?: string;
  padded: boolean;
  mixedLineEnds: boolean;
  /** Longest record of the sample, in characters. */
  longestRecord: number;
  /** Texts that mean NULL in every field. */
  nulls: string[];
  fields: SniffedField[];
  /** Rows of the head, and their length in bytes: what an estimate is made of. */
  headRows: number;
  headBytes: number;
  inferences: Record<
    | 'encoding'
    | 'delimiter'
    | 'quote'
    | 'escape'
    | 'header'
    | 'skip'
    | 'lineEnd'
    | 'nulls'
    | 'decimalSeparator',
    Inference<string>
  >;
}

/**
 * Infers everything about a CSV from a sample of its bytes. Pure, but for turns that it gives to the event loop.
 * @internal
 */
export async function sniffCsv(
  sample: Sample,
  said: SaidOfCsv = {},
  secondOpinion?: (bytes: Uint8Array) => Promise<SecondOpinion | undefined>,
): Promise<SniffedCsv> {
  const parts = [sample.head, ...sample.others.map(({ bytes }) => bytes)];
  const encoding =
    given(said.encoding) ?? (await inferEncoding(parts, { whole: sample.whole, secondOpinion }));
  await breathe();
  const decode = await decoderOf(encoding.value);
  const text = decode(sample.head);
  const cut = await inTurns(inferDelimiter(text, { whole: sample.whole, said }));
  const all = cutRecords(text, cut.dialect, { whole: sample.whole });
  await breathe();
  const bounds = inferBounds(all.records, cut.dialect.width, said.skip);
  await breathe();
  const header = given(said.header) ?? inferHeader(bounds.records.slice(0, 500), bounds.width);
  const hasHeader = header.value === 'true';
  await breathe();
  const others: { byte: number; records: TextRecord[] }[] = [];
  for (const { byte, bytes } of sample.others) {
    others.push({ byte, records: middleRecords(decode(bytes), cut.dialect, bounds.width) });
    await breathe();
  }
  const columns = columnsOf(bounds, hasHeader, others);
  const fields = await typedFields(namesOf(bounds, hasHeader), columns, said, cut.dialect.delimiter);
  const nulls = given(said.nulls?.join(', ')) ?? inferNulls(columns);
  const lineEnd = inferLineEnd(text);
  return {
    encoding: encoding.value,
    dialect: { ...cut.dialect, width: bounds.width },
    header: hasHeader,
    skip: bounds.skipLines,
    comment: bounds.comment,
    padded: bounds.padded,
    mixedLineEnds: lineEnd.value === 'mixed',
    longestRecord: longest(bounds.records, text.length),
    nulls: said.nulls ?? (nulls.value === '' ? [''] : [nulls.value]),
    fields: nulls.value === '\\N' ? fields.map((field, at) => withMarked(field, columns[at])) : fields,
    headRows: Math.max(0, bounds.records.length - (hasHeader ? 1 : 0)),
    headBytes: sample.head.length,
    inferences: {
      encoding,
      delimiter: given(said.delimiter) ?? cut.delimiter,
      quote: given(said.quote) ?? cut.quote,
      escape: escapeInference(cut.dialect, said),
      header,
      skip: bounds.skip,
      lineEnd,
      nulls,
      decimalSeparator: decimalInference(fields, said),
    },
  };
}

const namesOf = ({ records: [head, ...rows], width }: TableBounds, hasHeader: boolean): string[] =>
  fieldNames(hasHeader ? head?.fields : undefined, width, leavesLastEmpty(rows, width));

/** What the user has said needs no evidence. */
const given = (said: string | boolean | null | undefined) =>
  said === undefined ? undefined : certain(said === null ? 'none' : String(said), reasons.given);

/** A mark at the head is not part of the text. Code pages that the web does not know are iconv's. */
async function decoderOf(encoding: string): Promise<(bytes: Uint8Array) => string> {
  try {
    const decoder = new TextDecoder(encoding);
    return (bytes) => decoder.decode(bytes);
  } catch {
    const iconv = await import('iconv-lite');
    return (bytes) => iconv.decode(Buffer.from(bytes), encoding);
  }
}

async function inTurns<T>(work: Generator<void, T>): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await breathe();
  }
}

/**
 * A stretch begins somewhere in a record: it is read from its first line end on. Where that was inside quotes, what
 * follows does not fit, and the stretch says nothing.
 */
function middleRecords(text: string, dialect: Dialect, width: number): TextRecord[] {
  const start = text.search(/\r\n|\n|\r/) + 1;
  const { records, violations } = cutRecords(text.slice(start), dialect, { whole: false });
  const whole = records.filter(({ fields }) => fields.length === width);
  return violations > 0 || whole.length < records.length * 0.9 ? [] : whole;
}

type Column = SampleValue[];

function columnsOf(
  { records, width }: TableBounds,
  header: boolean,
  others: { byte: number; records: TextRecord[] }[],
): Column[] {
  const rows = header ? records.slice(1) : records;
  return Array.from({ length: width }, (_, at) => {
    const column: Column = [];
    for (const [row, { fields, quoted }] of rows.entries())
      if (fields[at] !== undefined)
        column.push({ text: fields[at], quoted: quoted[at] ?? false, row: row + 1 });
    for (const { byte, records: more } of others)
      for (const { fields, quoted } of more)
        column.push({ text: fields[at] as string, quoted: quoted[at] ?? false, byte });
    return column;
  });
}

async function typedFields(
  names: string[],
  columns: Column[],
  said: SaidOfCsv,
  delimiter: string,
): Promise<SniffedField[]> {
  const first: FieldType[] = [];
  for (const column of columns) {
    first.push(inferFieldType(column));
    await breathe();
  }
  const hints: TypeHints = {
    decimalComma: said.decimalSeparator !== undefined ? said.decimalSeparator === ',' : decimalComma(first),
  };
  return names.map((name, at) => {
    const column = columns[at] ?? [];
    const found = hints.decimalComma === undefined ? first[at] : inferFieldType(column, hints);
    const field = found ?? {
      type: simple('string'),
      reading: {},
      nulls: true,
      inference: certain('string', reasons.noColumn),
    };
    const told = isQuotedText(column, field, columns, delimiter) ? asQuotedText(column, field) : field;
    return { name, ...told, reading: withSaid(told.reading, told.type, said) };
  });
}

const numbers = new Set<LogicalType['kind']>(['integer', 'decimal', 'float', 'boolean']);

/** Writers that put only texts into quotes say by them what is a text, whatever it looks like. */
function isQuotedText(column: Column, { type }: FieldType, columns: Column[], delimiter: string): boolean {
  if (!numbers.has(type.kind)) return false;
  const filled = column.filter(({ text }) => text !== '');
  const needless = (value: SampleValue) => value.quoted && !value.text.includes(delimiter);
  return (
    filled.every(needless) &&
    columns.some((other) => other.some(({ text, quoted }) => text !== '' && !quoted))
  );
}

function asQuotedText(column: Column, { nulls, inference }: FieldType): FieldType {
  const witness = column.find(({ text }) => text !== '');
  const decidedBy = {
    row: witness?.row,
    value: witness?.text.slice(0, 80),
    why: reasons.alwaysQuoted,
  };
  const runnerUp = { value: inference.value, confidence: 0.2 };
  return {
    type: simple('string'),
    reading: {},
    nulls,
    inference: { value: 'string', confidence: 0.8, runnerUp, decidedBy },
  };
}

function withSaid(reading: FieldReading, type: LogicalType, said: SaidOfCsv): FieldReading {
  if (type.kind === 'date' && said.dateFormat) return { ...reading, formats: [said.dateFormat] };
  if (type.kind === 'timestamp' && said.timestampFormat)
    return { ...reading, formats: [said.timestampFormat] };
  return reading;
}

/** True or false where some field says so beyond doubt. */
function decimalComma(fields: FieldType[]): boolean | undefined {
  const sure = fields.filter(
    ({ type, inference }) => (type.kind === 'decimal' || type.kind === 'float') && inference.confidence > 0.6,
  );
  if (sure.length === 0) return undefined;
  return sure.filter(({ reading }) => reading.decimalSeparator === ',').length * 2 > sure.length;
}

function decimalInference(fields: SniffedField[], said: SaidOfCsv): Inference<string> {
  if (said.decimalSeparator) return certain(said.decimalSeparator, reasons.given);
  const found = fields.find(({ type }) => type.kind === 'decimal' || type.kind === 'float');
  if (!found) return { value: '.', confidence: 0.5, decidedBy: { why: reasons.noFractions } };
  return { ...found.inference, value: found.reading.decimalSeparator ?? '.', runnerUp: undefined };
}

/** `\N` is nothing but NULL; where it is written, the empty field is an empty text. */
function inferNulls(columns: Column[]): Inference<string> {
  for (const column of columns) {
    const found = column.find(({ text, quoted }) => text === '\\N' && !quoted);
    if (found)
      return {
        value: '\\N',
        confidence: 0.98,
        runnerUp: { value: '', confidence: 0.02 },
        decidedBy: { row: found.row, value: '\\N', why: reasons.mysqlNull },
      };
  }
  return { value: '', confidence: 0.9, decidedBy: { why: reasons.emptyIsNull } };
}

/** A text may be NULL too, where a sign says so. */
const withMarked = (field: SniffedField, column: Column = []): SniffedField => ({
  ...field,
  nulls: field.nulls || column.some(({ text, quoted }) => text === '\\N' && !quoted),
});

function escapeInference({ quote, escape }: Dialect, said: SaidOfCsv): Inference<string> {
  if (said.escape !== undefined) return certain(said.escape ?? 'none', reasons.given);
  if (quote === null) return { value: 'none', confidence: 0.9, decidedBy: { why: reasons.noQuotes } };
  const doubled = escape === quote;
  return {
    value: escape ?? 'none',
    confidence: doubled ? 0.9 : 0.95,
    decidedBy: { why: doubled ? reasons.doubledQuote : reasons.backslash },
  };
}

function inferLineEnd(text: string): Inference<string> {
  const windows = text.match(/\r\n/g)?.length ?? 0;
  const unix = (text.match(/\n/g)?.length ?? 0) - windows;
  const mac = (text.match(/\r/g)?.length ?? 0) - windows;
  const found = Object.entries({ '\\r\\n': windows, '\\n': unix, '\\r': mac }).filter(
    ([, count]) => count > 0,
  );
  const [value = '\\n'] = found.sort(([, one], [, other]) => other - one)[0] ?? [];
  if (found.length <= 1)
    return {
      value,
      confidence: found.length === 1 ? 0.99 : 0.5,
      decidedBy: { why: found.length === 1 ? reasons.onlyLineEnd : reasons.oneLine },
    };
  const where = text.search(/[^\r]\n/);
  return {
    value: 'mixed',
    confidence: 0.9,
    runnerUp: { value, confidence: 0.1 },
    decidedBy: {
      byte: where < 0 ? undefined : where + 1,
      why: reasons.lineEnds(found),
    },
  };
}

function longest(records: TextRecord[], end: number): number {
  return records.reduce((most, { at }, index) => Math.max(most, (records[index + 1]?.at ?? end) - at), 0);
}
