import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import type { DuckDBConnection } from '@duckdb/node-api';
import { Client, types } from 'pg';
import { startClickHouseServer, startPostgresServer } from '../../local';
import type { DialectId } from '..';

/** A real engine of one dialect; cells come as text, number, boolean, null or a list. */
export interface Engine {
  id: DialectId;
  /** Runs a statement without a result. */
  run(sql: string): Promise<void>;
  rows(sql: string): Promise<unknown[][]>;
  close(): Promise<void>;
}

/** Starts PostgreSQL, ClickHouse's engine and DuckDB. */
export async function openEngines(): Promise<Engine[]> {
  return Promise.all([openPostgres(), openClickHouse(), openDuckDb()]);
}

async function openPostgres(): Promise<Engine> {
  const server = await startPostgresServer();
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query("SET TIME ZONE 'UTC'");
  const text = { getTypeParser: textOf };
  return {
    id: 'postgresql',
    run: async (sql) => void (await client.query(sql)),
    rows: async (sql) => (await client.query<unknown[]>({ text: sql, rowMode: 'array', types: text })).rows,
    close: async () => {
      await client.end();
      await server.stop();
    },
  };
}

/** Dates, times and numbers stay the text that PostgreSQL sends. */
const raw = new Set([20, 700, 701, 1700, 1082, 1083, 1114, 1184, 1186]);
const textOf = ((oid: number, format?: 'text') =>
  raw.has(oid) ? (value: string) => value : types.getTypeParser(oid, format)) as typeof types.getTypeParser;

async function openClickHouse(): Promise<Engine> {
  const server = await startClickHouseServer();
  const client = createClient({
    url: `http://${server.host}:${server.port}`,
    username: server.user,
    password: server.password,
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: {
      output_format_json_quote_64bit_integers: 1,
      output_format_json_quote_decimals: 1,
      output_format_json_quote_denormals: 1,
      session_timezone: 'UTC',
    },
  });
  return {
    id: 'clickhouse',
    run: async (sql) => void (await client.command({ query: sql })),
    rows: async (sql) => {
      const result = await client.query({ query: sql, format: 'JSONCompact' });
      return ((await result.json()) as { data: unknown[][] }).data;
    },
    close: async () => {
      await client.close();
      await server.stop();
    },
  };
}

async function openDuckDb(): Promise<Engine> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection: DuckDBConnection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  return {
    id: 'duckdb',
    run: async (sql) => void (await connection.run(sql)),
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowsJson() as unknown[][],
    close: () => {
      connection.closeSync();
      instance.closeSync();
      return Promise.resolve();
    },
  };
}
