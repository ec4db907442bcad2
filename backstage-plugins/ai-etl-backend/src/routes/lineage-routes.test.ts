import { datasetIdOf } from '@ai-etl/backstage-plugin-ai-etl-common';
import { engines } from '../__testUtils__/databases';
import { portalForTests } from '../__testUtils__/portal-for-tests';
import { columnsFrom, dataset, runEvent } from '../__testUtils__/events';
import { flightsSchemas, flightsSpec } from '../__testUtils__/specs';

jest.setTimeout(60_000);

describe.each(engines)('on %s', (engine) => {
  const { call } = portalForTests({ engine });
  const at = '2026-01-01T00:00:00Z';

  /** a → [first] → b → [second] → c → [third] → d, with columns as far as c; a feeds ten more. */
  beforeAll(async () => {
    const chain = [
      ['first', 'a', 'b', { x: 'x', y: 'x' }],
      ['second', 'b', 'c', { total: 'y' }],
      ['third', 'c', 'd', undefined],
      ...Array.from({ length: 10 }, (_, n) => [`fan-${n}`, 'a', `fan-${n}`, undefined]),
    ] as [string, string, string, Record<string, string> | undefined][];
    for (const [job, from, to, fields] of chain) {
      const outputs = [dataset('db', to, fields && columnsFrom('db', from, fields))];
      const event = runEvent(`run-${job}`, job, 'COMPLETE', at, { inputs: [dataset('db', from)], outputs });
      expect((await call('post', '/api/v1/lineage').send(event)).status).toBe(201);
    }
  });

  const id = (name: string) => datasetIdOf('db', name);
  const graph = async (query: string) => (await call('get', `/v1/lineage?${query}`)).body;
  const titles = (nodes: { title: string }[]) => nodes.map(({ title }) => title).sort();

  describe('the graph', () => {
    it('goes both ways as far as it is told, and counts what it does not show', async () => {
      const { nodes, edges } = await graph(`dataset=${id('b')}&depth=1`);
      expect(titles(nodes)).toEqual(['a', 'b', 'c', 'first', 'second']);
      expect(edges).toHaveLength(4);
      const named = Object.fromEntries(nodes.map((node: { title: string }) => [node.title, node]));
      expect(named.a).toMatchObject({ distance: -1, hiddenDownstream: 10, type: 'dataset' });
      expect(named.c).toMatchObject({ distance: 1, hiddenDownstream: 1 });
      expect(named.b.hiddenUpstream).toBeUndefined();
      expect(named.first).toMatchObject({ id: 'pipeline:first', lastRun: { state: 'success' } });
    });

    it('starts at a pipeline, goes one way, and says from which column each comes', async () => {
      const { nodes, columnEdges, edges } = await graph('pipeline=first&direction=downstream');
      expect(titles(nodes)).toEqual(['b', 'c', 'd', 'first', 'second', 'third']);
      expect(edges).toContainEqual({ from: 'pipeline:first', to: `dataset:${id('b')}` });
      expect(columnEdges).toEqual([
        {
          from: { dataset: id('b'), field: 'y' },
          to: { dataset: id('c'), field: 'total' },
          kind: 'direct',
          transformation: 'identity',
          pipeline: 'second',
        },
      ]);
    });

    it('keeps to the number of nodes, nearest first, and says so', async () => {
      const { nodes, truncated } = await graph(`dataset=${id('a')}&maxNodes=5`);
      expect([nodes.length, truncated]).toEqual([5, true]);
      expect(nodes[0].title).toBe('a');
    });

    it('asks for one focus that exists', async () => {
      expect((await call('get', '/v1/lineage')).status).toBe(400);
      expect((await call('get', '/v1/lineage?dataset=none')).body.error.code).toBe('portal.unknown-dataset');
      expect((await call('get', '/v1/lineage?pipeline=none')).status).toBe(404);
    });

    it('walks a cycle once', async () => {
      for (const [job, from, to] of [
        ['there', 'm', 'n'],
        ['back', 'n', 'm'],
      ] as const) {
        const event = runEvent(`c-${job}`, job, 'COMPLETE', at, {
          inputs: [dataset('db', from)],
          outputs: [dataset('db', to)],
        });
        await call('post', '/api/v1/lineage').send(event);
      }
      const { nodes, edges } = await graph(`dataset=${id('m')}&depth=20`);
      expect([nodes.length, edges.length]).toEqual([4, 4]);
    });

    it('is there for a published spec before any run', async () => {
      const spec = flightsSpec('unrun');
      await call('put', '/v1/pipelines/unrun').send({ spec, schemas: flightsSchemas });
      const { nodes, columnEdges } = await graph('pipeline=unrun');
      expect(titles(nodes)).toEqual(['analytics.delayed_flights', 'flights.csv', 'unrun']);
      const file = datasetIdOf('connection://files', 'flights.csv');
      const mart = datasetIdOf('connection://warehouse', 'analytics.delayed_flights');
      expect(columnEdges).toContainEqual({
        from: { dataset: file, field: 'delay' },
        to: { dataset: mart, field: 'total_delay' },
        kind: 'direct',
        transformation: 'aggregation',
        pipeline: 'unrun',
      });
    });
  });

  describe('impact', () => {
    const impact = async (query: string) =>
      (await call('get', `/v1/impact?${query}`)).body.items.map(
        (item: {
          dataset: { title: string };
          field?: string;
          distance: number;
          pipeline: string;
          kind?: string;
        }) => [item.distance, item.dataset.title, item.field, item.pipeline, item.kind],
      );

    it('of a dataset is everything downstream, nearest first', async () => {
      const items = await impact(`dataset=${id('b')}`);
      expect(items).toEqual([
        [1, 'c', undefined, 'second', undefined],
        [2, 'd', undefined, 'third', undefined],
      ]);
    });

    it('of a field follows its columns, and tables where nobody says which columns', async () => {
      expect(await impact(`dataset=${id('b')}&field=y`)).toEqual([
        [1, 'c', 'total', 'second', 'direct'],
        [2, 'd', undefined, 'third', 'indirect'],
      ]);
      expect(await impact(`dataset=${id('b')}&field=x`)).toEqual([]);
    });
  });
});
