import Cursor from 'pg-cursor';
import type { FieldDef } from 'pg';
import type { QueryResult } from '../contract';
import { bindParameters } from './parameters';
import { fieldsOf, rowReader } from './read';
import type { PostgresServer } from './server';
import { asText } from './values';

const defaultLimit = 1000;

/** The first rows of any statement; the server makes no more than are asked for. @internal */
export async function query(
  server: PostgresServer,
  sql: string,
  options: { limit?: number; parameters?: Record<string, unknown>; signal?: AbortSignal } = {},
): Promise<QueryResult> {
  const { limit = defaultLimit, parameters = {}, signal } = options;
  const bound = bindParameters(sql, parameters);
  return server.use({ sql: bound.text }, signal, async (client) => {
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
  });
}

function firstRows(cursor: Cursor<(string | null)[]>, count: number) {
  return new Promise<{ rows: (string | null)[][]; columns: FieldDef[] }>((resolve, reject) => {
    cursor.read(count, (error, rows, result) => {
      if (error) reject(error);
      else resolve({ rows, columns: result.fields });
    });
  });
}
