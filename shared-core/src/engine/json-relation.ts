import type { LogicalType, TableSchema } from '../schema';
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

/** @internal */
export function jsonTextScan(scan: JsonScan): string {
  const columns = scan.schema.fields.map(
    ({ name, type }) => `${quoteText(name)}: '${hasParts(type) ? 'JSON' : 'VARCHAR'}'`,
  );
  const options = [
    `[${scan.paths.map(quoteText).join(', ')}]`,
    `format = '${scan.layout}'`,
    `columns = {${columns.join(', ')}}`,
    scan.records === false ? 'records = false' : undefined,
    scan.compression && scan.compression !== 'none' ? `compression = '${scan.compression}'` : undefined,
    `maximum_object_size = ${scan.longestRow ?? usualLongest}`,
  ];
  return `read_json(${options.filter((option) => option !== undefined).join(', ')})`;
}
