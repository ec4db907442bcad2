import type { Knex } from 'knex';
import { DatasetStore } from '../database/DatasetStore';
import { LineageStore } from '../database/LineageStore';
import { databasesForTests, engines, migrate } from '../__testUtils__/databases';
import { columnsFrom, dataset, parent, runEvent } from '../__testUtils__/events';
import { EventStore } from './EventStore';
import { readEvent } from './read-event';

/** Shuffles the same way every time. */
function shuffled<T>(items: T[], seed: number): T[] {
  const order = items.map((item, at) => ({ item, key: Math.sin(seed * 1000 + at * 7919) }));
  return order.sort((one, other) => one.key - other.key).map(({ item }) => item);
}

const symlinks = { symlinks: { identifiers: [{ namespace: 'hive', name: 'shared', type: 'TABLE' }] } };

/** Twenty runs of five pipelines with tasks, datasets they share, and names that turn out to be the same. */
const events = Array.from({ length: 20 }, (_, n) => {
  const dag = `dag-${n % 5}`;
  const time = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, n, second)).toISOString();
  const task = (type: string, second: number) =>
    runEvent(`task-${n}`, `${dag}.load`, type, time(second), {
      runFacets: parent(`run-${n}`, dag),
      inputs: [dataset('db', 'common'), dataset('s3', `path-${n % 3}`, n % 3 === 0 ? symlinks : {})],
      outputs: [
        dataset('db', `out-${n % 7}`, columnsFrom('db', 'common', { a: 'b' }), {
          outputStatistics: { rowCount: n },
        }),
      ],
    });
  return [
    runEvent(`run-${n}`, dag, 'START', time(0)),
    task('START', 1),
    task('COMPLETE', 20),
    runEvent(`run-${n}`, dag, n % 4 === 0 ? 'FAIL' : 'COMPLETE', time(30)),
  ];
}).flat();

jest.setTimeout(120_000);

describe.each(engines)('on %s', (engine) => {
  const open = databasesForTests(engine);
  const storeOn = (knex: Knex) =>
    new EventStore(knex, { datasets: new DatasetStore(), lineage: new LineageStore() });

  /** Everything that events say, without the times at which we heard of it. */
  async function learnt(knex: Knex) {
    const names = Object.fromEntries((await knex('pipelines')).map(({ id, name }) => [id, name]));
    const runs = await knex('runs').orderBy('id');
    const rows = runs.map(({ pipeline_id, ...run }) => ({ ...run, pipeline: names[pipeline_id] }));
    const lasts = await knex('pipelines').orderBy('name').select('name', 'last_run_id', 'last_state');
    const counts = await Promise.all(
      ['datasets', 'dataset_names', 'lineage_events', 'column_edges'].map((table) =>
        knex(table).count({ n: '*' }).first(),
      ),
    );
    const told = await knex('lineage_moments')
      .join('lineage_jobs', 'lineage_jobs.id', 'lineage_moments.job_id')
      .orderBy(['job', 'place'])
      .select('job', 'place', 'settles', 'marks');
    const moments = told.map((moment) => ({ ...moment, settles: Boolean(moment.settles) }));
    const tasks = await knex('run_tasks').orderBy('id');
    const datasets = await knex('pipeline_datasets');
    const edges = datasets.map((edge) => `${names[edge.pipeline_id]} ${edge.direction} ${edge.dataset_id}`);
    return {
      rows,
      lasts,
      tasks,
      moments,
      edges: edges.sort(),
      counts: counts.map((count) => Number(count!.n)),
    };
  }

  const storeInOrder = async (list: object[]) => {
    const knex = await open();
    await migrate(knex);
    const store = storeOn(knex);
    for (const event of list) await store.store([readEvent(event)]);
    return { knex, store };
  };

  it('learns the same from any order, one by one or in groups, once or twice', async () => {
    const expected = await learnt((await storeInOrder(events)).knex);
    expect(expected.rows).toHaveLength(20);
    expect(expected.rows[5]).toMatchObject({ written: expect.anything() });
    for (const seed of [1, 2])
      expect(await learnt((await storeInOrder(shuffled(events, seed))).knex)).toEqual(expected);
    const { knex, store } = await storeInOrder([]);
    const twice = shuffled([...events, ...events], 3).map(readEvent);
    for (let at = 0; at < twice.length; at += 60) await store.store(twice.slice(at, at + 60));
    expect(await learnt(knex)).toEqual(expected);
  });

  it('loses nothing when two servers store side by side', async () => {
    const expected = await learnt((await storeInOrder(events)).knex);
    const { knex } = await storeInOrder([]);
    const groups = (seed: number) => {
      const list = shuffled(events, seed).map(readEvent);
      return Array.from({ length: 8 }, (_, at) => list.slice(at * 10, at * 10 + 10));
    };
    const server = async (seed: number) => {
      const store = storeOn(knex);
      for (const group of groups(seed)) await store.store(group);
    };
    await Promise.all([server(1), server(2), server(3)]);
    expect(await learnt(knex)).toEqual(expected);
  });
});
