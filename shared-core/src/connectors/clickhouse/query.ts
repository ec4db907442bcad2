import type { QueryOptions, QueryResult, Row } from '../contract';
import { ofReading } from '../errors';
import { fieldOf } from './describe';
import { readQuery } from './read';
import type { ClickHouseServer } from './server';
import { exactJson } from './values';

const defaultLimit = 1000;

/** The first rows of any statement; the server makes hardly more than are asked for. @internal */
export async function query(
  server: ClickHouseServer,
  sql: string,
  options: QueryOptions = {},
): Promise<QueryResult> {
  const { limit = defaultLimit, readOnly = false, ...rest } = options;
  if (!/^\s*(--[^\n]*\n|\/\*[^]*?\*\/|\s)*(SELECT|WITH|\()/i.test(sql))
    return run(server, sql, limit, rest, readOnly);
  const stream = await readQuery(server, sql, { formats: ['rows'], limit: limit + 1, ...rest });
  const rows: Row[] = [];
  if (stream.format === 'rows') for await (const batch of stream.rows) rows.push(...batch);
  return { schema: stream.schema, rows: rows.slice(0, limit), truncated: rows.length > limit };
}

/** SHOW, DESCRIBE, EXPLAIN and the like, which cannot be wrapped, and are short. */
async function run(
  server: ClickHouseServer,
  sql: string,
  limit: number,
  options: QueryOptions,
  readOnly: boolean,
): Promise<QueryResult> {
  const text = await textOf(server, sql, options, readOnly);
  if (text.trim() === '') return { schema: { fields: [] }, rows: [], truncated: false };
  const { meta, data } = JSON.parse(text) as { meta: { name: string; type: string }[]; data: unknown[][] };
  const rows = data
    .slice(0, limit)
    .map((values) => Object.fromEntries(meta.map(({ name }, i) => [name, values[i]])));
  return {
    schema: { fields: meta.map((column) => fieldOf({ ...column, comment: '' })) },
    rows,
    truncated: data.length > limit,
  };
}

/** Under readonly = 2 the server changes nothing but settings of the request. */
async function textOf(
  server: ClickHouseServer,
  sql: string,
  options: QueryOptions,
  readOnly: boolean,
): Promise<string> {
  // Who may only read is not let set it.
  const isNews = readOnly && server.facts.readonly === 0;
  const settings = { ...exactJson, ...(isNews && { readonly: '2' as const }) };
  try {
    const bytes = await server.bytes({ sql, settings, ...options }, 'JSONCompact');
    return Buffer.concat(await bytes.toArray()).toString('utf8');
  } catch (error) {
    throw readOnly ? ofReading(error, server.name) : error;
  }
}
