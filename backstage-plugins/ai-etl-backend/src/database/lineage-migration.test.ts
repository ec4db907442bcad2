import type { Knex } from 'knex';
import { databasesForTests, engines } from '../__testUtils__/databases';
import { marksAt } from './lineage-at';
import { migrationsDirectory } from './database';

jest.setTimeout(120_000);

const day = (number: number) => `2026-01-0${number}T00:00:00.000Z`;
const edges = JSON.stringify({ edges: [{ dataset: 'd1', direction: 'out' }], columnEdges: [] });

describe.each(engines)('history of lineage on %s', (engine) => {
  const open = databasesForTests(engine);
  const directory = { directory: migrationsDirectory() };

  /** A store of the version before, in which a job has told three things. */
  async function olderStore(): Promise<Knex> {
    const knex = await open();
    for (let version = 0; version < 2; version += 1) await knex.migrate.up(directory);
    const texts = { entity_name: 'p', owner: '', owner_ref: '', hash: '', search_text: '' };
    const times = { created_at: day(1), updated_at: day(1) };
    await knex('pipelines').insert({ id: 1, name: 'p', kind: 'published', version: 1, ...texts, ...times });
    await knex('datasets').insert({
      id: 'd1',
      namespace: 'db',
      name: 'd1',
      title: 'd1',
      entity_name: 'd1',
      fields: '[]',
      field_count: 0,
      fields_from: 'event',
      search_text: '',
      ...times,
    });
    await knex('pipeline_datasets').insert({
      pipeline_id: 1,
      dataset_id: 'd1',
      direction: 'out',
      origin: 'spec',
    });
    await knex('lineage_jobs').insert({
      id: 'job',
      pipeline_id: 1,
      version: 1,
      job: 'test/p',
      settled_run: 'r2',
      settled_at: day(2),
      settled: '["new"]',
      pending: JSON.stringify([{ mark: 'added', run: 'r3', at: day(3) }]),
    });
    const telling = (mark: string, first_at: string, until: string | null) => ({
      id: mark,
      job_id: 'job',
      mark,
      edges,
      first_at,
      until,
    });
    await knex('lineage_tellings').insert([
      telling('old', day(1), day(2)),
      telling('new', day(2), null),
      telling('added', day(3), null),
    ]);
    return knex;
  }

  it('takes over what was known, and gives it back', async () => {
    const knex = await olderStore();
    await knex.migrate.up(directory);
    const jobs = await knex('lineage_jobs').where({ id: 'job' });
    const marks = async (at?: string) => (await marksAt(knex, jobs, at)).get('job');
    expect(await marks(day(1))).toEqual(['old']);
    expect(await marks(day(2))).toEqual(['new']);
    expect(await marks()).toEqual(['added', 'new']);
    expect(jobs[0].live).toBe('["added","new"]');
    expect(await knex('lineage_ends').select('name_id', 'direction', 'pipeline_id')).toEqual([
      { name_id: 'd1', direction: 'out', pipeline_id: 1 },
    ]);
    expect(await knex('lineage_jobs').where({ job: 'spec' })).toHaveLength(1);

    await knex.migrate.down(directory);
    expect(await knex('lineage_tellings')).toHaveLength(3);
    const [before] = await knex('lineage_jobs');
    expect(JSON.parse(before.settled)).toEqual(['added', 'new']);
    await knex.migrate.up(directory);
    expect(await knex('lineage_moments').where({ job_id: 'job' })).not.toHaveLength(0);
  });
});
