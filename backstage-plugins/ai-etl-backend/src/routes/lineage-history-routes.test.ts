import { datasetIdOf } from '@ai-etl/backstage-plugin-ai-etl-common';
import { engines } from '../__testUtils__/databases';
import { portalForTests } from '../__testUtils__/portal-for-tests';
import { columnsFrom, dataset, parent, runEvent } from '../__testUtils__/events';
import { flightsSchemas, flightsSpec } from '../__testUtils__/specs';

jest.setTimeout(60_000);

const day = (number: number) => `2026-01-${String(number).padStart(2, '0')}T00:00:00.000Z`;
const id = (name: string) => `dataset:${datasetIdOf('db', name)}`;
const reads = (name: string, pipeline: string) => ({ from: id(name), to: `pipeline:${pipeline}` });
const writes = (pipeline: string, name: string) => ({ from: `pipeline:${pipeline}`, to: id(name) });

describe.each(engines)('on %s', (engine) => {
  const { call } = portalForTests({ engine });

  /** A run of a pipeline that reads one dataset and writes another, column by column. */
  const run = (runId: string, job: string, at: string, from: string, to: string, field = 'x') =>
    runEvent(runId, job, 'COMPLETE', at, {
      inputs: [dataset('db', from)],
      outputs: [dataset('db', to, columnsFrom('db', from, { [field]: field }))],
    });
  const post = async (...events: object[]) => {
    for (const event of events) expect((await call('post', '/api/v1/lineage').send(event)).status).toBe(201);
  };
  const get = async (path: string) => (await call('get', `/v1/${path}`)).body;
  const edges = async (query: string) => (await get(`lineage?${query}`)).edges;

  /** `clean` reads `raw`, and `fresh` instead from the third day on; `sum` reads what it writes. */
  beforeAll(async () => {
    await post(
      run('c4', 'clean', day(4), 'fresh', 'orders'),
      run('c1', 'clean', day(1), 'raw', 'orders'),
      run('s1', 'sum', day(1), 'orders', 'totals'),
      run('c3', 'clean', day(3), 'fresh', 'orders', 'y'),
      run('c2', 'clean', day(2), 'raw', 'orders'),
      run('s3', 'sum', day(3), 'orders', 'totals'),
    );
  });

  describe('the graph', () => {
    it('is that of the moment, whatever the order in which events came', async () => {
      const now = [reads('fresh', 'clean'), writes('clean', 'orders')];
      const then = [reads('raw', 'clean'), writes('clean', 'orders')];
      expect(await edges('pipeline=clean&depth=1&direction=upstream')).toEqual([now[0]]);
      for (const query of [
        `at=${day(2)}`,
        'at=2026-01-02T23:00',
        'run=c2',
        'run=s1',
        'at=2026-01-03T02:00+03:00',
      ])
        expect(await edges(`pipeline=clean&depth=1&direction=upstream&${query.replace('+', '%2B')}`)).toEqual(
          [then[0]],
        );
      expect(await edges(`pipeline=clean&at=${day(4)}`)).toEqual(await edges('pipeline=clean'));
    });

    it('is walked as far as that of today, says of when it is, and is empty before all runs', async () => {
      const body = await get(`lineage?dataset=${datasetIdOf('db', 'raw')}&at=2026-01-01`);
      expect(body.asOf).toEqual({ at: day(1) });
      expect(
        body.nodes.map(({ title, distance }: { title: string; distance: number }) => [title, distance]),
      ).toEqual([
        ['raw', 0],
        ['clean', 0],
        ['orders', 1],
        ['sum', 1],
        ['totals', 2],
      ]);
      expect(body.columnEdges).toHaveLength(2);
      expect((await get(`lineage?pipeline=clean&run=c3`)).asOf).toEqual({ at: day(3), run: 'c3' });
      expect(await edges('pipeline=clean&at=2025-12-31')).toEqual([]);
    });

    it('counts what it does not show as it was then', async () => {
      const { nodes } = await get(`lineage?pipeline=clean&depth=1&direction=upstream&at=${day(2)}`);
      expect(nodes[0]).toMatchObject({ title: 'clean', hiddenDownstream: 1 });
      expect(nodes[0].hiddenUpstream).toBeUndefined();
    });
  });

  describe('changes', () => {
    const changes = (query: string) => get(`lineage/changes?${query}`);

    it('between two moments are what came and what went', async () => {
      const body = await changes(`pipeline=clean&from=${day(2)}&toRun=c4`);
      expect(body).toMatchObject({ from: { at: day(2) }, to: { at: day(4), run: 'c4' }, truncated: false });
      expect(body.added.edges).toEqual([reads('fresh', 'clean')]);
      expect(body.removed.edges).toEqual([reads('raw', 'clean')]);
      expect(body.kept.edges).toEqual([writes('clean', 'orders')]);
      expect(body.added.columnEdges).toEqual([expect.objectContaining({ pipeline: 'clean' })]);
      expect(body.nodes.map(({ title }: { title: string }) => title).sort()).toEqual([
        'clean',
        'fresh',
        'orders',
        'raw',
      ]);
    });

    it('go on to now where no end is named, and turn round with the moments', async () => {
      const there = await changes(`pipeline=clean&fromRun=c1`);
      expect(there.to).toEqual({});
      expect(there.added.edges).toEqual([reads('fresh', 'clean')]);
      const back = await changes(`pipeline=clean&from=${day(4)}&to=${day(1)}`);
      expect(back.removed).toEqual(there.added);
    });

    it('are of columns too, around a dataset, and not of what is only out of reach', async () => {
      const { added, removed } = await changes(`dataset=${datasetIdOf('db', 'orders')}&fromRun=c3&toRun=c4`);
      expect([added.edges, removed.edges]).toEqual([[], []]);
      expect(added.columnEdges[0].to.field).toBe('x');
      expect(removed.columnEdges[0].to.field).toBe('y');
      const far = await changes(`dataset=${datasetIdOf('db', 'fresh')}&from=${day(2)}&depth=3`);
      expect(far.added.edges).toEqual([reads('fresh', 'clean')]);
      expect(far.kept.edges).toContainEqual(reads('orders', 'sum'));
    });

    it.each([
      ['pipeline=clean', 400, 'portal.no-moment'],
      ['pipeline=clean&from=yesterday', 400, 'portal.not-a-time'],
      ['pipeline=clean&from=2026-01-01&fromRun=c1', 400, 'portal.two-moments'],
      ['pipeline=clean&fromRun=nobody', 404, 'portal.unknown-run'],
      ['from=2026-01-01', 400, 'portal.no-focus'],
    ])('are refused for %s', async (query, status, code) => {
      const answer = await call('get', `/v1/lineage/changes?${query}`);
      expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    });
  });

  describe('history', () => {
    const history = (query: string) => get(`lineage/history?${query}`);

    it('lists when lineage became another one, newest first', async () => {
      const { items, next } = await history('pipeline=clean');
      expect(items.map(({ at, run: by }: { at: string; run: string }) => [at, by])).toEqual([
        [day(4), 'c4'],
        [day(3), 'c3'],
        [day(1), 'c1'],
      ]);
      expect(items[1]).toMatchObject({
        pipeline: 'clean',
        added: { edges: [reads('fresh', 'clean')] },
        removed: { edges: [reads('raw', 'clean')] },
      });
      expect(next).toBeUndefined();
    });

    it('comes in pages', async () => {
      const one = await history('pipeline=clean&limit=1');
      expect([one.items.length, one.next]).toEqual([1, day(4)]);
      const rest = await history(`pipeline=clean&limit=5&before=${one.next}`);
      expect(rest.items.map(({ at }: { at: string }) => at)).toEqual([day(3), day(1)]);
    });

    it('of a dataset is that of all pipelines that touch it, as far as they do', async () => {
      const { items } = await history(`dataset=${datasetIdOf('db', 'raw')}`);
      expect(items.map(({ at }: { at: string }) => at)).toEqual([day(3), day(1)]);
      expect(items[0].removed.edges).toEqual([reads('raw', 'clean')]);
      expect(items[0].added.edges).toEqual([]);
    });
  });

  it('a published spec counts from when it was published on, and older versions are remembered', async () => {
    const publish = (changes: Record<string, unknown>) =>
      call('put', '/v1/pipelines/daily').send({
        spec: flightsSpec('daily', changes),
        schemas: flightsSchemas,
      });
    const [source, ...others] = flightsSpec('daily').steps;
    await publish({});
    await publish({ steps: [{ ...source, object: 'other.csv' }, ...others] });
    const { items } = await get('lineage/history?pipeline=daily');
    expect(items.map(({ version }: { version: number }) => version)).toEqual([2, 1]);
    const titles = async (query: string) =>
      (await get(`lineage?pipeline=daily&${query}`)).nodes.map(({ title }: { title: string }) => title);
    expect(await titles(`at=${items[1].at}`)).toContain('flights.csv');
    expect(await titles(`at=${items[0].at}`)).toEqual(await titles(''));
    const { added } = await get(`lineage/changes?pipeline=daily&from=${items[1].at}`);
    expect(added.edges).toHaveLength(1);
  });

  describe('a task that is taken out of a DAG', () => {
    const task = (runId: string, name: string, at: string, to: string) =>
      runEvent(`${runId}-${name}`, `dag.${name}`, 'COMPLETE', at, {
        runFacets: parent(runId, 'dag'),
        outputs: [dataset('db', to)],
      });
    const lists = (...names: string[]) => ({
      jobFacets: {
        airflow: { taskTree: {}, taskGroups: {}, tasks: Object.fromEntries(names.map((name) => [name, {}])) },
      },
    });
    const written = async (query = '') =>
      (await edges(`pipeline=dag&direction=downstream${query}`)).map(({ to }: { to: string }) => to);

    it('is gone from lineage with the first run that lists the tasks without it, and stays in history', async () => {
      await post(
        runEvent('d1', 'dag', 'START', day(1), lists('load', 'sum')),
        task('d1', 'load', day(1), 'loaded'),
        task('d1', 'sum', day(1), 'summed'),
        runEvent('d1', 'dag', 'COMPLETE', day(1)),
      );
      expect(await written()).toHaveLength(2);
      await post(runEvent('d2', 'dag', 'START', day(2), lists('load')), task('d2', 'load', day(2), 'loaded'));
      expect(await written()).toEqual([id('loaded')]);
      expect(await written('&run=d1')).toHaveLength(2);
      const { items } = await get('lineage/history?pipeline=dag');
      expect(items[0]).toMatchObject({ run: 'd2', removed: { edges: [writes('dag', 'summed')] } });
    });

    it('comes back with its next run', async () => {
      await post(task('d3', 'sum', day(3), 'summed'));
      expect(await written()).toHaveLength(2);
    });
  });
});
