import { simple, type Field, type LogicalType } from '../../schema';
import type { StepOf } from '../../spec';
import { quoteName, quoteText, type Expression, type Relation } from '../../sql';
import type { HomeSystem, WarehouseSystem } from './dag';

/** What is known of a file at compile time, as its connector describes it. */
export interface FileFacts {
  format: string;
  encoding: string;
  compression?: string;
  delimiter: string;
  quote: string | null;
  escape: string | null;
  header: boolean;
  nulls: string[];
  decimalSeparator: '.' | ',';
  /** strptime patterns of dates and times that are not ISO. */
  dateFormat?: string;
  timestampFormat?: string;
}

/** A plain file: what is not known is as most files are. */
const plainFile: FileFacts = {
  format: 'csv',
  encoding: 'utf-8',
  delimiter: ',',
  quote: '"',
  escape: '"',
  header: true,
  nulls: [''],
  decimalSeparator: '.',
};

const formats: Record<string, string> = {
  csv: 'csv',
  tsv: 'csv',
  txt: 'csv',
  json: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  parquet: 'parquet',
};

/** What the file connector describes of an object, as far as a DAG needs it. */
export interface FileDescription {
  format?: string;
  encoding?: string;
  compression?: string;
  csv?: Partial<FileFacts>;
}

/** What the compilation of a DAG may know of its sources. */
export interface Sources {
  /** By source step id: what its connector described. */
  facts?: Record<string, FileDescription>;
}

const compressions: Record<string, string | undefined> = { none: undefined, gz: 'gzip', zst: 'zstd' };

/** The facts of a source step: what its name tells, then what was described, then what the step says. */
export function factsOf(step: StepOf<'source'>, { csv, ...described }: FileDescription = {}): FileFacts {
  const [, extension = 'csv', ending] = /\.(\w+?)(?:\.(gz|zst))?$/i.exec(step.object) ?? [];
  const named = {
    format: formats[extension.toLowerCase()] ?? 'csv',
    delimiter: extension.toLowerCase() === 'tsv' ? '\t' : ',',
    compression: ending,
  };
  const given = Object.entries({ ...named, ...described, ...csv, ...step.options }).filter(
    ([, value]) => value !== undefined,
  );
  const facts: FileFacts = { ...plainFile, ...Object.fromEntries(given) };
  const compression = facts.compression ?? 'none';
  return { ...facts, compression: compression in compressions ? compressions[compression] : compression };
}

/** A field that no loader reads by itself is landed as text and converted in SQL. */
export function landedType(field: Field, facts: FileFacts): LogicalType {
  return conversionOf(field, facts) ? simple('string') : field.type;
}

/** The relation that the pipeline's SQL reads: the landed table, its texts converted. */
export function landedRelation(path: string[], fields: Field[], facts: FileFacts): Relation {
  const table: Relation = { kind: 'table', path };
  if (!fields.some((field) => conversionOf(field, facts))) return table;
  const items = fields.map((field) => ({
    expression: conversionOf(field, facts) ?? ({ kind: 'column', name: field.name } satisfies Expression),
    alias: field.name,
  }));
  return { kind: 'derived', query: { kind: 'select', items, from: table }, alias: path.at(-1) as string };
}

const text = (value: string): Expression => ({ kind: 'literal', value, type: simple('string') });
const call = (name: string, ...values: Expression[]): Expression => ({
  kind: 'call',
  function: name,
  arguments: values,
});

function conversionOf({ name, type }: Field, facts: FileFacts): Expression | undefined {
  const value: Expression = { kind: 'column', name };
  const isNumber = type.kind === 'decimal' || type.kind === 'float';
  if (isNumber && facts.decimalSeparator === ',') {
    const digits = [' ', '\u00a0', '\u202f'].reduce<Expression>(
      (inner, space) => call('replace', inner, text(space), text('')),
      value,
    );
    return { kind: 'cast', operand: call('replace', digits, text(','), text('.')), type };
  }
  if (type.kind === 'date' && facts.dateFormat)
    return call('to_date', value, text(postgresPattern(facts.dateFormat)));
  if (type.kind === 'timestamp' && facts.timestampFormat) {
    return {
      kind: 'cast',
      operand: call('to_timestamp', value, text(postgresPattern(facts.timestampFormat))),
      type,
    };
  }
  return undefined;
}

const patternParts: Record<string, string> = {
  '%d': 'DD',
  '%m': 'MM',
  '%Y': 'YYYY',
  '%y': 'YY',
  '%H': 'HH24',
  '%M': 'MI',
  '%S': 'SS',
  '%-d': 'DD',
  '%-m': 'MM',
};

/** A strptime pattern as `to_date` and `to_timestamp` spell it. */
const postgresPattern = (pattern: string) => pattern.replace(/%-?\w/g, (part) => patternParts[part] ?? part);

interface LandingDialect {
  formats: Record<string, (table: string, fields: string[], facts: FileFacts) => string>;
}

/** How each system takes the bytes of a file, by format. */
export const landings: Record<WarehouseSystem, LandingDialect> = {
  postgresql: {
    formats: {
      csv: (table, fields, facts) =>
        `COPY ${table} (${fields.join(', ')}) FROM STDIN WITH (${copyOptions(facts)})`,
    },
  },
  clickhouse: {
    formats: {
      csv: (table, fields, facts) =>
        `INSERT INTO ${table} (${fields.join(', ')})${csvSettings(facts)} FORMAT ${facts.header ? 'CSVWithNames' : 'CSV'}`,
      jsonl: (table, fields) =>
        `INSERT INTO ${table} (${fields.join(', ')}) SETTINGS date_time_input_format = 'best_effort' FORMAT JSONEachRow`,
      parquet: (table, fields) => `INSERT INTO ${table} (${fields.join(', ')}) FORMAT Parquet`,
    },
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

/** The path of a name as a dialect quotes it. */
export const quotedPath = (path: string[], system: HomeSystem): string =>
  path.map((part) => quoteName(part, system)).join('.');
