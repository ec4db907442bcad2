import { sqlErrors } from '../errors';
import { clickhouse } from './clickhouse';
import { dialectIds, type Dialect, type DialectId } from './dialect';
import { duckdb } from './duckdb';
import { postgresql } from './postgresql';

/** The dialects by name. @public */
export const dialects: Record<DialectId, Dialect> = { postgresql, clickhouse, duckdb };

/** @throws `sql.unknown-dialect` (input) @internal */
export function dialectNamed(name: DialectId): Dialect {
  const found = (dialects as Record<string, Dialect | undefined>)[name];
  if (!found) throw sqlErrors['unknown-dialect']({ name, known: [...dialectIds] });
  return found;
}
