import { breathe } from '../../../event-loop';
import type { FieldReading } from '../../../engine';
import { simple, type LogicalType } from '../../../schema';
import { inferDelimiter, type Dialect, type Said } from './delimiter';
import { inferEncoding } from './encoding';
import { endOf, isEndless } from './ends';
import type { Spacing } from './even-spaces';
import { textByHabit } from './text-by-habit';
import { readingOf } from './told-delimiter';
import { inferFieldType, type FieldType, type SampleValue, type TypeHints } from './field-type';
import { fieldNames, inferHeader, leavesLastEmpty, longestName } from './header';
import { inferHeaderRows, type HeaderRows } from './header-rows';
import { isValue } from './cell-kind';
import { certain, type Inference } from './inference';
import { cutRecords, type TextRecord } from './records';
import type { SecondOpinion } from './single-byte';
import { inferBounds, type TableBounds } from './table-bounds';
import { reasons } from './reasons';
import type { Sample } from './sample';

export type { Sample };

/** What the user has said of a file; nothing of it is inferred. @internal */
export interface SaidOfCsv extends Said {
  encoding?: string;
  header?: boolean;
  skip?: number;
  nulls?: string[];
  decimalSeparator?: '.' | ',';
  dateFormat?: string;
  timestampFormat?: string;
  /** What follows the table are rows too. */
  toEnd?: boolean;
}

/** @internal */
export interface SniffedField extends FieldType {
  name: string;
  comment?: string;
}

/** All that a sample says of a CSV. @internal */
export interface SniffedCsv {
  encoding: string;
  dialect: Dialect;
  /** The engine finds the names in the first record of the table. */
  header: boolean;
  /** The names are those of the file, whoever reads them. */
  isNamed: boolean;
  skip: number;
  /** Byte at which the table ends, where the file goes on. */
  endByte?: number;
  /** Runs of spaces stand between the values; the engine needs one tab instead. */
  spacing?: Spacing;
  /** The file breaks off after a delimiter: loaders do not agree on what the field after it is. */
  endsOpen: boolean;
  /** Rows end with one more delimiter. */
  isTrailed: boolean;
  comment?: string;
  padded: boolean;
  /** Line ends of several kinds, or such as only old Macs wrote and few loaders know. */
  oddLineEnds: boolean;
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
  > &
    Partial<Record<'headerRows' | 'end' | 'trailing', Inference<string>>>;
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
  const plain = await decoderOf(encoding.value);
  const read = readingOf(plain(sample.head), said);
  const decode = (bytes: Uint8Array) => read.even(plain(bytes));
  const text = decode(sample.head);
  const cut = await inTurns(inferDelimiter(text, { whole: sample.whole, said: read.said }));
  const { records: all } = cutRecords(text, cut.dialect, { whole: sample.whole });
  const records = read.isTold ? all.slice(1) : all;
  await breathe();
  const { width } = cut.dialect;
  const keepsEnd = said.toEnd === true;
  const bounds = inferBounds(records, width, {
    saidSkip: said.skip,
    text: keepsEnd ? undefined : text,
    whole: sample.whole,
  });
  await breathe();
  const first = given(said.header) ?? inferHeader(bounds.records.slice(0, 500), bounds.width);
  const hasHeader = first.value === 'true';
  const rows =
    said.header === undefined && said.skip === undefined
      ? headerRows(bounds, hasHeader, cut.dialect)
      : undefined;
  const header = rows ? { ...first, value: 'true' } : first;
  const taken = rows?.rows ?? (hasHeader ? 1 : 0);
  const body = bounds.records.slice(taken);
  await breathe();
  const others: { byte: number; records: TextRecord[] }[] = [];
  for (const { byte, bytes } of sample.others) {
    others.push({ byte, records: middleRecords(decode(bytes), cut.dialect, bounds.width) });
    await breathe();
  }
  const isTrailed = isEndless(bounds, body, taken, others);
  const shown = isTrailed ? bounds.width - 1 : bounds.width;
  const columns = columnsOf(body, shown, others);
  const names = rows ? fieldNames(rows.cells, shown) : namesOf(bounds, hasHeader).slice(0, shown);
  const titles = rows?.cells ?? (hasHeader ? (bounds.records[0]?.fields ?? []) : []);
  const fields = await typedFields(names, columns, said, cut.dialect.delimiter);
  const nulls = given(said.nulls?.join(', ')) ?? inferNulls(columns);
  const lineEnd = inferLineEnd(text);
  const end = keepsEnd ? undefined : endOf(sample, bounds, cut.dialect, plain, decode);
  // Two rows of names are more than the engine reads: they are left out like titles.
  const isSkipped = rows !== undefined && (rows.rows !== 1 || rows.isRead === true);
  const skip = isSkipped ? linesBefore(bounds, rows.rows) : bounds.skipLines;
  return {
    encoding: encoding.value,
    dialect: { ...cut.dialect, width: shown },
    header: hasHeader && !isSkipped,
    isNamed: header.value === 'true',
    skip,
    ...(end && { endByte: end.byte }),
    ...(read.spacing && { spacing: read.spacing }),
    endsOpen: decode(sample.others.at(-1)?.bytes ?? sample.head).endsWith(cut.dialect.delimiter),
    isTrailed,
    comment: bounds.comment,
    padded: bounds.padded,
    oddLineEnds: lineEnd.value === 'mixed' || lineEnd.value === '\\r',
    longestRecord: longest(bounds.records, text.length),
    nulls: said.nulls ?? (nulls.value === '' ? [''] : [nulls.value]),
    fields: (nulls.value === '\\N' ? fields.map((field, at) => withMarked(field, columns[at])) : fields).map(
      (field, at) => withComment(field, rows?.comments?.[at], titles[at + titles.length - shown]),
    ),
    headRows: body.length,
    headBytes: sample.whole && end ? end.byte : sample.head.length,
    inferences: {
      encoding,
      delimiter: given(said.delimiter) ?? read.delimiter ?? cut.delimiter,
      quote: given(said.quote) ?? cut.quote,
      escape: escapeInference(cut.dialect, said),
      header,
      ...(rows?.inference && { headerRows: rows.inference }),
      skip: bounds.skip,
      ...(end && { end: end.inference }),
      ...(isTrailed && {
        trailing: { value: cut.dialect.delimiter, confidence: 0.9, decidedBy: { why: reasons.trailing } },
      }),
      lineEnd,
      nulls,
      decimalSeparator: decimalInference(fields, said),
    },
  };
}

/** A header of several rows, or one that another character delimits than the rows. */
function headerRows(
  bounds: TableBounds,
  hasHeader: boolean,
  { delimiter }: Dialect,
): (HeaderRows & { isRead?: boolean }) | undefined {
  const { records, width, above } = bounds;
  if (hasHeader || width > 2) {
    const found = inferHeaderRows(records, width, above);
    if (found && (hasHeader || found.rows > 1)) return found.rows === 1 ? { ...found, isRead: true } : found;
  }
  const [line = '', ...more] = above?.fields ?? [];
  if (hasHeader || more.length > 0 || width < 2) return undefined;
  const other = [',', ';', '\t', '|'].find((one) => one !== delimiter && line.split(one).length === width);
  const cells =
    other === undefined ? [] : line.split(other).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  if (other === undefined || !cells.every((cell) => cell !== '' && !isValue(cell))) return undefined;
  const why = reasons.otherDelimiter(other === '\t' ? 'tab' : other);
  return {
    rows: 0,
    cells,
    inference: { value: '1', confidence: 0.8, decidedBy: { value: line.slice(0, 80), why } },
  };
}

/** Lines before the first row, as the engine counts them. */
function linesBefore({ records, skipLines }: TableBounds, taken: number): number {
  const [head, row] = [records[0], records[taken]];
  return head && row ? skipLines + row.line - head.line : skipLines;
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
  rows: TextRecord[],
  width: number,
  others: { byte: number; records: TextRecord[] }[],
): Column[] {
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
    const told = textByHabit(name, field, column, { columns, delimiter });
    return { name, ...told, reading: withSaid(told.reading, told.type, said) };
  });
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

const longestComment = 500;

/** What the file says of a field beyond the name that it can have: what was cut off of a long one, or stands under it. */
function withComment(field: SniffedField, below: string = '', title: string = ''): SniffedField {
  const isCut =
    Buffer.byteLength(title) > Buffer.byteLength(field.name) && Buffer.byteLength(title) > longestName;
  const comment = (below || (isCut ? title : '')).replaceAll(/\s+/g, ' ').trim().slice(0, longestComment);
  return comment === '' ? field : { ...field, comment };
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
