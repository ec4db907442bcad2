import { engines } from '../__testUtils__/databases';
import { portalForTests } from '../__testUtils__/portal-for-tests';
import { columnsFrom, dataset, goldenEvent, parent, runEvent } from '../__testUtils__/events';
import { flightsSpec } from '../__testUtils__/specs';

jest.setTimeout(60_000);

describe.each(engines)('on %s', (engine) => {
  const { call } = portalForTests({ engine });

  const post = (event: object) => call('post', '/api/v1/lineage').send(event);
  const send = async (...events: object[]) => {
    for (const event of events) expect((await post(event)).status).toBe(201);
  };
  const run = async (id: string) => (await call('get', `/v1/runs/${id}`)).body;
  const runsOf = async (pipeline: string) => (await call('get', `/v1/pipelines/${pipeline}/runs`)).body;
  const datasetsNamed = async (search: string) =>
    (await call('get', `/v1/datasets?search=${encodeURIComponent(search)}`)).body.items;

  describe('states', () => {
    const start = runEvent('r1', 'states', 'START', '2026-01-01T10:00:00+03:00');
    const complete = runEvent('r1', 'states', 'COMPLETE', '2026-01-01T07:00:30.5Z');

    it('end a run whatever order the events come in', async () => {
      await send(complete, start);
      const expected = {
        state: 'success',
        startedAt: '2026-01-01T07:00:00.000Z',
        endedAt: '2026-01-01T07:00:30.500Z',
        seconds: 30.5,
      };
      expect(await run('r1')).toMatchObject(expected);
      await send({ ...complete, run: { ...complete.run, runId: 'r2' } });
      await send({ ...start, run: { ...start.run, runId: 'r2' }, eventTime: '2026-01-01T07:00:00Z' });
      expect(await run('r2')).toMatchObject(expected);
    });

    it('keep one run, however often an event comes and however it is written', async () => {
      await send(complete, complete, Object.fromEntries(Object.entries(complete).reverse()));
      await Promise.all([post(start), post(start), post(start)]);
      expect(
        (await runsOf('states')).items.filter((one: { runId: string }) => one.runId === 'r1'),
      ).toHaveLength(1);
    });

    it('say what failed', async () => {
      const errorMessage = { message: 'no such table', programmingLanguage: 'SQL', stackTrace: 'at line 1' };
      await send(runEvent('r3', 'states', 'FAIL', '2026-01-02T00:00:00Z', { runFacets: { errorMessage } }));
      expect(await run('r3')).toMatchObject({
        state: 'failed',
        error: { message: 'no such table', stackTrace: 'at line 1' },
      });
      expect((await call('get', '/v1/pipelines?status=failed')).body.items).toMatchObject([
        { name: 'states' },
      ]);
    });
  });

  describe('a pipeline that was never published', () => {
    it('is observed, with empty parts where its spec would be', async () => {
      const ownership = { owners: [{ name: 'core', type: 'OWNER' }] };
      await send(
        runEvent('o1', 'Наблюдаемый конвейер', 'COMPLETE', '2026-01-01T00:00:00Z', {
          jobFacets: { ownership },
        }),
      );
      const { status, body } = await call(
        'get',
        `/v1/pipelines/${encodeURIComponent('Наблюдаемый конвейер')}`,
      );
      expect(status).toBe(200);
      expect(body).toMatchObject({
        kind: 'observed',
        owner: 'core',
        version: 0,
        hash: '',
        spec: {},
        yaml: '',
        steps: [],
      });
      expect(body.lastRuns).toMatchObject([{ runId: 'o1', state: 'success' }]);
    });
  });

  describe('tasks of a DAG', () => {
    it('are one run of the pipeline, however nested and in any order', async () => {
      const rows = { outputStatistics: { rowCount: 40 } };
      const out = dataset('postgres://db:5432', 'shop.public.orders', {}, rows);
      await send(
        runEvent('t1', 'dag.load', 'COMPLETE', '2026-01-01T00:00:20Z', {
          runFacets: parent('d1', 'dag'),
          outputs: [out],
        }),
        runEvent('t2', 'dag.check', 'FAIL', '2026-01-01T00:00:40Z', { runFacets: parent('d1', 'dag') }),
        runEvent('d1', 'dag', 'FAIL', '2026-01-01T00:00:45Z'),
        runEvent('t1', 'dag.load', 'START', '2026-01-01T00:00:05Z', { runFacets: parent('d1', 'dag') }),
        runEvent('d1', 'dag', 'START', '2026-01-01T00:00:00Z'),
      );
      const root = { root: { run: { runId: 'd1' }, job: { namespace: 'test', name: 'dag' } } };
      const nested = { parent: { ...parent('t1', 'dag.load').parent, ...root } };
      await send(runEvent('s1', 'spark_job', 'COMPLETE', '2026-01-01T00:00:19Z', { runFacets: nested }));
      expect((await runsOf('dag')).total).toBe(1);
      const body = await run('d1');
      expect(body).toMatchObject({ pipeline: 'dag', state: 'failed', seconds: 45, written: 40 });
      expect(body.tasks.map(({ name, state }: { name: string; state: string }) => [name, state])).toEqual([
        ['load', 'success'],
        ['spark_job', 'success'],
        ['check', 'failed'],
      ]);
      expect((await call('get', '/v1/pipelines/dag')).body.writes).toMatchObject([
        { title: 'shop.public.orders', system: 'postgresql' },
      ]);
    });
  });

  describe("the core's own events", () => {
    it('meet the spec by name and hash, and its datasets by connection', async () => {
      const name = 'delayed-flights-by-airport';
      const events = (['start', 'complete'] as const).map(goldenEvent);
      await send(events[1], events[0]);
      const published = await call('put', `/v1/pipelines/${name}`).send({ spec: flightsSpec(name) });
      expect(published.status).toBe(200);
      const body = await run(events[0].run.runId);
      expect(body).toMatchObject({
        pipeline: name,
        state: 'success',
        door: 'n8n',
        read: 59,
        written: 57,
        rejected: 2,
        seconds: 1.639,
        ledgers: [
          {
            step: 'mart',
            mode: 'replace',
            path: 'engine',
            firstRejects: [{ row: 17, field: 'delay', reason: 'not-a-number' }],
          },
        ],
        checks: [{ name: 'no negative distance', passed: true }],
      });
      const mart = (await call('get', `/v1/datasets/${body.ledgers[0].datasetId}`)).body;
      expect(mart).toMatchObject({
        title: 'analytics.delayed_flights',
        system: 'clickhouse',
        fieldCount: 3,
        producers: [{ name }],
        lastWrittenAt: events[1].eventTime,
      });
      const names = [mart, ...mart.aliases].map(({ namespace }: { namespace: string }) => namespace).sort();
      expect(names).toEqual(['clickhouse://warehouse.example.com:8123', 'connection://warehouse']);
      const page = (await call('get', `/v1/pipelines/${name}`)).body;
      expect([page.kind, page.reads.length, page.writes.length]).toEqual(['published', 1, 1]);
    });

    it('know the version whose hash they name, also when it is published later', async () => {
      const event = goldenEvent('complete');
      const name = 'versioned';
      const own = (specHash: string) => ({ ...event.run.facets.aiEtl_run, pipeline: name, specHash });
      const spec = flightsSpec(name);
      const { body } = await call('put', `/v1/pipelines/${name}`).send({ spec });
      await send(
        runEvent('v1', name, 'COMPLETE', '2026-01-01T00:00:00Z', {
          runFacets: { aiEtl_run: own(body.hash) },
        }),
      );
      expect((await run('v1')).version).toBe(1);
    });
  });

  describe('datasets', () => {
    it('that symlinks join are one, with all their edges and ids', async () => {
      const [path, table] = [
        ['s3://lake', 'sales/2026'],
        ['hive://meta', 'mart.sales'],
      ] as const;
      await send(
        runEvent('j1', 'writer', 'COMPLETE', '2026-01-01T00:00:00Z', { outputs: [dataset(...path)] }),
        runEvent('j2', 'reader', 'COMPLETE', '2026-01-01T00:00:00Z', { inputs: [dataset(...table)] }),
      );
      const before = [...(await datasetsNamed('sales/2026')), ...(await datasetsNamed('mart.sales'))];
      expect(before).toHaveLength(2);
      const symlinks = { identifiers: [{ namespace: path[0], name: path[1], type: 'LOCATION' }] };
      await send(
        runEvent('j3', 'reader', 'START', '2026-01-02T00:00:00Z', {
          inputs: [dataset(...table, { symlinks })],
        }),
      );
      const after = await Promise.all(
        before.map(async ({ id }) => (await call('get', `/v1/datasets/${id}`)).body),
      );
      expect(after[0]).toEqual(after[1]);
      expect(after[0]).toMatchObject({ producers: [{ name: 'writer' }], consumers: [{ name: 'reader' }] });
    });

    it('keep the newest schema, and say when they are dropped', async () => {
      const schema = (...names: string[]) => ({
        schema: { fields: names.map((name) => ({ name, type: 'text' })) },
      });
      const event = (at: string, facets: Record<string, object>) => ({
        eventTime: at,
        producer: 'https://example.org',
        schemaURL: 'https://openlineage.io/spec/1-0-5/OpenLineage.json#/definitions/DatasetEvent',
        dataset: dataset('postgres://x', 'db.s.changing', facets),
      });
      await send(event('2026-02-01T00:00:00Z', schema('a', 'b')), event('2026-01-01T00:00:00Z', schema('a')));
      const [{ id }] = await datasetsNamed('changing');
      const read = async () => (await call('get', `/v1/datasets/${id}`)).body;
      expect((await read()).fields.map(({ name }: { name: string }) => name)).toEqual(['a', 'b']);
      await send(event('2026-03-01T00:00:00Z', { lifecycleStateChange: { lifecycleStateChange: 'DROP' } }));
      expect((await read()).goneAt).toBe('2026-03-01T00:00:00.000Z');
      await send(
        runEvent('c1', 'maker', 'COMPLETE', '2026-04-01T00:00:00Z', {
          outputs: [dataset('postgres://x', 'db.s.changing')],
        }),
      );
      expect((await read()).goneAt).toBeUndefined();
    });
  });

  describe('a batch', () => {
    const postBatch = (body: unknown) => call('post', '/api/v1/lineage/batch').send(body as object);
    const event = (id: string) => runEvent(id, 'batched', 'COMPLETE', '2026-01-01T00:00:00Z');

    it('stores each event for itself, and says which it did not take and why', async () => {
      const { status, body } = await postBatch([event('b-1'), { schemaURL: 'x' }, event('b-2')]);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        status: 'partial_success',
        summary: { received: 3, successful: 2, failed: 1, retriable: 0, non_retriable: 1 },
        failed_events: [{ index: 1, retriable: false, reason: expect.stringContaining('eventTime') }],
      });
      expect((await runsOf('batched')).total).toBe(2);
      expect((await postBatch([event('b-1')])).body).toEqual({
        status: 'success',
        summary: { received: 1, successful: 1, failed: 0, retriable: 0, non_retriable: 0 },
      });
    });

    it('is a list, and not without end', async () => {
      expect((await postBatch({ events: [] })).body.error.code).toBe('portal.not-a-batch');
      const { status, body } = await postBatch(Array.from({ length: 1001 }, () => ({})));
      expect([status, body.error.code]).toEqual([413, 'portal.too-many']);
    });
  });

  describe('lineage of runs', () => {
    const at = (minute: number) => `2026-01-01T00:${String(minute).padStart(2, '0')}:00Z`;
    const task = (id: string, type: string, minute: number, fields: Record<string, string>) =>
      runEvent(`l-${id}`, 'moving.load', type, at(minute), {
        runFacets: parent(`dag-${id}`, 'moving'),
        inputs: [...new Set(Object.values(fields))].map((from) => dataset('db', from)),
        outputs: Object.keys(fields).map((to) =>
          dataset('db', to, columnsFrom('db', fields[to]!, { a: 'a' })),
        ),
      });
    const edges = async () => {
      const { body } = await call('get', '/v1/lineage?pipeline=moving');
      const titles = new Map(body.nodes.map(({ id, title }: { id: string; title: string }) => [id, title]));
      return [
        body.edges
          .map(({ from, to }: { from: string; to: string }) => `${titles.get(from)} → ${titles.get(to)}`)
          .sort(),
        body.columnEdges.length,
      ];
    };

    it('is that of the newest run that succeeded, with what newer ones add', async () => {
      await send(task('1', 'COMPLETE', 1, { mart: 'old_source' }));
      expect(await edges()).toEqual([['moving → mart', 'old_source → moving'], 1]);
      await send(task('2', 'START', 2, { mart: 'new_source' }), task('2', 'FAIL', 3, { mart: 'new_source' }));
      expect(await edges()).toEqual([['moving → mart', 'new_source → moving', 'old_source → moving'], 2]);
      await send(task('3', 'START', 4, {}), task('3', 'COMPLETE', 5, { mart: 'new_source' }));
      expect(await edges()).toEqual([['moving → mart', 'new_source → moving'], 1]);
    });

    it('does not go back when an older run is told of late, nor when a run tells nothing', async () => {
      await send(task('0', 'COMPLETE', 0, { mart: 'oldest_source' }), task('4', 'COMPLETE', 6, {}));
      expect(await edges()).toEqual([['moving → mart', 'new_source → moving'], 1]);
    });

    it('of one task is not touched by another task', async () => {
      const other = runEvent('l-check', 'moving.check', 'COMPLETE', at(7), {
        runFacets: parent('dag-3', 'moving'),
        inputs: [dataset('db', 'mart')],
      });
      await send(other, task('5', 'COMPLETE', 8, { mart: 'new_source' }));
      expect(await edges()).toEqual([['mart → moving', 'moving → mart', 'new_source → moving'], 1]);
    });
  });

  describe('what other clients leave out or say otherwise', () => {
    const { schemaURL, producer, ...bare } = runEvent('g1', 'generous', 'COMPLETE', '2026-01-01T00:00:00');

    it.each([
      ['no schemaURL', {}],
      ['a schemaURL that is null', { schemaURL: null }],
      ['a schemaURL of another document', { schemaURL: 'https://example.org/schema.json' }],
      ['a schemaURL without a kind', { schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json' }],
      [
        'a schemaURL with a kind that nobody knows',
        { schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/Surprise' },
      ],
    ])('%s: its fields make it a run event, and a time without a zone is of UTC', async (_, change) => {
      const event = { ...bare, ...change, run: { runId: `g-${JSON.stringify(change).length}` } };
      await send(event);
      expect(await run(event.run.runId)).toMatchObject({
        state: 'success',
        endedAt: '2026-01-01T00:00:00.000Z',
      });
    });

    it('without a run it is an event of a job or of a dataset', async () => {
      const job = { namespace: 'test', name: 'designed' };
      const times = { eventTime: '2026-01-01T00:00:00Z' };
      await send({ ...times, job, outputs: [dataset('db', 'designed')] });
      expect((await call('get', '/v1/pipelines/designed')).body.writes).toHaveLength(1);
      await send({ ...times, dataset: dataset('db', 'alone_in_the_world') });
      expect(await datasetsNamed('alone_in_the_world')).toHaveLength(1);
    });
  });

  describe('bad input', () => {
    it.each([
      [
        'another version',
        { schemaURL: 'https://openlineage.io/spec/9-0-0/OpenLineage.json#/$defs/RunEvent' },
        'portal.wrong-event-version',
      ],
      [
        'a version before the first',
        { schemaURL: 'https://openlineage.io/spec/0-0-1/OpenLineage.json' },
        'portal.wrong-event-version',
      ],
      ['no run', { run: undefined }, 'portal.not-an-event'],
      ['a time that is none', { eventTime: 'yesterday' }, 'portal.not-an-event'],
      ['inputs that are no list', { inputs: {} }, 'portal.not-an-event'],
    ])('%s is refused with words', async (_, change, code) => {
      const { status, body } = await post({
        ...runEvent('b1', 'bad', 'START', '2026-01-01T00:00:00Z'),
        ...change,
      });
      expect([status, body.error.code]).toEqual([400, code]);
      expect((await call('get', '/v1/runs/b1')).status).toBe(404);
    });

    it('a list, a number, an empty body and broken JSON are refused', async () => {
      for (const body of ['[]', '""', '{"eventType":', '{}'])
        expect(
          (await call('post', '/api/v1/lineage').set('content-type', 'application/json').send(body)).status,
        ).toBe(400);
    });

    it('10 MB are refused by name', async () => {
      const { status, body } = await post({
        ...runEvent('big', 'bad', 'START', '2026-01-01T00:00:00Z'),
        padding: 'x'.repeat(10_000_000),
      });
      expect([status, body.error.code]).toEqual([413, 'portal.too-large']);
    });

    it('a facet that is not as its schema says costs only itself', async () => {
      const broken = {
        schema: { fields: 'none' },
        columnLineage: { fields: [] },
        symlinks: { identifiers: [{}] },
      };
      await send(
        runEvent('f1', 'faceted', 'COMPLETE', '2026-01-01T00:00:00Z', {
          outputs: [dataset('file', '/faceted', broken)],
        }),
      );
      expect((await run('f1')).state).toBe('success');
    });

    it('5,000 columns are kept, with their lineage', async () => {
      const names = Array.from({ length: 5000 }, (_, at) => `column_${at}`);
      const schema = { fields: names.map((name) => ({ name, type: 'int64' })) };
      const wide = dataset('file', '/wide_out', {
        schema,
        ...columnsFrom('file', '/wide_in', Object.fromEntries(names.map((name) => [name, name]))),
      });
      await send(
        runEvent('w1', 'wide', 'COMPLETE', '2026-01-01T00:00:00Z', {
          inputs: [dataset('file', '/wide_in', { schema })],
          outputs: [wide],
        }),
      );
      const [found] = await datasetsNamed('/wide_out');
      expect(found.fieldCount).toBe(5000);
      const { body } = await call('get', `/v1/lineage?dataset=${found.id}`);
      expect(body.columnEdges).toHaveLength(5000);
    });
  });
});
