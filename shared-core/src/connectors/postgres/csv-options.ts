import type { LogicalType, TableSchema } from '../../schema';
import type { CsvDialect, DatasetStream } from '../contract';
import { literal } from './quote';

/** Encodings that COPY decodes by itself, by IANA name in lower case. */
const encodings: Record<string, string> = {
  'utf-8': 'UTF8',
  utf8: 'UTF8',
  'us-ascii': 'UTF8',
  ascii: 'UTF8',
  'windows-1250': 'WIN1250',
  'windows-1251': 'WIN1251',
  'windows-1252': 'WIN1252',
  'windows-1253': 'WIN1253',
  'windows-1254': 'WIN1254',
  'windows-1257': 'WIN1257',
  'iso-8859-1': 'LATIN1',
  'iso-8859-2': 'LATIN2',
  'iso-8859-5': 'ISO_8859_5',
  'iso-8859-15': 'LATIN9',
  'koi8-r': 'KOI8R',
  'koi8-u': 'KOI8U',
  ibm866: 'WIN866',
  cp866: 'WIN866',
  'euc-jp': 'EUC_JP',
  'euc-kr': 'EUC_KR',
  gbk: 'GBK',
  gb18030: 'GB18030',
  big5: 'BIG5',
  shift_jis: 'SJIS',
};

/** COPY wants a quote; a control character that no text file holds says "there is none". */
const noQuote = '\x01';
/** And it always has a text for NULL; this one stands in no file. */
const noNull = 'ai-etl: nothing means NULL here';

/** Whether COPY reads this dialect as it is; what it cannot, the engine converts. @internal */
export function readsCsv(dialect: CsvDialect, schema: TableSchema): boolean {
  const has = (...kinds: LogicalType['kind'][]) =>
    schema.fields.some((field) => kinds.includes(field.type.kind));
  const marks = [dialect.delimiter, dialect.quote ?? noQuote, dialect.escape ?? '"'];
  return (
    marks.every((mark) => Buffer.byteLength(mark) === 1 && !/[\r\n]/.test(mark)) &&
    dialect.delimiter !== dialect.quote &&
    dialect.nulls.length <= 1 &&
    dialect.nulls.every(
      (text) => !/[\r\n]/.test(text) && marks.slice(0, 2).every((mark) => !text.includes(mark)),
    ) &&
    !dialect.skip &&
    (dialect.decimalSeparator !== ',' || !has('decimal', 'float')) &&
    (dialect.dateFormat === undefined || !has('date')) &&
    (dialect.timestampFormat === undefined || !has('timestamp', 'time')) &&
    encodingOf(dialect) !== undefined
  );
}

const encodingOf = ({ encoding }: CsvDialect) => encodings[(encoding ?? 'utf-8').toLowerCase()];

/** The options of `COPY … FROM STDIN` for a stream. @internal */
export function copyOptions(stream: DatasetStream): string {
  const dialect = stream.format === 'csv' ? stream.csv : undefined;
  if (!dialect) return `(FORMAT csv, HEADER ${stream.format !== 'rows'})`;
  const quote = dialect.quote ?? noQuote;
  const options = {
    FORMAT: 'csv',
    HEADER: String(dialect.header),
    DELIMITER: literal(dialect.delimiter),
    QUOTE: literal(quote),
    ESCAPE: literal(dialect.quote === null ? quote : (dialect.escape ?? quote)),
    NULL: literal(dialect.nulls[0] ?? noNull),
    ENCODING: literal(encodingOf(dialect) ?? 'UTF8'),
  };
  return `(${Object.entries(options)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')})`;
}
