import { createStatements } from '../../ddl';
import { csvRelation, duckdbTypes, type FieldReading } from '../../engine';
import type { Field } from '../../schema';
import { quoteName } from '../../sql';
import type { Database, HomeSystem, WarehouseSystem } from './dag';
import { landings, quotedPath, type FileFacts } from './landing';
import { transfers } from './transfers';

/** Where rows lie while they are worked on: the target's own database, or DuckDB beside a file. */
export interface Home {
  system: HomeSystem;
  /** Makes the table in which a source lands, anew. */
  makeLanded(path: string[], fields: Field[], createContainer: boolean): string[];
  /** Takes rows from a server, as CSV in which NULL is \N. */
  takeRows(table: string, fields: Field[]): string;
  /** Takes what DuckDB read in a file, in the same form; types are checked. */
  takeTexts(table: string, fields: Field[]): string;
  /** Takes the bytes of a file as they are; `undefined` where it cannot, and DuckDB has to read them. */
  takeFile(table: string, fields: Field[], facts: FileFacts): string | undefined;
}

const warehouse = (system: WarehouseSystem): Home => {
  const names = (fields: Field[]) => fields.map(({ name }) => quoteName(name, system));
  const takeRows = (table: string, fields: Field[]) => transfers[system].insert(table, names(fields));
  return {
    system,
    makeLanded: (path, fields, createContainer) => [
      `DROP TABLE IF EXISTS ${quotedPath(path, system)}`,
      ...createStatements({ system, object: path.join('.'), schema: { fields }, createContainer }),
    ],
    takeRows,
    takeTexts: takeRows,
    takeFile: (table, fields, facts) =>
      facts.compression === 'zstd'
        ? undefined
        : landings[system].formats[facts.format]?.(table, names(fields), facts),
  };
};

const plainCsv = { delimiter: ',', quote: '"', escape: '"', header: true, nulls: ['\\N'] };

/** The runtime names the pipe through which the rows come. */
const rowsHere = `getvariable('rows')`;
const placeholder = '@';

const column = ({ name, type }: Field) => `${quoteName(name, 'duckdb')} ${duckdbTypes.toNative(type).text}`;

/** Rows of a CSV, read as the core's own run reads them: a text that is not of its type ends the load. */
function strictly(fields: Field[], csv: typeof plainCsv | FileFacts): string {
  const text = csvRelation({
    kind: 'csv',
    paths: [placeholder],
    csv,
    schema: { fields },
    readings: readingsOf(fields, csv),
  });
  return text
    .replace(`['${placeholder}']`, rowsHere)
    .replace(/^\(SELECT /, '(\n  SELECT\n    ')
    .replaceAll(/ AS ("(?:[^"]|"")*"), /g, ' AS $1,\n    ')
    .replace(/ FROM read_csv\(/, '\n  FROM read_csv(')
    .replace(/\)$/, '\n)');
}

function readingsOf(fields: Field[], csv: Partial<FileFacts>): Record<string, FieldReading> {
  const { decimalSeparator, dateFormat, timestampFormat } = csv;
  const formats: Partial<Record<string, string | undefined>> = {
    date: dateFormat,
    timestamp: timestampFormat,
  };
  return Object.fromEntries(
    fields.map(({ name, type: { kind } }) => [
      name,
      {
        ...(decimalSeparator === ',' && { decimalSeparator, thousands: [' ', '\u00a0', '\u202f'] }),
        ...(formats[kind] !== undefined && { formats: [formats[kind]] }),
      },
    ]),
  );
}

const duckdb: Home = {
  system: 'duckdb',
  makeLanded: (path, fields) => [
    `CREATE OR REPLACE TABLE ${quotedPath(path, 'duckdb')} (\n  ${fields.map(column).join(',\n  ')}\n)`,
  ],
  takeRows: (table, fields) => {
    const types = fields.map(
      ({ name, type }) => `'${name.replaceAll("'", "''")}': '${duckdbTypes.toNative(type).text}'`,
    );
    return [
      `INSERT INTO ${table}`,
      `SELECT *`,
      `FROM read_csv(${rowsHere}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', nullstr = '\\N', allow_quoted_nulls = false, columns = {${types.join(', ')}})`,
    ].join('\n');
  },
  takeTexts: (table, fields) => `INSERT INTO ${table}\nSELECT *\nFROM ${strictly(fields, plainCsv)}`,
  takeFile: (table, fields, facts) =>
    facts.format === 'csv' && facts.compression !== 'zstd'
      ? `INSERT INTO ${table}\nSELECT *\nFROM ${strictly(fields, facts)}`
      : undefined,
};

const homes: Record<HomeSystem, Home> = {
  postgresql: warehouse('postgresql'),
  clickhouse: warehouse('clickhouse'),
  duckdb,
};

/** Where the rows of a target are worked on. */
export const homeOf = (database: Database): Home => homes[database.kind];
