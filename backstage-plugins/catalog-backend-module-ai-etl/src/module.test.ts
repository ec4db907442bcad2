import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { CatalogRig } from './testing/catalog-rig';
import { FakeRepository } from './testing/fake-repository';
import { FakeStore } from './testing/fake-store';

jest.setTimeout(30_000);

let repository: FakeRepository;
let rig: CatalogRig;
let store: FakeStore;

beforeEach(async () => {
  repository = await new FakeRepository().start();
  rig = new CatalogRig();
  store = new FakeStore();
});
afterEach(async () => {
  await rig.stop();
  await repository.stop();
});

const find = (entities: Entity[], ref: string) =>
  entities.find((entity) => stringifyEntityRef(entity) === ref);
const isThere = (ref: string) => (entities: Entity[]) => find(entities, ref) !== undefined;
const isGone = (ref: string) => (entities: Entity[]) => find(entities, ref) === undefined;
const relationsIn = (entity: Entity | undefined) =>
  (entity?.relations ?? []).map(({ type, targetRef }) => `${type} ${targetRef}`).sort();

function flights() {
  const from = store.addDataset('connection://files', 'flights.csv', { system: 'file' });
  const to = store.addDataset('connection://warehouse', 'analytics.рейсы', { sensitivity: 'restricted' });
  const pipeline = store.addPipeline('Задержанные рейсы', { reads: [from], writes: [to], version: 3 });
  return { from: from.entityRef, to: to.entityRef, pipeline: pipeline.entityRef };
}

const fileOf = (spec: string) => `
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: orders }
spec: { type: data-pipeline, aiEtl: { spec: ${spec} } }
`;
const ordersSpec = `
apiVersion: ai-etl/v1
name: orders
owner: ivan@example.org
tags: [Продажи]
connections: { files: { system: file }, warehouse: { system: clickhouse } }
steps:
  - { id: orders, kind: source, connection: files, object: orders.csv }
  - { id: mart, kind: target, input: orders, connection: warehouse, object: sales.orders, mode: replace }
`;

describe('what the store has', () => {
  it('becomes components and resources with relations in both directions', async () => {
    const { from, to, pipeline } = flights();
    await rig.start(store);
    await rig.round();
    const entities = await rig.until((all) =>
      [from, to, pipeline].every((ref) => relationsIn(find(all, ref)).length > 2),
    );
    expect(find(entities, pipeline)).toMatchObject({
      metadata: {
        title: 'Задержанные рейсы',
        annotations: {
          'ai-etl.io/pipeline': 'Задержанные рейсы',
          'ai-etl.io/version': '3',
          'ai-etl.io/hash': 'abc',
        },
        links: [
          { url: `http://portal.example.org/ai-etl/pipelines/${encodeURIComponent('Задержанные рейсы')}` },
        ],
      },
      spec: { type: 'data-pipeline', owner: 'group:default/analytics' },
    });
    expect(relationsIn(find(entities, pipeline))).toEqual([
      `consumes ${from}`,
      `dependencyOf ${to}`,
      `dependsOn ${from}`,
      'ownedBy group:default/analytics',
      `produces ${to}`,
    ]);
    expect(relationsIn(find(entities, from))).toEqual(
      expect.arrayContaining([`consumedBy ${pipeline}`, `dependencyOf ${pipeline}`]),
    );
    expect(relationsIn(find(entities, to))).toEqual(
      expect.arrayContaining([`producedBy ${pipeline}`, `dependsOn ${pipeline}`]),
    );
    expect(find(entities, to)!.metadata.labels).toEqual({ 'ai-etl.io/sensitivity': 'restricted' });
  });

  it('goes when it is gone, and a dataset that was dropped says so', async () => {
    const { from, to, pipeline } = flights();
    await rig.start(store);
    await rig.round();
    await rig.until(isThere(pipeline));
    store.pipelines.clear();
    store.datasets.delete([...store.datasets.values()].find(({ entityRef }) => entityRef === from)!.id);
    store.addDataset('connection://warehouse', 'analytics.рейсы', { goneAt: '2026-02-01T00:00:00Z' });
    await rig.round();
    const isMarked = (all: Entity[]) => find(all, to)?.metadata.tags?.includes('gone') ?? false;
    const entities = await rig.until((all) => isGone(pipeline)(all) && isGone(from)(all) && isMarked(all));
    expect(entities).toHaveLength(1);
  });

  it('is there at once after an event, and gone after the next', async () => {
    await rig.start(store);
    await rig.round();
    const { from, pipeline } = flights();
    await store.publish('Задержанные рейсы', 'created');
    await rig.until((all) => isThere(pipeline)(all) && isThere(from)(all));
    store.pipelines.clear();
    await store.publish('Задержанные рейсы', 'deleted');
    await rig.until(isGone(pipeline));
  });
});

describe('catalog-info.yaml', () => {
  const ref = 'component:default/orders';
  const put = (spec: string) => {
    repository.files.set('catalog-info.yaml', fileOf('{ $text: ./pipeline.yaml }'));
    repository.files.set('pipeline.yaml', spec);
  };

  it('takes owner, tags and datasets from the spec, by the names that the store knows them by', async () => {
    put(ordersSpec);
    store.addDataset('connection://files', 'orders.csv').entityRef = 'resource:default/seen-first-by-airflow';
    await rig.start(store, repository);
    const orders = find(await rig.until((all) => relationsIn(find(all, ref)).length > 4), ref)!;
    expect(orders.spec).toMatchObject({ owner: 'user:default/ivan_example.org', lifecycle: 'production' });
    expect(orders.metadata.tags).toEqual(['prodazhi']);
    expect(relationsIn(orders)).toEqual([
      'consumes resource:default/seen-first-by-airflow',
      expect.stringMatching(/^dependencyOf resource:default\/sales.orders-[0-9a-f]{10}$/),
      'dependsOn resource:default/seen-first-by-airflow',
      'ownedBy user:default/ivan_example.org',
      expect.stringMatching(/^produces resource:default\/sales.orders-[0-9a-f]{10}$/),
    ]);
  });

  const ownerIs = (owner: string) => (all: Entity[]) => find(all, ref)?.spec?.owner === owner;

  it('wins over the store, which does not contest it, and gives way when it goes', async () => {
    put('{ name: orders, owner: git }');
    await rig.start(store, repository);
    await rig.until(ownerIs('group:default/git'));
    store.addPipeline('orders', { owner: 'store' });
    store.addPipeline('other');
    await rig.round();
    await store.publish('orders', 'updated');
    await rig.until(isThere('component:default/other'));
    expect(ownerIs('group:default/git')(await rig.entities())).toBe(true);
    repository.files.set(
      'catalog-info.yaml',
      '{ apiVersion: backstage.io/v1alpha1, kind: Location, metadata: { name: empty }, spec: {} }',
    );
    await rig.until((all) => find(all, ref)?.metadata.annotations?.['backstage.io/orphan'] === 'true');
    await rig.deleteOrphans();
    await rig.until(isGone(ref));
    await rig.round();
    await rig.until(ownerIs('group:default/store'));
    expect(rig.complaints).toEqual([]);
  });

  it('takes an entity over from the store, which no longer deletes it', async () => {
    store.addPipeline('orders', { owner: 'store' });
    await rig.start(store, repository);
    await rig.round();
    await rig.until(ownerIs('group:default/store'));
    put('{ name: orders, owner: git }');
    await rig.until(ownerIs('group:default/git'));
    store.pipelines.clear();
    await store.publish('orders', 'deleted');
    await rig.round();
    expect(ownerIs('group:default/git')(await rig.entities())).toBe(true);
    expect(rig.complaints.filter((text) => /conflict/i.test(text))).toEqual([]);
  });
});
