import type { CsvDialect } from '../connectors';
import type { TableSchema } from '../schema';
import { readableText, readTextOrFail, type FieldReading } from './field-reading';
import { quoteName, quoteText } from './quote';

/** A CSV to be scanned, with everything said: the engine guesses nothing. @public */
export interface CsvScan {
  kind: 'csv';
  paths: string[];
  csv: CsvDialect;
  schema: TableSchema;
  /** Fields that are not written plainly. */
  readings?: Record<string, FieldReading>;
  compression?: 'none' | 'gzip' | 'zstd';
  /** Lines that begin with it are no rows. */
  comment?: string;
  /** Longest row, in bytes; 2,000,000 by default. */
  longestRow?: number;
  /** Rows may lack fields at their end, which are then NULL. */
  padded?: boolean;
  /** What RFC 4180 does not know, such as line ends of several kinds, is read all the same. */
  isLenient?: boolean;
}

/** Tables in which the engine notes what it could not read. @public */
export interface CsvRejects {
  table: string;
  scans: string;
}

/**
 * DuckDB text for the rows of a CSV, each field in its type. Fields are read as text and converted strictly
 * (measured: within a third of DuckDB's own typed reading), because a typed reading rounds `1.5` to `2` and takes
 * the empty text in quotes for no number at all.
 * @public
 */
export function csvRelation(scan: CsvScan): string {
  const items = scan.schema.fields.map(
    ({ name, type }, at) =>
      `${readTextOrFail(`c${at}`, name, type, scan.readings?.[name])} AS ${quoteName(name)}`,
  );
  // Each text is put right once, in a query of its own: the optimizer looks for repeated expressions, and of a thousand
  // columns with three each that takes it twelve times as long as all the rest (1.5.6), and four times the memory.
  const texts = scan.schema.fields.map(
    ({ name, type }, at) => `${readableText(`c${at}`, type, scan.readings?.[name])} AS c${at}`,
  );
  return `(SELECT ${items.join(', ')} FROM (SELECT ${texts.join(', ')} FROM ${csvTextScan(scan)}))`;
}

/** The same rows, each field as its text: columns `c0`, `c1`, … @public */
export function csvTextRelation(scan: CsvScan, rejects?: CsvRejects): string {
  const items = scan.schema.fields.map(({ name }, at) => `c${at} AS ${quoteName(name)}`);
  return `(SELECT ${items.join(', ')} FROM ${csvTextScan(scan, rejects)})`;
}

/** @internal */
export function csvTextScan(scan: CsvScan, rejects?: CsvRejects): string {
  const { csv } = scan;
  const options: (string | undefined)[] = [
    `[${scan.paths.map(quoteText).join(', ')}]`,
    'auto_detect = false',
    `header = ${csv.header}`,
    `delim = ${quoteText(csv.delimiter)}`,
    `quote = ${quoteText(csv.quote ?? '')}`,
    `escape = ${quoteText(csv.escape ?? csv.quote ?? '')}`,
    `nullstr = [${csv.nulls.map(quoteText).join(', ')}]`,
    'allow_quoted_nulls = false',
    csv.skip ? `skip = ${csv.skip}` : undefined,
    scan.comment ? `comment = ${quoteText(scan.comment)}` : undefined,
    scan.compression && scan.compression !== 'none'
      ? `compression = ${quoteText(scan.compression)}`
      : undefined,
    scan.isLenient ? 'strict_mode = false' : undefined,
    scan.padded ? 'null_padding = true, parallel = false' : undefined,
    scan.longestRow
      ? `max_line_size = ${scan.longestRow}, buffer_size = ${Math.max(32_000_000, scan.longestRow * 2)}`
      : undefined,
    rejects
      ? `store_rejects = true, rejects_limit = 0, rejects_table = ${quoteText(rejects.table)}, rejects_scan = ${quoteText(rejects.scans)}`
      : undefined,
    `columns = {${scan.schema.fields.map((_, at) => `'c${at}': 'VARCHAR'`).join(', ')}}`,
  ];
  return `read_csv(${options.filter((option) => option !== undefined).join(', ')})`;
}
