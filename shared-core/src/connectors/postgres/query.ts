import Cursor from 'pg-cursor';
import type { FieldDef, PoolClient } from 'pg';
import type { QueryOptions, QueryResult } from '../contract';
import { ofReading } from '../errors';
import { bindParameters } from './parameters';
import { fieldsOf, rowReader } from './read';
import type { PostgresServer } from './server';
import { asText } from './values';

const defaultLimit = 1000;

/** The first rows of any statement; the server makes no more than are asked for. @internal */
export async function query(
  server: PostgresServer,
  sql: string,
  options: QueryOptions = {},
): Promise<QueryResult> {
  const { limit = defaultLimit, parameters = {}, readOnly = false, signal } = options;
  const bound = bindParameters(sql, parameters);
  const work = (client: PoolClient) => rowsOf(client, bound, limit);
  if (!readOnly) return server.use({ sql: bound.text }, signal, work);
  try {
    return await server.use({ sql: bound.text }, signal, (client) => onlyReading(client, () => work(client)));
  } catch (error) {
    throw ofReading(error, server.name);
  }
}

/** In a transaction that takes no changes, and of which nothing stays. */
async function onlyReading<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN READ ONLY');
  try {
    return await work();
  } finally {
    // Where the session is lost the server has rolled back by itself.
    await client.query('ROLLBACK').catch(() => undefined);
  }
}

async function rowsOf(
  client: PoolClient,
  bound: { text: string; values: unknown[] },
  limit: number,
): Promise<QueryResult> {
  const cursor = client.query(
    new Cursor<(string | null)[]>(bound.text, bound.values, { rowMode: 'array', types: asText }),
  );
  const { rows, columns } = await firstRows(cursor, limit + 1);
  await cursor.close();
  const fields = await fieldsOf(client, columns);
  return {
    schema: { fields },
    rows: rows.slice(0, limit).map(rowReader(fields)),
    truncated: rows.length > limit,
  };
}

function firstRows(cursor: Cursor<(string | null)[]>, count: number) {
  return new Promise<{ rows: (string | null)[][]; columns: FieldDef[] }>((resolve, reject) => {
    cursor.read(count, (error, rows, result) => {
      if (error) reject(error);
      else resolve({ rows, columns: result.fields });
    });
  });
}
