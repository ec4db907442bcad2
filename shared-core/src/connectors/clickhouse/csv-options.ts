import type { TableSchema } from '../../schema';
import type { CsvDialect, DatasetStream } from '../contract';

/** What `pg-copy-csv` means, in the words of a dialect. @internal */
export const pgCopyCsv: CsvDialect = { delimiter: ',', quote: '"', escape: '"', header: true, nulls: [''] };

/** A control character that stands in no file says "nothing means NULL here". */
const noNull = '\x01\x02';

/** Whether ClickHouse reads this dialect as it is; what it cannot, the engine converts. @internal */
export function readsCsv(dialect: CsvDialect, schema: TableSchema): boolean {
  const has = (...kinds: string[]) => schema.fields.some((field) => kinds.includes(field.type.kind));
  return (
    Buffer.byteLength(dialect.delimiter) === 1 &&
    !/[\r\n"']/.test(dialect.delimiter) &&
    [null, '"', "'"].includes(dialect.quote) &&
    // ClickHouse knows a quote inside quotes by its doubling only.
    (dialect.quote === null || dialect.escape === null || dialect.escape === dialect.quote) &&
    dialect.nulls.length <= 1 &&
    dialect.nulls.every((text) => !/[\r\n]/.test(text) && !text.includes(dialect.delimiter)) &&
    (dialect.dateFormat === undefined || !has('date')) &&
    (dialect.timestampFormat === undefined || !has('timestamp', 'time')) &&
    !has('array', 'map', 'struct', 'bytes') &&
    ['utf-8', 'utf8', 'us-ascii', 'ascii'].includes((dialect.encoding ?? 'utf-8').toLowerCase())
  );
}

/** How a stream of CSV is written. @internal */
export const dialectOf = (stream: DatasetStream): CsvDialect =>
  (stream.format === 'csv' ? stream.csv : undefined) ?? pgCopyCsv;

/**
 * Settings under which ClickHouse reads exactly this dialect: fields by position, nothing trimmed, detected or filled
 * in by itself.
 * @internal
 */
export const csvSettings = (dialect: CsvDialect): Record<string, string | number> => ({
  format_csv_delimiter: dialect.delimiter,
  format_csv_allow_double_quotes: dialect.quote === '"' ? 1 : 0,
  format_csv_allow_single_quotes: dialect.quote === "'" ? 1 : 0,
  format_csv_null_representation: dialect.nulls[0] ?? noNull,
  input_format_csv_skip_first_lines: dialect.skip ?? 0,
  input_format_csv_detect_header: 0,
  input_format_csv_trim_whitespaces: 0,
  // Otherwise a tab or a space is refused as a delimiter; nothing is trimmed, so that neither is mistaken.
  input_format_csv_allow_whitespace_or_tab_as_delimiter: /[\t ]/.test(dialect.delimiter) ? 1 : 0,
  input_format_csv_empty_as_default: 0,
  input_format_csv_allow_cr_end_of_line: 0,
  input_format_with_names_use_header: 0,
});

/** @internal */
export const csvFormat = (dialect: CsvDialect) => (dialect.header ? 'CSVWithNames' : 'CSV');
