import type { Knex } from 'knex';
import { DatasetStore } from '../database/DatasetStore';
import { LineageStore } from '../database/LineageStore';
import { databasesForTests, engines, migrate } from '../__testUtils__/databases';
import { columnsFrom, dataset, parent, runEvent } from '../__testUtils__/events';
import { EventStore } from './EventStore';
import { readEvent } from './read-event';

jest.setTimeout(180_000);

/** Numbers below 1 that are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const oneOf = <T>(random: () => number, items: readonly T[]): T =>
  items[Math.floor(random() * items.length)]!;

function shuffled<T>(random: () => number, items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((one, other) => one.key - other.key)
    .map(({ item }) => item);
}

const ends = ['COMPLETE', 'COMPLETE', 'FAIL', 'ABORT'];
const taskNames = ['extract', 'load', 'sum'];

/** Runs of DAGs whose tasks come and go, overlap, fail, are tried again and tell other lineage each time. */
function history(seed: number): object[] {
  const random = randomFrom(seed);
  return Array.from({ length: 12 }, (_, n) => {
    const dag = `dag-${n % 2}`;
    const lists = n % 2 === 0;
    const time = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, n, second)).toISOString();
    const tasks = taskNames.filter(() => random() < 0.7);
    const listed = lists
      ? { jobFacets: { airflow: { tasks: Object.fromEntries(tasks.map((name) => [name, {}])) } } }
      : {};
    const ofTask = (name: string) =>
      Array.from({ length: random() < 0.3 ? 2 : 1 }, (_try, attempt) => {
        const id = `${n}-${name}-${attempt}`;
        const [from, to] = [`in-${oneOf(random, [1, 2, 3])}`, `out-${name}-${oneOf(random, [1, 2])}`];
        const rows = Math.floor(random() * 100);
        const event = (type: string, second: number) =>
          runEvent(id, `${dag}.${name}`, type, time(second + attempt), {
            runFacets: parent(`run-${n}`, dag),
            inputs: [dataset('db', from)],
            outputs: [
              dataset('db', to, columnsFrom('db', from, { a: 'a' }), {
                outputStatistics: { rowCount: rows + second },
              }),
            ],
          });
        return [event('START', 1), event('RUNNING', 5), event(oneOf(random, ends), 70)];
      }).flat();
    return [
      runEvent(`run-${n}`, dag, 'START', time(0), listed),
      ...tasks.flatMap(ofTask),
      runEvent(`run-${n}`, dag, oneOf(random, ends), time(90), listed),
    ];
  }).flat();
}

describe.each(engines)('on %s', (engine) => {
  const open = databasesForTests(engine);

  async function stored(groups: object[][]): Promise<Knex> {
    const knex = await open();
    await migrate(knex);
    const store = new EventStore(knex, { datasets: new DatasetStore(), lineage: new LineageStore() });
    for (const group of groups) await store.store(group.map(readEvent));
    return knex;
  }

  /** All that the store knows of runs and lineage, by names. */
  async function learnt(knex: Knex) {
    const names = new Map((await knex('pipelines')).map(({ id, name }) => [id, name]));
    const named = (rows: { pipeline_id: number }[]) =>
      rows
        .map(({ pipeline_id, ...row }) => JSON.stringify({ ...row, pipeline: names.get(pipeline_id) }))
        .sort();
    const lists = await knex('lineage_moments as m')
      .join('lineage_jobs as j', 'j.id', 'm.job_id')
      .whereNot('m.teller', 'like', 'missed %')
      .select('j.pipeline_id', 'j.job', 'm.run_id', 'm.teller', 'm.place', 'm.marks')
      .select(knex.raw('case when m.settles then 1 else 0 end as settles'));
    return {
      runs: named(await knex('runs')),
      tasks: await knex('run_tasks').orderBy('id'),
      moments: named(lists),
      edges: named(await knex('pipeline_datasets')),
      columns: named((await knex('column_edges')).map(({ id, ...edge }) => edge)),
    };
  }

  it.each([1, 2, 3])(
    'whatever the order of events, and however often they come, it is one store (%i)',
    async (seed) => {
      const events = history(seed);
      const expected = await learnt(await stored(events.map((event) => [event])));
      expect(expected.moments.length).toBeGreaterThan(20);
      const random = randomFrom(seed + 100);
      const twice = shuffled(random, [...events, ...events.filter(() => random() < 0.3)]);
      const groups: object[][] = [];
      for (let at = 0; at < twice.length;) {
        const size = 1 + Math.floor(random() * 20);
        groups.push(twice.slice(at, at + size));
        at += size;
      }
      expect(await learnt(await stored(groups))).toEqual(expected);
    },
  );
});
