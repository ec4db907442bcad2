import { quoteText } from '../../../sql';
import type { WarehouseSystem } from '../dag';
import type { FileFacts } from '../landing/file-facts';

/** A statement that takes the bytes of a file; fields are quoted already. */
type Loader = (table: string, fields: string[], facts: FileFacts) => string;

/** How each system takes the bytes of a file, by format. */
export const loaders: Record<WarehouseSystem, Partial<Record<string, Loader>>> = {
  postgresql: {
    csv: (table, fields, facts) =>
      `COPY ${table} (${fields.join(', ')}) FROM STDIN WITH (${copyOptions(facts)})`,
  },
  clickhouse: {
    csv: (table, fields, facts) =>
      `INSERT INTO ${table} (${fields.join(', ')})${csvSettings(facts)} FORMAT ${facts.header ? 'CSVWithNames' : 'CSV'}`,
    jsonl: (table, fields) =>
      `INSERT INTO ${table} (${fields.join(', ')}) SETTINGS date_time_input_format = 'best_effort' FORMAT JSONEachRow`,
    parquet: (table, fields) => `INSERT INTO ${table} (${fields.join(', ')}) FORMAT Parquet`,
  },
};

function copyOptions({ delimiter, quote, escape, header, nulls }: FileFacts): string {
  const sql = (value: string) => quoteText(value, 'postgresql');
  const options = [
    'FORMAT csv',
    `HEADER ${header}`,
    ...(delimiter === ',' ? [] : [`DELIMITER ${sql(delimiter)}`]),
    ...(quote === null || quote === '"' ? [] : [`QUOTE ${sql(quote)}`]),
    ...(escape === null || escape === (quote ?? '"') ? [] : [`ESCAPE ${sql(escape)}`]),
    ...(nulls[0] ? [`NULL ${sql(nulls[0])}`] : []),
  ];
  return options.join(', ');
}

function csvSettings({ delimiter, nulls }: FileFacts): string {
  const settings = [
    "date_time_input_format = 'best_effort'",
    'input_format_csv_empty_as_default = 1',
    ...(delimiter === ',' ? [] : [`format_csv_delimiter = ${quoteText(delimiter, 'clickhouse')}`]),
    ...(nulls[0]
      ? [`format_csv_null_representation = ${quoteText(nulls[0], 'clickhouse')}`]
      : ["format_csv_null_representation = ''"]),
  ];
  return ` SETTINGS ${settings.join(', ')}`;
}
