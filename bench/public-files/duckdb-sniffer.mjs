/** What DuckDB's own sniffer takes a file for, to be set beside ours. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A function from a path to `{ width, names, types, delimiter, header, skip }`, or `{ refused }`. */
export async function duckdbSniffer() {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  return async (path) => {
    try {
      const result = await connection.runAndReadAll(
        `SELECT Delimiter AS delimiter, SkipRows AS skip, HasHeader AS header, to_json(Columns)::VARCHAR AS columns FROM sniff_csv('${path.replaceAll("'", "''")}')`,
      );
      const [row] = result.getRowObjects();
      const columns = JSON.parse(row.columns);
      return {
        delimiter: row.delimiter,
        skip: Number(row.skip),
        header: row.header,
        names: columns.map(({ name }) => name),
        types: columns.map(({ type }) => type),
      };
    } catch (error) {
      return { refused: String(error.message).split('\n')[0].slice(0, 200) };
    }
  };
}

/** A table by its ending, a text where columns are found in it, JSON of objects. */
export function isTable(path, duckdb) {
  if (/\.txt(\.gz)?$/i.test(path)) return (duckdb?.types?.length ?? 0) > 1;
  if (!/\.json(\.gz)?$/i.test(path)) return true;
  try {
    const bytes = readFileSync(path);
    const found = JSON.parse(path.endsWith('.gz') ? gunzipSync(bytes) : bytes);
    return (
      Array.isArray(found) &&
      found.length > 1 &&
      found.every((one) => one && typeof one === 'object' && !Array.isArray(one))
    );
  } catch {
    return /^\s*\{.*\}\s*\n\s*\{/.test(readFileSync(path, 'utf8').slice(0, 100_000));
  }
}

const kinds = [
  [/^(u?int|bigint|integer|hugeint|decimal|float|double|smallint|tinyint)/i, 'number'],
  [/^(date|timestamp)/i, 'date'],
  [/^time/i, 'time'],
  [/^bool/i, 'boolean'],
];
const kindOf = (type) => kinds.find(([shape]) => shape.test(type))?.[1] ?? 'text';

/** In what ours differs, the coarsest first; nothing where DuckDB was not asked. */
export function beside({ duckdb, columns }) {
  if (!duckdb) return undefined;
  if (duckdb.refused) return columns ? 'DuckDB refuses, we read' : 'both refuse';
  if (!columns) return 'DuckDB reads, we refuse';
  if (duckdb.types.length !== columns.length) return 'another number of columns';
  if (duckdb.names.some((name, at) => name !== columns[at].name)) return 'other names';
  const differing = columns.filter(({ type }, at) => kindOf(type) !== kindOf(duckdb.types[at]));
  return differing.length === 0 ? 'the same fields' : 'a field of another kind';
}
