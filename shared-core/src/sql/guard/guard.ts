import { dialectNamed } from '../dialects';
import type { DialectId } from '../dialects/dialect';
import { sqlErrors } from '../errors';
import { sqlReady } from '../ready';
import { guardByGrammar } from './by-grammar';
import { guardByTokens } from './by-tokens';
import { askSecondParser } from './second-opinion';
import { tokenRules } from './token-rules';

/**
 * Lets a text through only if it is one statement that reads: no writing part, no lock, no function that writes,
 * waits or reaches out of the database. PostgreSQL's text is read by its own grammar and its functions must be known
 * to compute only; ClickHouse's and DuckDB's are read word by word against what may reach out. A second parser is
 * asked too. It is a guard before the server's own (a user with reading rights, a read-only transaction), not instead.
 *
 * @throws `sql.not-read-only` (refusal), `sql.not-one-statement`, `sql.syntax` (input)
 * @public
 */
export async function guardReadOnly(sql: string, dialectId: DialectId): Promise<void> {
  await sqlReady();
  if (dialectNamed(dialectId).id === 'postgresql') guardByGrammar(sql);
  else guardByTokens(sql, tokenRules[dialectId as 'clickhouse' | 'duckdb']);
  const written = await askSecondParser(sql);
  if (written) throw sqlErrors['not-read-only']({ found: written });
}
