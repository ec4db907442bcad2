/** PostgreSQL, ClickHouse's engine and DuckDB, each with the rows of every suite in a schema of its own. */
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { root } from '../../scripts/environment.mjs';

const require = createRequire(join(root, 'shared-core', 'package.json'));
const nativeTypes = {
  postgresql: (type) => type.replace(/^VARCHAR$/, 'text'),
  duckdb: (type) => type,
  clickhouse: (type, isNullable) => {
    const name = clickhouseType(type);
    return isNullable ? `Nullable(${name})` : name;
  },
};

function clickhouseType(type) {
  if (type.startsWith('DECIMAL')) return type.replace('DECIMAL', 'Decimal');
  const names = {
    SMALLINT: 'Int16',
    INTEGER: 'Int32',
    BIGINT: 'Int64',
    VARCHAR: 'String',
    DATE: 'Date32',
    TIME: 'String',
    BOOLEAN: 'Bool',
    DOUBLE: 'Float64',
  };
  return type.startsWith('TIMESTAMP') ? 'DateTime' : names[type];
}

/** `CREATE TABLE`; NULL may come only where the suite has it. */
function create(system, table, columns, isNullable) {
  const quote = (name) => (system === 'clickhouse' ? `\`${name}\`` : `"${name}"`);
  const list = columns.map(([name, type]) => `${quote(name)} ${nativeTypes[system](type, isNullable)}`);
  return `CREATE TABLE ${table} (${list.join(', ')})${system === 'clickhouse' ? ' ENGINE = MergeTree ORDER BY tuple()' : ''}`;
}

/** @returns engines by their names: `use(suite)`, `rows(sql)`, `load(suite, table, columns, file)`, `close()` */
export async function openEngines() {
  const { startClickHouseServer, startPostgresServer } = require('./dist/local');
  const [postgresql, clickhouse, duckdb] = await Promise.all([
    openPostgres(await startPostgresServer()),
    openClickHouse(await startClickHouseServer()),
    openDuckDb(),
  ]);
  return { postgresql, clickhouse, duckdb };
}

async function openPostgres(server) {
  const { Client, types } = require('pg');
  const { from } = require('pg-copy-streams');
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query("SET TIME ZONE 'UTC'; SET statement_timeout = '120s'");
  const texts = {
    getTypeParser: (oid, format) => (textual.has(oid) ? (value) => value : types.getTypeParser(oid, format)),
  };
  return {
    use: (suite) => client.query(`CREATE SCHEMA IF NOT EXISTS ${suite}; SET search_path = ${suite}`),
    rows: async (sql) => (await client.query({ text: sql, rowMode: 'array', types: texts })).rows,
    load: async (_suite, table, columns, file, isNullable) => {
      await client.query(create('postgresql', table, columns, isNullable));
      await pipeline(
        createReadStream(file),
        client.query(from(`COPY ${table} FROM STDIN (FORMAT csv, HEADER, NULL '\\N')`)),
      );
      // TPC-H's correlated subqueries would take minutes without.
      for (const [name] of columns.filter(([column]) => column.endsWith('key')))
        await client.query(`CREATE INDEX ON ${table} (${name})`);
      await client.query(`ANALYZE ${table}`);
    },
    close: async () => {
      await client.end();
      await server.stop();
    },
  };
}

/** Dates, times and 64-bit numbers stay the text that PostgreSQL sends. */
const textual = new Set([20, 700, 701, 1700, 1082, 1083, 1114, 1184]);

async function openClickHouse(server) {
  const { createClient, ClickHouseLogLevel } = require('@clickhouse/client');
  const settings = {
    output_format_json_quote_64bit_integers: 1,
    output_format_json_quote_decimals: 1,
    session_timezone: 'UTC',
    input_format_csv_empty_as_default: 0,
    input_format_csv_trim_whitespaces: 0,
  };
  const clientOf = (database) =>
    createClient({
      url: `http://${server.host}:${server.port}`,
      username: server.user,
      password: server.password,
      database,
      log: { level: ClickHouseLogLevel.OFF },
      clickhouse_settings: settings,
      request_timeout: 120_000,
    });
  let client = clientOf('default');
  return {
    use: async (suite) => {
      await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${suite}` });
      await client.close();
      client = clientOf(suite);
    },
    rows: async (sql) => (await (await client.query({ query: sql, format: 'JSONCompact' })).json()).data,
    load: async (_suite, table, columns, file, isNullable) => {
      await client.command({ query: create('clickhouse', table, columns, isNullable) });
      await client.insert({ table, values: createReadStream(file), format: 'CSVWithNames' });
    },
    close: async () => {
      await client.close();
      await server.stop();
    },
  };
}

async function openDuckDb() {
  const { DuckDBInstance } = require('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  return {
    use: (suite) => connection.run(`CREATE SCHEMA IF NOT EXISTS ${suite}; SET schema = '${suite}'`),
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowsJson(),
    load: async (_suite, table, columns, file, isNullable) => {
      await connection.run(create('duckdb', table, columns, isNullable));
      await connection.run(`COPY ${table} FROM '${file}' (FORMAT csv, HEADER, NULLSTR '\\N')`);
    },
    close: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
