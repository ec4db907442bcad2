import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { DatasetStore } from '../database/DatasetStore';
import { LineageStore } from '../database/LineageStore';
import { marksAt } from '../database/lineage-at';
import { EventStore } from '../open-lineage/EventStore';
import { readEvent } from '../open-lineage/read-event';
import { databasesForTests, engines, migrate } from '../__testUtils__/databases';
import { dataset, parent, runEvent } from '../__testUtils__/events';
import { retentionLimits } from './limits';
import { Retention } from './Retention';

jest.setTimeout(120_000);

const day = (number: number) => new Date(Date.UTC(2026, 0, number)).toISOString();
const now = Date.parse(day(100));

describe.each(engines)('on %s', (engine) => {
  const open = databasesForTests(engine);
  let knex: Knex;

  const store = async (...events: object[]) => {
    const stores = { datasets: new DatasetStore(), lineage: new LineageStore() };
    await new EventStore(knex, stores).store(events.map(readEvent));
  };
  const run = (id: string, job: string, number: number, to: string, type = 'COMPLETE') =>
    runEvent(id, job, type, day(number), { outputs: [dataset('db', to)] });
  const forget = (limits = { runsDays: 30, auditDays: 30, eventsDays: 30 }) =>
    new Retention(knex, limits).forget(now);
  const runs = async () => (await knex('runs').orderBy('id').select('id')).map(({ id }) => id);
  const moments = async () =>
    (await knex('lineage_moments').orderBy('place').select('teller')).map(({ teller }) => teller);

  beforeEach(async () => {
    knex = await open();
    await migrate(knex);
  });

  it('runs that are old go with their tasks; the newest of a pipeline stays, and the newest that succeeded', async () => {
    const task = runEvent('t1', 'daily.load', 'COMPLETE', day(1), { runFacets: parent('d1', 'daily') });
    await store(
      task,
      ...[2, 3, 90].map((number) => run(`d${number}`, 'daily', number, 'mart')),
      run('o1', 'old', 1, 'other'),
      run('o2', 'old', 2, 'other'),
      run('o3', 'old', 3, 'other', 'FAIL'),
    );
    expect(await forget()).toMatchObject({ runs: 4 });
    expect(await runs()).toEqual(['d90', 'o2', 'o3']);
    expect(await knex('run_tasks')).toEqual([]);
    expect((await knex('pipelines').where({ name: 'old' }).first()).last_run_id).toBe('o3');
    expect(await forget()).toMatchObject({ runs: 0 });
  });

  it('lineage stays as it was at every time, although its runs and what repeats itself are gone', async () => {
    const told = [1, 2, 3, 4, 5, 6].map((number) => run(`r${number}`, 'p', number, number < 4 ? 'a' : 'b'));
    await store(...told);
    const jobs = await knex('lineage_jobs');
    const history = () =>
      Promise.all([1, 2, 3, 4, 5, 6, 99].map((number) => marksAt(knex, jobs, day(number))));
    const before = await history();
    const edges = await knex('pipeline_datasets');
    expect(await forget()).toMatchObject({ runs: 5, moments: 3 });
    expect(await moments()).toEqual(['r1', 'r4', 'r6']);
    expect(await history()).toEqual(before);
    expect(await knex('pipeline_datasets')).toEqual(edges);
  });

  it('a task that came back after a list without it stays as well', async () => {
    const lists = (...names: string[]) => ({
      jobFacets: { airflow: { tasks: Object.fromEntries(names.map((name) => [name, {}])) } },
    });
    const dag = (number: number, ...names: string[]) => [
      runEvent(`d${number}`, 'dag', 'COMPLETE', day(number), lists(...names)),
      ...names.map((name) =>
        runEvent(`d${number}-${name}`, `dag.${name}`, 'COMPLETE', day(number), {
          runFacets: parent(`d${number}`, 'dag'),
          outputs: [dataset('db', name)],
        }),
      ),
    ];
    await store(...dag(1, 'x', 'y'), ...dag(2, 'x'), ...[3, 4, 5, 6].flatMap((at) => dag(at, 'x', 'y')));
    const jobs = (await knex('lineage_jobs')).filter(({ task }) => task === 'y');
    const history = () => Promise.all([1, 2, 3, 4].map((number) => marksAt(knex, jobs, day(number))));
    const before = await history();
    expect(before.map((marks) => [...marks.values()][0]!.length)).toEqual([1, 0, 1, 1]);
    // Of the list the fourth and the fifth, and of both tasks.
    expect(await forget()).toMatchObject({ moments: 6 });
    expect(await history()).toEqual(before);
  });

  it('events and audit entries go when they are old, and nothing where 0 keeps all', async () => {
    await store(run('r1', 'p', 1, 'a'), run('r2', 'p', 2, 'a'));
    await knex('lineage_events')
      .where({ run_id: 'r1' })
      .update({ received_at: day(1) });
    const entry = (at: string) => ({ pipeline: 'p', at, who: 'user:default/guest', action: 'publish' });
    await knex('audit').insert([entry(day(1)), entry(day(99))]);
    const none = { events: 0, runs: 0, moments: 0, audit: 0 };
    expect(await forget({ runsDays: 0, auditDays: 0, eventsDays: 0 })).toEqual(none);
    expect(await forget()).toMatchObject({ events: 1, audit: 1 });
    expect(await knex('lineage_events')).toHaveLength(1);
    expect((await knex('audit')).map(({ at }) => at)).toEqual([day(99)]);
  });
});

describe('limits', () => {
  const limits = (retention: object) =>
    retentionLimits(mockServices.rootConfig({ data: { aiEtl: { retention } } as never }));

  it('have defaults, and a number below 0 is refused with words', () => {
    expect(limits({})).toEqual({ runsDays: 180, auditDays: 730, eventsDays: 30 });
    expect(limits({ runsDays: 0 }).runsDays).toBe(0);
    expect(() => limits({ runsDays: -1 })).toThrow('aiEtl.retention.runsDays is -1: give a number of days');
  });
});
