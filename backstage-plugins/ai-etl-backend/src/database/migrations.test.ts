import type { Knex } from 'knex';
import { databasesForTests, engines, migrate } from '../__testUtils__/databases';
import { migrationsDirectory } from './database';

jest.setTimeout(60_000);

describe.each(engines)('migrations on %s', (engine) => {
  const open = databasesForTests(engine);

  const tables = async (knex: Knex) => {
    const rows =
      engine === 'SQLite'
        ? await knex('sqlite_master')
            .where({ type: 'table' })
            .whereNot('name', 'like', 'sqlite_%')
            .select('name')
        : await knex('pg_tables').where({ schemaname: 'public' }).select('tablename as name');
    return rows
      .map(({ name }: { name: string }) => name)
      .filter((name: string) => !name.startsWith('knex_'))
      .sort();
  };

  it('go up, down to nothing, and up again', async () => {
    const knex = await open();
    await migrate(knex);
    const made = await tables(knex);
    expect(made).toContain('pipeline_versions');
    await knex.migrate.rollback({ directory: migrationsDirectory() }, true);
    expect(await tables(knex)).toEqual([]);
    await migrate(knex);
    expect(await tables(knex)).toEqual(made);
  });

  it('let a name be taken once by the living, and by any number of the deleted', async () => {
    const knex = await open();
    await migrate(knex);
    const row = (deleted_at: string | null) => ({
      name: 'one',
      entity_name: 'one',
      kind: 'observed',
      owner: '',
      owner_ref: 'group:default/unknown',
      version: 0,
      hash: '',
      search_text: 'one',
      created_at: '2026-01-01T00:00:00.000Z',
      updated_at: '2026-01-01T00:00:00.000Z',
      deleted_at,
    });
    await knex('pipelines').insert([
      row('2026-01-02T00:00:00.000Z'),
      row('2026-01-03T00:00:00.000Z'),
      row(null),
    ]);
    await expect(knex('pipelines').insert(row(null))).rejects.toThrow(/unique|UNIQUE/);
  });
});
