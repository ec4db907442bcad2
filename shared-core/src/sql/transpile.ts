import type { TableSchema } from '../schema';
import type { Query } from './ast';
import { dialectNamed } from './dialects';
import type { DialectId } from './dialects/dialect';
import { sqlErrors } from './errors';
import { hazardsOf, type Hazard } from './hazards';
import { parseQuery } from './parse';
import { printQuery } from './print';

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
  const query = readIn(sql, from);
  return { sql: printQuery(query, to, { scope: { tables } }), hazards: hazardsOf(query, to, tables) };
}

/**
 * Lays a query out anew: a clause a line, brackets and quotes where they are needed.
 * @throws as {@link transpile}
 * @public
 */
export const formatSql = (sql: string, dialectId: DialectId = 'postgresql'): string =>
  printQuery(readIn(sql, dialectId), dialectId);

function readIn(sql: string, from: DialectId): Query {
  requireReadDialect(from);
  return parseQuery(sql);
}

/**
 * Refuses a dialect whose SQL is not read.
 * @throws `sql.unknown-dialect` (input), `sql.dialect-not-read` (refusal)
 * @public
 */
export function requireReadDialect(name: string): void {
  const { id } = dialectNamed(name as DialectId);
  if (id !== 'postgresql') throw sqlErrors['dialect-not-read']({ dialect: id });
}
