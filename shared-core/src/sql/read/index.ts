import type { Query } from '../ast';
import { dialectNamed } from '../dialects';
import type { DialectId } from '../dialects/dialect';
import { sqlErrors } from '../errors';
import { parseQuery as parsePostgres, parseScript as parsePostgresScript, type Statement } from '../parse';
import { clickhouseReader } from './clickhouse';
import type { Read, Reader } from './reader';

/** The dialects that are read; the others are printed only. */
const readers: Partial<Record<DialectId, Reader>> = {
  postgresql: {
    query: (text) => ({ query: parsePostgres(text), hazards: [] }),
    script: parsePostgresScript,
  },
  clickhouse: clickhouseReader,
};

/** Names of the dialects that are read. @public */
export const readDialects = Object.keys(readers) as DialectId[];

function readerOf(name: DialectId): Reader {
  const { id } = dialectNamed(name);
  const reader = readers[id];
  if (!reader) throw sqlErrors['dialect-not-read']({ dialect: id, read: readDialects });
  return reader;
}

/**
 * Refuses a dialect whose SQL is not read.
 * @throws `sql.unknown-dialect` (input), `sql.dialect-not-read` (refusal)
 * @public
 */
export function requireReadDialect(name: string): void {
  readerOf(name as DialectId);
}

/** A query with what its dialect may have meant otherwise. @internal */
export const readQueryOf = (text: string, from: DialectId): Read => readerOf(from).query(text);

/**
 * Parses one SELECT (or VALUES).
 * @param from - its dialect
 * @throws `sql.syntax`, `sql.not-one-statement`, `sql.unknown-dialect` (input), `sql.construct-refused`,
 * `sql.dialect-not-read` (refusal), the first and the last but one with their places
 * @public
 */
export const parseQuery = (text: string, from: DialectId = 'postgresql'): Query =>
  readerOf(from).query(text).query;

/**
 * What each statement of a text reads and writes, for lineage: a construct that no other dialect could say counts as an
 * operation over whatever is inside it.
 * @param from - its dialect
 * @throws `sql.syntax`, `sql.unknown-dialect` (input), `sql.dialect-not-read` (refusal), `sql.construct-refused`
 * (refusal) for a statement that this does not know
 * @public
 */
export const parseScript = (text: string, from: DialectId = 'postgresql'): Statement[] =>
  readerOf(from).script(text);
