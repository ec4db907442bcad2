import { createAiEtlClient, PIPELINE_TOPIC, type AiEtlClient } from '@ai-etl/backstage-plugin-ai-etl-common';
import { mockCredentials, startTestBackend } from '@backstage/backend-test-utils';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { FakeStore } from '../testing/fake-store';
import { AiEtlEntityProvider, type ProviderCursor } from './AiEtlEntityProvider';

const links = {
  pipeline: (name: string) => `http://portal/${name}`,
  dataset: (id: string) => `http://portal/${id}`,
};

async function withProvider<T>(
  store: FakeStore,
  act: (provider: AiEtlEntityProvider, client: AiEtlClient) => Promise<T>,
): Promise<T> {
  const backend = await startTestBackend({ features: [store.plugin] });
  const token = mockCredentials.service.token({
    onBehalfOf: mockCredentials.service('plugin:catalog'),
    targetPluginId: 'ai-etl',
  });
  const baseUrl = `http://localhost:${backend.server.port()}/api/ai-etl`;
  const client = createAiEtlClient({ baseUrl, token });
  const provider = new AiEtlEntityProvider({
    links,
    openStore: async () => client,
    withoutOthers: async (entities) => entities,
  });
  try {
    return await act(provider, client);
  } finally {
    await backend.stop();
  }
}

/** One round: the entities of every page, without the group of nobody. */
async function readAll(provider: AiEtlEntityProvider, client: AiEtlClient): Promise<Entity[][]> {
  const pages: Entity[][] = [];
  let cursor: ProviderCursor | undefined;
  for (;;) {
    const page = await provider.next(client, cursor);
    const entities = (page.entities ?? []).map(({ entity }) => entity);
    pages.push(entities.filter(({ kind }) => kind !== 'Group'));
    if (page.done) return pages;
    // As the engine keeps it in its table between two bursts.
    cursor = JSON.parse(JSON.stringify(page.cursor));
  }
}

const nameOf = (at: number) => `pipeline-${String(at).padStart(5, '0')}`;
const refsOf = (pages: Entity[][]) => new Set(pages.flat().map(stringifyEntityRef));

it('brings 10,000 pipelines in pages of at most 500, and never holds more than one page', async () => {
  const store = new FakeStore();
  for (let at = 0; at < 10_000; at++) store.addPipeline(nameOf(at));
  const pages = await withProvider(store, readAll);
  expect(refsOf(pages).size).toBe(10_000);
  expect(Math.max(...pages.map(({ length }) => length))).toBe(500);
  expect(store.lists.every(({ limit }) => limit === 500)).toBe(true);
  // 10,000 / (500 - 10 of overlap), and one page of no datasets.
  expect(store.lists).toHaveLength(21 + 1);
});

it.each([3, 10, 200, 1200])(
  'misses nothing when %d pipelines are deleted between two pages',
  async (count) => {
    const store = new FakeStore();
    for (let at = 0; at < 2_000; at++) store.addPipeline(nameOf(at));
    let lists = 0;
    store.beforeList = () => {
      lists++;
      if (lists === 4) for (let at = 0; at < count; at++) store.pipelines.delete(nameOf(at));
    };
    const refs = refsOf(await withProvider(store, readAll));
    for (const { entityRef } of store.pipelines.values()) expect(refs).toContain(entityRef);
  },
);

it('gives every name an entity of its own, Cyrillic and long ones too', async () => {
  const store = new FakeStore();
  const names = ['Задержанные рейсы', 'задержанные рейсы', 'zaderzhannye-reysy', 'y'.repeat(80), 'a/b c'];
  names.forEach((name) =>
    store.addPipeline(name, { tags: ['Финансы', '***', 'Daily Load'], systems: ['clickhouse'] }),
  );
  const entities = (await withProvider(store, readAll)).flat();
  expect(new Set(entities.map(({ metadata }) => metadata.name.toLowerCase())).size).toBe(names.length);
  expect(entities.map(({ metadata }) => metadata.annotations!['ai-etl.io/pipeline']).sort()).toEqual(
    [...names].sort(),
  );
  expect(entities[0].metadata.tags).toEqual(['finansy', 'daily-load', 'clickhouse']);
});

it('ignores an event that names no pipeline', async () => {
  await withProvider(new FakeStore(), async (provider) => {
    expect(await provider.eventHandler.onEvent({ topic: PIPELINE_TOPIC, eventPayload: { action: 'deleted' } })).toEqual({
      type: 'ignored',
    });
  });
});
