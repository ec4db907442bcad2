import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { dataset, runEvent } from '../__testUtils__/events';
import { portalForTests } from '../__testUtils__/portal-for-tests';
import { flightsSpec } from '../__testUtils__/specs';
import { PipelineNews } from './PipelineNews';

jest.setTimeout(60_000);

const heard: unknown[] = [];
const { call } = portalForTests({
  features: [
    createServiceFactory({
      service: eventsServiceRef,
      deps: {},
      factory: () => ({
        subscribe: async () => {},
        publish: async (event) => {
          heard.push(event);
          throw new Error('the bus is down');
        },
      }),
    }),
  ],
});

const news = (name: string, action: string) => ({ topic: 'ai-etl.pipeline', eventPayload: { name, action } });

beforeEach(() => {
  heard.length = 0;
});

it('tells of every change, of nothing that changes nothing, and survives a bus that is down', async () => {
  const publish = (changes = {}) =>
    call('put', '/v1/pipelines/news').send({ spec: flightsSpec('news', changes) });
  await publish();
  await publish();
  await publish({ owner: 'core' });
  await call('post', '/v1/pipelines/news/rollback').send({ version: 1 });
  await call('delete', '/v1/pipelines/news');
  const restored = await call('post', '/v1/pipelines/news/restore').send({ as: 'news-again' });
  expect(restored.status).toBe(200);
  expect(heard).toEqual([
    news('news', 'publish'),
    news('news', 'publish'),
    news('news', 'rollback'),
    news('news', 'delete'),
    news('news-again', 'restore'),
  ]);
});

it('tells of an observed pipeline once, however many runs of it do the same', async () => {
  const runs = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
  for (const run of runs) {
    const parts = { inputs: [dataset('files', 'a.csv')], outputs: [dataset('files', 'b.csv')] };
    const event = runEvent(run, 'observed', 'COMPLETE', '2026-01-01T00:00:00Z', parts);
    expect((await call('post', '/api/v1/lineage').send(event)).status).toBe(201);
  }
  expect(heard).toEqual([news('observed', 'observe')]);
});

it('tells of observed pipelines one at a time, each once, while what people do goes first', async () => {
  const told: string[] = [];
  let answer = () => {};
  const events = {
    subscribe: async () => {},
    publish: ({ eventPayload }: { eventPayload: unknown }) => {
      told.push((eventPayload as { name: string }).name);
      return new Promise<void>((resolve) => (answer = resolve));
    },
  };
  const paced = new PipelineNews({ events, logger: mockServices.logger.mock() });
  for (const name of ['a', 'b', 'b', 'c', 'b']) paced.tell(name, 'observe');
  expect(told).toEqual(['a']);
  answer();
  paced.tell('published', 'publish');
  expect(told).toEqual(['a', 'published']);
  const heardAll = async () => {
    while (told.length < 4) {
      answer();
      await new Promise(setImmediate);
    }
  };
  await heardAll();
  expect(told.slice(2)).toEqual(['b', 'c']);
});
