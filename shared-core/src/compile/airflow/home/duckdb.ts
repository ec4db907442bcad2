import { csvRelation, duckdbTypes, type FieldReading } from '../../../engine';
import type { Field } from '../../../schema';
import { quoteName } from '../../../sql';
import type { FileFacts } from '../landing/file-facts';
import { quotedPath } from '../names';
import { workOf, writeFile } from './file-target';
import type { Home } from './home';

const plainCsv = { delimiter: ',', quote: '"', escape: '"', header: true, nulls: ['\\N'] };

/** The runtime names the pipe through which the rows come. */
const rowsHere = `getvariable('rows')`;
const placeholder = '@';

const nativeType = ({ type }: Field) => duckdbTypes.toNative(type).text;

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
    .replace(/ FROM \(SELECT /, '\n  FROM (\n    SELECT ')
    .replace(/ FROM read_csv\(/, '\n    FROM read_csv(')
    .replace(/\)\)$/, '\n  )\n)');
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

/** `INSERT` of all columns of a relation. */
const insert = (table: string, relation: string) => `INSERT INTO ${table}\nSELECT *\nFROM ${relation}`;

/** Rows of a target that is a file are worked on in a file of the engine's own beside it. */
export const duckdb: Home = {
  system: 'duckdb',
  landsEverySource: true,
  isOneAtATime: true,
  isTransactional: false,
  database: workOf,
  containerOf: () => [],
  landedType: ({ type }) => type,
  relationOf: (path) => ({ kind: 'table', path }),
  makeLanded: (path, fields) => {
    const columns = fields.map((field) => `${quoteName(field.name, 'duckdb')} ${nativeType(field)}`);
    return [`CREATE OR REPLACE TABLE ${quotedPath(path, 'duckdb')} (\n  ${columns.join(',\n  ')}\n)`];
  },
  takeRows: (table, fields) => {
    const types = fields.map((field) => `'${field.name.replaceAll("'", "''")}': '${nativeType(field)}'`);
    const relation = `read_csv(${rowsHere}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', nullstr = '\\N', allow_quoted_nulls = false, columns = {${types.join(', ')}})`;
    return insert(table, relation);
  },
  takeTexts: (table, fields) => insert(table, strictly(fields, plainCsv)),
  takeFile: (table, fields, facts) =>
    facts.format === 'csv' && facts.compression !== 'zstd'
      ? insert(table, strictly(fields, facts))
      : undefined,
  createTarget: () => [],
  publish: ({ target: { object, connection }, schema, query }) => ({
    operator: { kind: 'save', target: { kind: 'file', connection, path: object, encoding: 'utf-8' } },
    doc: `Works the rows out and writes ${object}, which takes the old one's place at once`,
    comment: `Writes ${object}`,
    statements: [writeFile(query, object, schema)],
  }),
  cleanUp: () => ({ kind: 'remove', doc: 'Removes the file in which the rows were worked on' }),
};
