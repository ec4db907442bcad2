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

/** Rows in pieces that fit into one statement each. */
export function inPieces<T>(rows: readonly T[], valuesEach = 1): T[][] {
  const size = Math.max(1, Math.floor(mostValues / valuesEach));
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, at) =>
    rows.slice(at * size, (at + 1) * size),
  );
}

/** Now, as the tables keep times. */
export const now = () => new Date().toISOString();
