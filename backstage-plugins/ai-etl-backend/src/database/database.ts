import { resolvePackagePath, type DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** Where the migrations lie. */
export const migrationsDirectory = () =>
  resolvePackagePath('@ai-etl/backstage-plugin-ai-etl-backend', 'migrations');

/** The plugin's database with its tables as this version needs them. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) await knex.migrate.latest({ directory: migrationsDirectory() });
  return knex;
}

/** True on PostgreSQL, whose own ways are faster here and there. */
export const isPostgres = (knex: Knex) => knex.client.config.client === 'pg';

/** SQLite takes 32,766 values in a statement, PostgreSQL 65,535. */
const mostValues = 30_000;
/** SQLite takes 500 rows in an INSERT as knex writes it. */
const mostRows = 500;

/** Values for `IN (…)`, in pieces that fit into one statement each. */
export const inPieces = <T>(values: readonly T[]): T[][] => pieces(values, mostValues);

/** Rows to insert, likewise. No table has more than 25 columns. */
export const rowsInPieces = <T>(rows: readonly T[]): T[][] => pieces(rows, mostRows);

function pieces<T>(all: readonly T[], size: number): T[][] {
  const count = Math.ceil(all.length / size);
  return Array.from({ length: count }, (_, at) => all.slice(at * size, (at + 1) * size));
}

/** Now, as the tables keep times. */
export const now = () => new Date().toISOString();
