import type { Field, LogicalType } from '../../../schema';
import { quoteName, quoteText } from '../../../sql';
import type { FileFacts } from './file-facts';

/**
 * What DuckDB is asked for a file that a target's own loader does not take: its fields as texts, so that the target
 * checks their types as it does those of a CSV. The runtime names the file.
 */
export function fileQuery(fields: Field[], facts: FileFacts): string {
  const items = fields.map(({ name, type }) => {
    const column = quoteName(name, 'duckdb');
    const text = facts.format === 'parquet' ? asText(type, column) : column;
    return text === column ? column : `${text} AS ${column}`;
  });
  return `SELECT\n  ${items.join(',\n  ')}\nFROM ${scans[facts.format]?.(fields, facts) ?? ''}`;
}

/** Formats that DuckDB can be asked for. */
export const isAskable = (format: string): boolean => format in scans;

/** Types whose text every loader reads; the rest is said as JSON, or bytes as PostgreSQL writes them. */
function asText({ kind }: LogicalType, column: string): string {
  if (kind === 'bytes') return `'\\x' || hex(${column})`;
  return kind === 'struct' || kind === 'map' || kind === 'array' ? `to_json(${column})` : column;
}

type Scan = (fields: Field[], facts: FileFacts) => string;

const call = (name: string, options: string[]) =>
  `${name}(\n  getvariable('file'),\n  ${options.join(',\n  ')}\n)`;

const columns = (fields: Field[]) =>
  `columns = {${fields.map(({ name }) => `${quoteText(name, 'duckdb')}: 'VARCHAR'`).join(', ')}}`;

const compressed = ({ compression }: FileFacts) =>
  compression === undefined ? [] : [`compression = ${quoteText(compression, 'duckdb')}`];

const json =
  (layout: string): Scan =>
  (fields, facts) =>
    call('read_json', [`format = '${layout}'`, ...compressed(facts), columns(fields)]);

const scans: Partial<Record<string, Scan>> = {
  parquet: () => `read_parquet(getvariable('file'))`,
  json: json('auto'),
  jsonl: json('newline_delimited'),
  csv: (fields, facts) =>
    call('read_csv', [
      'auto_detect = false',
      `header = ${facts.header}`,
      `delim = ${quoteText(facts.delimiter, 'duckdb')}`,
      `quote = ${quoteText(facts.quote ?? '', 'duckdb')}`,
      `escape = ${quoteText(facts.escape ?? facts.quote ?? '', 'duckdb')}`,
      `nullstr = [${facts.nulls.map((text) => quoteText(text, 'duckdb')).join(', ')}]`,
      'allow_quoted_nulls = false',
      ...compressed(facts),
      columns(fields),
    ]),
};
