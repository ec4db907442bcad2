import type { Run } from '@ai-etl/backstage-plugin-ai-etl-common';
import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { DatasetStore } from '../database/DatasetStore';
import { LineageStore } from '../database/LineageStore';
import { RunSources } from '../extensions/RunSources';
import { EventStore } from '../open-lineage/EventStore';
import { LineageWriter } from '../open-lineage/LineageWriter';
import { readEvent } from '../open-lineage/read-event';
import { databasesForTests, engines, migrate } from '../__testUtils__/databases';
import { dataset, parent, runEvent } from '../__testUtils__/events';
import { QuietRuns } from './QuietRuns';

jest.setTimeout(60_000);

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
const limits = { settleAfterMinutes: 10, silentAfterHours: 24 };
const soon = Date.parse(at(5));
const later = Date.parse(at(30));
const nextWeek = Date.parse(at(10_000));

describe.each(engines)('on %s', (engine) => {
  const open = databasesForTests(engine);
  let knex: Knex;

  const store = async (...events: object[]) => {
    const stores = { datasets: new DatasetStore(), lineage: new LineageStore() };
    await new EventStore(knex, stores).store(events.map(readEvent));
  };
  const settle = async (time: number, runs: Run[] = []) => {
    const sources = new RunSources(mockServices.logger.mock());
    if (runs.length > 0) sources.add({ id: 'airflow', listRuns: async () => runs });
    return quietRuns(sources).settle(time);
  };
  const quietRuns = (sources: RunSources) =>
    new QuietRuns(knex, sources, limits, new LineageWriter(new LineageStore()));
  const run = async (id = 'run') =>
    knex('runs').where({ id }).select('state', 'ended_at', 'state_from').first();
  const lastState = async () => (await knex('pipelines').where({ name: 'dag' }).first()).last_state;

  const airflow = (run_id: string) => ({ airflowDagRun: { dag: {}, dagRun: { run_id } } });
  const start = runEvent('run', 'dag', 'START', at(0), { runFacets: airflow('manual__1') });
  const task = (id: string, name: string, type: string, minute: number) =>
    runEvent(id, `dag.${name}`, type, at(minute), { runFacets: parent('run', 'dag') });

  beforeEach(async () => {
    knex = await open();
    await migrate(knex);
  });

  it('a run whose tasks have all ended ends with them, once it has been quiet', async () => {
    await store(
      start,
      task('t1', 'load', 'FAIL', 1),
      task('t2', 'load', 'COMPLETE', 2),
      task('t3', 'check', 'COMPLETE', 3),
    );
    expect(await settle(soon)).toBe(0);
    expect(await settle(later)).toBe(1);
    expect(await run()).toEqual({ state: 'success', ended_at: at(3), state_from: 'tasks' });
    expect(await lastState()).toBe('success');
    expect(await settle(nextWeek)).toBe(0);
  });

  it('a task that failed for good fails it', async () => {
    await store(start, task('t1', 'load', 'FAIL', 1), task('t3', 'check', 'COMPLETE', 3));
    await settle(later);
    expect(await run()).toMatchObject({ state: 'failed', state_from: 'tasks' });
  });

  it('a source of runs knows better than tasks, by the id that the system itself gave', async () => {
    await store(start, task('t1', 'load', 'FAIL', 1));
    const theirs = { pipeline: 'dag', runId: 'manual__1', nativeId: 'manual__1', startedAt: at(0) };
    await settle(later, [{ ...theirs, state: 'success', endedAt: at(4) }]);
    expect(await run()).toEqual({ state: 'success', ended_at: at(4), state_from: 'airflow' });
  });

  it('a task that never ended leaves its run running, and at last silent', async () => {
    await store(start, task('t1', 'load', 'START', 1));
    expect(await settle(later)).toBe(0);
    expect(await settle(nextWeek)).toBe(1);
    expect(await run()).toEqual({ state: 'silent', ended_at: null, state_from: 'silence' });
    expect(await lastState()).toBe('silent');
  });

  it('an event that comes after all says how it is', async () => {
    await store(start, task('t1', 'load', 'COMPLETE', 1));
    await settle(later);
    await store(task('t2', 'check', 'START', 40));
    expect(await run()).toEqual({ state: 'running', ended_at: null, state_from: null });
    await store(runEvent('run', 'dag', 'FAIL', at(50)));
    expect(await run()).toEqual({ state: 'failed', ended_at: at(50), state_from: null });
    expect(await settle(nextWeek)).toBe(0);
  });

  it('sources are asked about several pipelines at a time, never about more than a few, and about each in turn', async () => {
    const names = Array.from({ length: 250 }, (_, n) => `quiet-${n}`);
    await store(...names.map((name, n) => runEvent(`run-${n}`, name, 'START', at(0))));
    const asked: string[] = [];
    let waiting = 0;
    let most = 0;
    const sources = new RunSources(mockServices.logger.mock());
    const listRuns = async ({ pipeline }: { pipeline: string }) => {
      asked.push(pipeline);
      waiting += 1;
      most = Math.max(most, waiting);
      await new Promise(setImmediate);
      waiting -= 1;
      return [];
    };
    sources.add({ id: 'slow', listRuns });
    const quiet = quietRuns(sources);
    await quiet.settle(later);
    expect([asked.length, most]).toEqual([200, 8]);
    await quiet.settle(later);
    expect(new Set(asked).size).toBe(250);
  });

  it('an end that is found settles what its tasks no longer have to do with', async () => {
    const dag = (n: number, ...names: string[]) => [
      runEvent(`d-${n}`, 'dag', 'START', at(n)),
      ...names.map((name) =>
        runEvent(`d-${n}-${name}`, `dag.${name}`, 'COMPLETE', at(n), {
          runFacets: parent(`d-${n}`, 'dag'),
          outputs: [dataset('db', name)],
        }),
      ),
    ];
    const written = async () =>
      (await knex('pipeline_datasets').join('datasets', 'datasets.id', 'dataset_id').orderBy('name')).map(
        ({ name }) => name,
      );
    await store(...dag(0, 'load', 'sum'), ...dag(1, 'load'), ...dag(2, 'load'), ...dag(3, 'load'));
    expect(await written()).toEqual(['load', 'sum']);
    await settle(later);
    expect(await written()).toEqual(['load']);
  });
});
