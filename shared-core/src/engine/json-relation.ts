import type { LogicalType, TableSchema } from '../schema';
import { csvTextScan, type CsvRejects, type CsvScan } from './csv-relation';
import { duckdbType } from './duckdb-types';
import { readOrFail, type FieldReading } from './field-reading';
import { quoteName, quoteText } from './quote';

/** A JSON file to be scanned, with everything said. @public */
export interface JsonScan {
  kind: 'json';
  paths: string[];
  /** One value a line, one array of them, or values one after another. */
  layout: 'newline_delimited' | 'array' | 'unstructured';
  /** False where the values are no objects: they are then the one field. */
  records?: boolean;
  schema: TableSchema;
  readings?: Record<string, FieldReading>;
  compression?: 'none' | 'gzip' | 'zstd';
  /** Longest value, in bytes; 4 MB by default. DuckDB keeps twice of it per thread. */
  longestRow?: number;
}

const usualLongest = 4 << 20;

/** What has parts is read as JSON, for its text would not be JSON any more; the rest as its text. */
const hasParts = (type: LogicalType) => ['json', 'array', 'map', 'struct'].includes(type.kind);

/** DuckDB text for the rows of a JSON file, each field in its type, read as strictly as a CSV's. @public */
export function jsonRelation(scan: JsonScan): string {
  const items = scan.schema.fields.map(({ name, type }) => {
    const column = quoteName(name);
    if (type.kind === 'json') return column;
    if (hasParts(type)) return `CAST(${column} AS ${duckdbType(type)}) AS ${column}`;
    return `${readOrFail(column, name, type, scan.readings?.[name])} AS ${column}`;
  });
  return `(SELECT ${items.join(', ')} FROM ${jsonTextScan(scan)})`;
}

const textType = (type: LogicalType) => (hasParts(type) ? 'JSON' : 'VARCHAR');

/**
 * JSON Lines as a CSV of one field that no line can end: so each line can be judged by itself, and found again by its
 * place. `undefined` where a value may run over lines, or is no object by right.
 * @public
 */
export function linesOf(scan: JsonScan): CsvScan | undefined {
  if (scan.layout !== 'newline_delimited' || scan.records === false) return undefined;
  return {
    kind: 'csv',
    paths: scan.paths,
    compression: scan.compression,
    // JSON has no bare control characters but white space, so neither mark can be part of a value.
    csv: { delimiter: '\u0001', quote: null, escape: null, header: false, nulls: ['\u0002'] },
    schema: { fields: [{ name: 'line', type: { kind: 'string' }, nullable: false }] },
    longestRow: scan.longestRow ?? usualLongest,
    isLenient: true,
  };
}

/** Columns of {@link jsonLinesScan} that no field of a user is called. @public */
export const lineColumns = { row: 'ai-etl row', broken: 'ai-etl broken' };

/**
 * DuckDB text for the lines of a JSON Lines file: the fields as their texts, the number of the line among those that
 * are not empty, and the whole text of a line that is no JSON object.
 * @public
 */
export function jsonLinesScan(scan: JsonScan, lines: CsvScan, rejects: CsvRejects): string {
  const structure = Object.fromEntries(scan.schema.fields.map(({ name, type }) => [name, textType(type)]));
  const fields = scan.schema.fields.map(({ name }) => `read.${quoteName(name)} AS ${quoteName(name)}`);
  const [row, broken] = [quoteName(lineColumns.row), quoteName(lineColumns.broken)];
  const judged = judgedLines(lines, rejects);
  const read = `CASE WHEN fits THEN json_transform(line, ${quoteText(JSON.stringify(structure))}) END AS read`;
  return `(SELECT ${row}, ${broken}, ${fields.join(', ')} FROM (SELECT ${row}, CASE WHEN NOT fits THEN line END AS ${broken}, ${read} FROM ${judged}))`;
}

/** DuckDB text for lines with their numbers, their text as `line`, and whether it `fits`, being a JSON object. @public */
export function judgedLines(lines: CsvScan, rejects: CsvRejects): string {
  const row = quoteName(lineColumns.row);
  const numbered = `SELECT row_number() OVER () AS ${row}, coalesce(c0, '') AS line FROM ${csvTextScan(lines, rejects)}`;
  const fits = `CASE WHEN json_valid(line) THEN json_type(line) END IS NOT DISTINCT FROM 'OBJECT'`;
  // What is white space alone is an empty line; the reader of CSV leaves out only what has nothing at all.
  return `(SELECT *, ${fits} AS fits FROM (${numbered}) WHERE trim(line, ' \t\r') <> '')`;
}

/** Reason of a line that is no JSON object. @public */
export const brokenLineReason = (broken: string) =>
  `CASE WHEN json_valid(${broken}) THEN 'not-an-object' ELSE 'broken-json' END`;

/** @internal */
export function jsonTextScan(scan: JsonScan): string {
  const columns = scan.schema.fields.map(({ name, type }) => `${quoteText(name)}: '${textType(type)}'`);
  const options = [
    `[${scan.paths.map(quoteText).join(', ')}]`,
    `format = '${scan.layout}'`,
    `columns = {${columns.join(', ')}}`,
    // Left to itself the reader takes one scalar among the objects for a sign that none of them has fields.
    `records = ${scan.records !== false}`,
    scan.compression && scan.compression !== 'none' ? `compression = '${scan.compression}'` : undefined,
    `maximum_object_size = ${scan.longestRow ?? usualLongest}`,
  ];
  return `read_json(${options.filter((option) => option !== undefined).join(', ')})`;
}
