import { createClient } from '@clickhouse/client';
import { Client } from 'pg';
import { DuckDBInstance } from '@duckdb/node-api';
import { createStatements, parseObjectName } from '../../ddl';
import { startClickHouseServer, startPostgresServer } from '../../local';
import { printType, type TableSchema } from '../../schema';
import { quoteName, type DialectId } from '../../sql';

/** A real system that runs scripts. */
export interface TestEngine {
  dialect: DialectId;
  reset(): Promise<void>;
  /** Makes a table and puts rows, given as SQL tuples, into it. */
  fill(object: string, schema: TableSchema, rows: string[]): Promise<void>;
  makeContainer(object: string): Promise<void>;
  script(text: string): Promise<void>;
  /** Rows of a table as texts that are alike in every system. */
  rows(object: string): Promise<string[]>;
  stop(): Promise<void>;
}

/** How each is started; heavy ones take seconds. */
export const engines: (() => Promise<TestEngine>)[] = [startDuckDb, startPostgres, startClickHouse];

const quoted = (object: string, dialect: DialectId) => {
  const { container, table } = parseObjectName(object);
  return [container, table]
    .filter((part) => part !== undefined)
    .map((part) => quoteName(part, dialect))
    .join('.');
};

async function startDuckDb(): Promise<TestEngine> {
  const open = async () => (await DuckDBInstance.create(':memory:')).connect();
  let connection = await open();
  const dialect = 'duckdb';
  const native: Record<string, string> = {
    string: 'VARCHAR',
    int32: 'INTEGER',
    int64: 'BIGINT',
    float64: 'DOUBLE',
  };
  return {
    dialect,
    reset: async () => {
      connection.closeSync();
      connection = await open();
    },
    fill: async (object, schema, rows) => {
      await connection.run('CREATE SCHEMA IF NOT EXISTS staging');
      const columns = schema.fields.map(
        ({ name, type }) => `"${name}" ${native[printType(type)] ?? printType(type)}`,
      );
      await connection.run(`CREATE TABLE ${quoted(object, dialect)} (${columns.join(', ')})`);
      await connection.run(`INSERT INTO ${quoted(object, dialect)} VALUES ${rows.join(', ')}`);
    },
    makeContainer: async (object) => {
      const { container } = parseObjectName(object);
      if (container !== undefined) await connection.run(`CREATE SCHEMA IF NOT EXISTS "${container}"`);
    },
    script: async (text) => void (await connection.run(text)),
    rows: async (object) => {
      const reader = await connection.runAndReadAll(`SELECT * FROM ${quoted(object, dialect)}`);
      return reader.getRowsJson().map((row) => plain(row));
    },
    stop: () => Promise.resolve(connection.closeSync()),
  };
}

async function startPostgres(): Promise<TestEngine> {
  const server = await startPostgresServer({ settings: { fsync: 'off' } });
  const { host, port, user, password, database } = server;
  const client = new Client({ host, port, user, password, database, types: { getTypeParser: () => String } });
  await client.connect();
  const dialect = 'postgresql';
  const run = async (text: string) => void (await client.query(text));
  return {
    dialect,
    reset: async () => {
      // A script that failed left its transaction open.
      await run('ROLLBACK');
      const { rows } = await client.query<{ name: string }>(
        "SELECT quote_ident(nspname) AS name FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'",
      );
      for (const { name } of rows) await run(`DROP SCHEMA ${name} CASCADE`);
      await run('CREATE SCHEMA public; CREATE SCHEMA staging');
    },
    fill: async (object, schema, rows) => {
      for (const statement of createStatements({ system: dialect, object, schema })) await run(statement);
      await run(`INSERT INTO ${quoted(object, dialect)} VALUES ${rows.join(', ')}`);
    },
    makeContainer: async (object) => {
      const { container } = parseObjectName(object);
      if (container !== undefined) await run(`CREATE SCHEMA IF NOT EXISTS ${quoteName(container, dialect)}`);
    },
    script: run,
    rows: async (object) => {
      const { rows } = await client.query({
        text: `SELECT * FROM ${quoted(object, dialect)}`,
        rowMode: 'array',
      });
      return (rows as unknown[][]).map((row) => plain(row));
    },
    stop: async () => {
      await client.end();
      await server.stop();
    },
  };
}

async function startClickHouse(): Promise<TestEngine> {
  const server = await startClickHouseServer();
  const { host, port, user, password } = server;
  const settings = { join_use_nulls: 0 as const };
  const client = createClient({
    url: `http://${host}:${port}`,
    username: user,
    password,
    clickhouse_settings: settings,
  });
  const dialect = 'clickhouse';
  const run = async (query: string) => void (await client.command({ query }));
  const containers = new Set<string>();
  const makeContainer = async (name: string) => {
    containers.add(name);
    await run(`CREATE DATABASE IF NOT EXISTS ${quoteName(name, dialect)}`);
  };
  return {
    dialect,
    reset: async () => {
      for (const name of containers) await run(`DROP DATABASE IF EXISTS ${quoteName(name, dialect)} SYNC`);
      const tables = await client.query({ query: 'SHOW TABLES FROM default', format: 'JSONEachRow' });
      for (const { name } of await tables.json<{ name: string }>())
        await run(`DROP TABLE default.${quoteName(name, dialect)} SYNC`);
      await makeContainer('staging');
    },
    fill: async (object, schema, rows) => {
      for (const statement of createStatements({ system: dialect, object, schema })) await run(statement);
      await run(`INSERT INTO ${quoted(object, dialect)} VALUES ${rows.join(', ')}`);
    },
    makeContainer: async (object) => {
      const { container } = parseObjectName(object);
      if (container !== undefined) await makeContainer(container);
    },
    script: async (text) => {
      for (const statement of text.split(/;\n/)) if (/^(?!--)\S/m.test(statement)) await run(statement);
    },
    rows: async (object) => {
      const result = await client.query({
        query: `SELECT * FROM ${quoted(object, dialect)}`,
        format: 'JSONCompactEachRow',
      });
      return (await result.json<unknown[]>()).map((row) => plain(row));
    },
    stop: async () => {
      await client.close();
      await server.stop();
    },
  };
}

/** Numbers to ten digits, times to the microsecond, truth as a letter: systems print the same value in different ways. */
const plain = (row: unknown[]): string => JSON.stringify(row.map(plainValue));

function plainValue(value: unknown): unknown {
  if (value === null) return null;
  const text = String(value);
  if (/^-?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(text) && text.length < 16)
    return Number(Number(text).toPrecision(10));
  if (/^(true|false)$/.test(text)) return text[0];
  const time = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d+))?$/.exec(text);
  return time ? `${time[1]} ${time[2]}.${(time[3] ?? '').padEnd(6, '0')}` : text;
}
