import type { TableSchema } from '../schema';
import type { DialectId } from './dialects/dialect';
import { hazardsOf, type Hazard } from './hazards';
import { printQuery } from './print';
import { readQueryOf } from './read';

/** @public */
export interface TranspileOptions {
  from: DialectId;
  to: DialectId;
  /** Schemas of the tables by name: some rewrites depend on types. */
  tables?: Record<string, TableSchema>;
}

/** @public */
export interface Transpiled {
  sql: string;
  /** What may still differ on data that the SQL does not show. */
  hazards: Hazard[];
}

/**
 * Says a query of one dialect in another, meaning unchanged.
 * @throws `sql.dialect-not-read`, `sql.dialect-cannot`, `sql.construct-refused` (refusal), `sql.syntax` (input)
 * @public
 */
export function transpile(sql: string, { from, to, tables = {} }: TranspileOptions): Transpiled {
  const { query, hazards } = readQueryOf(sql, from);
  return {
    sql: printQuery(query, to, { scope: { tables } }),
    hazards: [...(from === to ? [] : hazards), ...hazardsOf(query, to, tables)],
  };
}

/**
 * Lays a query out anew: a clause a line, brackets and quotes where they are needed.
 * @throws as {@link transpile}
 * @public
 */
export const formatSql = (sql: string, dialectId: DialectId = 'postgresql'): string =>
  printQuery(readQueryOf(sql, dialectId).query, dialectId);
