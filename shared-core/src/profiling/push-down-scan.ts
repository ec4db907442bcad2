import type { Connection } from '../connectors';
import type { Field } from '../schema';
import { headRowsOf, type Scan, type TextRow } from './scan';
import { statDialects } from './stat-dialects';

/** No question of ours has more rows: 24 fields of 10,000 values, with room to spare. */
const answerRows = 300_000;

/** A table that is counted where it lies: only answers travel. @internal */
export function pushDownScan(
  connection: Connection,
  object: string,
  fields: Field[],
  dialect: 'postgresql' | 'clickhouse',
  signal?: AbortSignal,
): Scan {
  const { quote } = statDialects[dialect];
  const table = quotedObject(object, quote);
  const headRows = headRowsOf(fields.length);
  return {
    dialect: statDialects[dialect],
    estimatedRows: headRows,
    headRows,
    relation: table,
    head: `(SELECT ${fields.map((field) => quote(field.name)).join(', ')} FROM ${table} LIMIT ${headRows})`,
    fields: fields.map((field) => ({ field, isRaw: false })),
    query: async (sql) => (await connection.query(sql, { limit: answerRows, signal })).rows as TextRow[],
    close: () => Promise.resolve(),
  };
}

const quotedObject = (object: string, quote: (name: string) => string) =>
  [...object.matchAll(/"((?:[^"]|"")*)"|`([^`]*)`|([^."`]+)/g)]
    .map(([, double, back, plain]) => quote(double?.replaceAll('""', '"') ?? back ?? plain ?? ''))
    .join('.');
