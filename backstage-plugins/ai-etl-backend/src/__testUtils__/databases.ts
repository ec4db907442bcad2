import { startPostgresServer, type LocalServerHandle } from '@ai-etl/core';
import { coreServices, createServiceFactory } from '@backstage/backend-plugin-api';
import knexFactory, { type Knex } from 'knex';
import { migrationsDirectory } from '../database/database';

/** The databases that every test of the store runs on. */
export const engines = ['SQLite', 'PostgreSQL'] as const;
export type Engine = (typeof engines)[number];

/**
 * Real databases for one test file: SQLite in memory, and a PostgreSQL server that the file starts for itself.
 * Each call gives an empty database; all of them end with the file.
 */
export function databasesForTests(engine: Engine): () => Promise<Knex> {
  let server: LocalServerHandle | undefined;
  const opened: Knex[] = [];

  beforeAll(async () => {
    if (engine === 'PostgreSQL') server = await startPostgresServer();
  }, 120_000);

  afterAll(async () => {
    await Promise.all(opened.map((knex) => knex.destroy()));
    await server?.stop();
  }, 60_000);

  return async () => {
    const knex = server ? await postgresDatabase(server, opened.length) : sqliteDatabase();
    opened.push(knex);
    return knex;
  };
}

/** Brings a database to its newest form. */
export const migrate = (knex: Knex) => knex.migrate.latest({ directory: migrationsDirectory() });

/** The database service with one given database. */
export const databaseFactory = (open: () => Promise<Knex>) =>
  createServiceFactory({
    service: coreServices.database,
    deps: {},
    factory: () => ({ getClient: open }),
  });

async function postgresDatabase(server: LocalServerHandle, number: number): Promise<Knex> {
  const connection = connectionOf(server);
  const database = `test_${number}`;
  const maintenance = knexFactory({ client: 'pg', connection });
  await maintenance.raw('create database ??', [database]);
  await maintenance.destroy();
  return knexFactory({ client: 'pg', connection: { ...connection, database } });
}

function connectionOf({ url }: LocalServerHandle) {
  const { hostname, port, username, password } = new URL(url);
  return { host: hostname, port: Number(port), user: username, password: decodeURIComponent(password) };
}

/** As Backstage opens it: one connection, foreign keys held. */
function sqliteDatabase(): Knex {
  return knexFactory({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
    pool: {
      min: 1,
      max: 1,
      afterCreate: (connection: { pragma(text: string): void }, done: () => void) => {
        connection.pragma('foreign_keys = ON');
        done();
      },
    },
  });
}
