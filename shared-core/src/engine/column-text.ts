import type { CsvDialect } from '../connectors';
import type { LogicalType, TableSchema } from '../schema';
import { quoteName, quoteText } from './quote';

/** How the engine writes a CSV, and what it takes for one when nothing else is said. @internal */
export const plainCsv: CsvDialect = { delimiter: ',', quote: '"', escape: '"', header: true, nulls: [''] };

/** Formats that the engine writes, in the order of their cost. @internal */
export const writtenFormats = ['pg-copy-csv', 'csv', 'jsonl', 'parquet'] as const;
export type WrittenFormat = (typeof writtenFormats)[number];

const hex = (value: string) => `('\\x' || lower(hex(${value})))`;

/** A value of a list as PostgreSQL's array literal has it: `{1,NULL,"a \"b\""}`. */
function arrayLiteral(value: string, of: LogicalType, depth = 0): string {
  const item = `x${depth}`;
  const text =
    of.kind === 'array'
      ? arrayLiteral(item, of.of, depth + 1)
      : `'"' || replace(replace(${scalarText(item, of)}, '\\', '\\\\'), '"', '\\"') || '"'`;
  return `('{' || array_to_string(list_transform(${value}, lambda ${item}: coalesce(${text}, 'NULL')), ',') || '}')`;
}

function scalarText(value: string, type: LogicalType): string {
  if (type.kind === 'bytes') return hex(value);
  if (type.kind === 'map' || type.kind === 'struct') return `CAST(to_json(${value}) AS VARCHAR)`;
  return `CAST(${value} AS VARCHAR)`;
}

type Projection = (value: string, type: LogicalType) => string | undefined;

/** What DuckDB prints otherwise than the format wants it; `undefined` leaves the column alone. */
const projections: Record<WrittenFormat, Projection> = {
  'pg-copy-csv': (value, type) => {
    if (type.kind === 'array') return arrayLiteral(value, type.of);
    return projections.csv(value, type);
  },
  csv: (value, type) => {
    if (type.kind === 'bytes') return hex(value);
    if (type.kind === 'array' || type.kind === 'map' || type.kind === 'struct') return `to_json(${value})`;
    return undefined;
  },
  jsonl: (value, type) => {
    if (type.kind === 'bytes') return hex(value);
    // Readers of JSON, DuckDB's too, take a number for a binary one: beyond 15 digits only a text is exact.
    return type.kind === 'decimal' && type.precision > 15 ? `CAST(${value} AS VARCHAR)` : undefined;
  },
  parquet: () => undefined,
};

/** The query, its columns put into the words of a text format. @internal */
export function queryForFormat(sql: string, schema: TableSchema, format: WrittenFormat): string {
  const items = schema.fields.map(({ name, type }) => {
    const text = projections[format](quoteName(name), type);
    return text === undefined ? undefined : `${text} AS ${quoteName(name)}`;
  });
  if (items.every((item) => item === undefined)) return sql;
  const all = schema.fields.map(({ name }, at) => items[at] ?? quoteName(name));
  return `SELECT ${all.join(', ')} FROM (${sql}) AS written`;
}

/** How the engine writes a file. @public */
export interface FileForm {
  format: 'csv' | 'jsonl' | 'json' | 'parquet';
  csv?: CsvDialect;
  compression?: 'none' | 'gzip' | 'zstd';
}

/** The options of `COPY … TO` for a file: texts of a CSV stand in quotes, so that none is taken for a number or NULL. @internal */
export function fileOptions(
  { format, csv = plainCsv, compression = 'none' }: FileForm,
  schema: TableSchema,
): string {
  if (format === 'parquet') return copyOptions('parquet', schema, csv);
  const compressed = compression === 'none' ? '' : `, COMPRESSION ${compression}`;
  if (format === 'json') return `FORMAT json, ARRAY true${compressed}`;
  if (format === 'jsonl') return `FORMAT json${compressed}`;
  // As text literals: DuckDB takes a name in quotes for an expression, and "user" for the function.
  const texts = schema.fields.filter(({ type }) => type.kind === 'string').map(({ name }) => quoteText(name));
  const quoted = texts.length > 0 && csv.quote ? `, FORCE_QUOTE (${texts.join(', ')})` : '';
  return `${csvOptions(csv)}${quoted}${compressed}`;
}

/** The options of `COPY … TO` for a format. @internal */
export function copyOptions(format: WrittenFormat, schema: TableSchema, csv: CsvDialect): string {
  // Small groups of rows: a group is held in memory whole, and rows of a kilobyte are nothing unusual.
  if (format === 'parquet') return 'FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20480';
  if (format === 'jsonl') return 'FORMAT json';
  // A row that is `\.` alone ends the input of PostgreSQL up to 17; in quotes it does not.
  const alone =
    schema.fields.length === 1 ? `, FORCE_QUOTE (${quoteText(schema.fields[0]?.name ?? '')})` : '';
  return csvOptions(csv) + alone;
}

function csvOptions(csv: CsvDialect): string {
  return [
    'FORMAT csv',
    `HEADER ${csv.header}`,
    `DELIMITER ${quoteText(csv.delimiter)}`,
    `QUOTE ${quoteText(csv.quote ?? '')}`,
    `ESCAPE ${quoteText(csv.escape ?? csv.quote ?? '')}`,
    `NULLSTR ${quoteText(csv.nulls[0] ?? '')}`,
  ].join(', ');
}
