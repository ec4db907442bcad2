import { datasetEntityNameOf } from '@ai-etl/backstage-plugin-ai-etl-common';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { CatalogRig } from './testing/catalog-rig';
import { catalogInfoOf, type Named } from './testing/compiled-file';
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
    const orders = find(await rig.until((all) => relationsIn(find(all, ref)).includes('ownedBy user:default/ivan_example.org')), ref)!;
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

describe('one pipeline, one entity', () => {
  const named = (name: string, pipeline = 'orders') => `
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: ${name}, annotations: { 'ai-etl.io/pipeline': ${pipeline} } }
spec: { type: data-pipeline, owner: git, lifecycle: production }
`;
  const refs = (all: Entity[]) => all.map(stringifyEntityRef).sort();
  const are = (...wanted: string[]) => (all: Entity[]) => JSON.stringify(refs(all)) === JSON.stringify(wanted);
  const [ofStore, ofFile, renamed] = ['orders', 'orders-etl', 'orders-v2'].map((name) => `component:default/${name}`);
  let unregister: () => Promise<unknown>;

  const register = async (name: string) => {
    repository.files.set('catalog-info.yaml', named(name));
    unregister = await rig.register(`${repository.url}/catalog-info.yaml`);
  };
  /** Without the location itself. */
  const pipelines = (holds: (all: Entity[]) => boolean) =>
    rig.until((all) => holds(all.filter(({ kind }) => kind === 'Component')));

  it.each(['the store first', 'the file first'])('is the file\'s, under whatever name: %s', async (order) => {
    await rig.start(store, repository, false);
    if (order === 'the file first') {
      await register('orders-etl');
      await pipelines(are(ofFile));
    }
    store.addPipeline('orders');
    await rig.round();
    if (order === 'the store first') {
      await pipelines(are(ofStore));
      await register('orders-etl');
    }
    await pipelines(are(ofFile));
    await store.publish('orders', 'updated');
    await rig.round();
    await pipelines(are(ofFile));
    expect(find(await rig.entities(), ofFile)!.metadata.links).toEqual([
      expect.objectContaining({ url: 'http://portal.example.org/ai-etl/pipelines/orders' }),
    ]);

    repository.files.set('catalog-info.yaml', named('orders-v2'));
    await pipelines((all) => refs(all).includes(renamed));
    await rig.deleteOrphans();
    await rig.round();
    await pipelines(are(renamed));

    await unregister();
    await pipelines(are());
    await rig.round();
    await pipelines(are(ofStore));
    store.pipelines.clear();
    await store.publish('orders', 'deleted');
    await pipelines(are());
    expect(rig.complaints).toEqual([]);
  });

  it('stays the file\'s when the store forgets the pipeline, and leaves no orphan', async () => {
    await rig.start(store, repository, false);
    store.addPipeline('orders');
    await rig.round();
    await pipelines(are(ofStore));
    await register('orders');
    await rig.until((all) => find(all, ofStore)?.spec?.owner === 'git');
    store.pipelines.clear();
    await store.publish('orders', 'deleted');
    await rig.round();
    await pipelines(are(ofStore));
    expect(find(await rig.entities(), ofStore)!.metadata.annotations).not.toHaveProperty('backstage.io/orphan');
    await unregister();
    await pipelines(are());
    expect(rig.complaints).toEqual([]);
  });
});

describe('owners', () => {
  const ref = 'component:default/orders';
  const ownedBy = (owner: string) => (all: Entity[]) =>
    relationsIn(find(all, ref)).includes(`ownedBy ${owner}`);
  const unknown = 'group:default/unknown';

  it.each([
    ['nobody', undefined],
    ['a team that is not there', 'дальний отдел'],
    ['a person that is not there', 'nobody@example.org'],
  ])('of %s are the group of nobody, which is there and says so', async (_, owner) => {
    store.addPipeline('orders', { owner });
    await rig.start(store);
    await rig.round();
    const orders = find(await rig.until(ownedBy(unknown)), ref)!;
    expect(orders.spec!.owner).toBe(unknown);
    expect(orders.metadata.annotations!['ai-etl.io/owner']).toBe(
      { 'дальний отдел': 'group:default/дальний-отдел', 'nobody@example.org': 'user:default/nobody_example.org' }[
        owner ?? ''
      ],
    );
    expect((await rig.byRef(unknown))?.metadata.title).toMatch(/Owner unknown/);
  });

  it('may have a default for what names nobody', async () => {
    store.addPipeline('orders', { owner: undefined });
    await rig.start(store, undefined, false, { defaultOwner: 'group:default/analytics' });
    await rig.round();
    await rig.until(ownedBy('group:default/analytics'));
  });

  it('that are there own, also where a file names one that is not, and later where it has come', async () => {
    store.addPipeline('orders', { owner: 'ivan@example.org' });
    const text = fileOf('{ name: sales }').replace('name: orders', 'name: sales');
    repository.files.set('catalog-info.yaml', text.replace('spec: {', 'spec: { owner: newcomers,'));
    await rig.start(store, repository);
    await rig.round();
    const sales = 'component:default/sales';
    const ownerOf = (all: Entity[]) => find(all, sales)?.spec?.owner;
    const all = await rig.until((one) => ownedBy('user:default/ivan_example.org')(one) && ownerOf(one) === unknown);
    expect(find(all, sales)!.metadata.annotations!['ai-etl.io/owner']).toBe('newcomers');
    await rig.employ('user:default/ivan_example.org', 'group:default/newcomers');
    await rig.until((one) => ownerOf(one) === 'newcomers');
  });
});

describe('datasets that several repositories name', () => {
  const [orders, mart, report] = [
    ['files', 'orders.csv'],
    ['warehouse', 'sales.orders'],
    ['warehouse', 'sales.report'],
  ] as const;
  const refOf = ([connection, object]: Named) =>
    `resource:default/${datasetEntityNameOf(`connection://${connection}`, object)}`;
  const resources = (all: Entity[]) => all.filter(({ kind }) => kind === 'Resource').map(stringifyEntityRef).sort();
  const are = (...datasets: Named[]) => (all: Entity[]) =>
    JSON.stringify(resources(all)) === JSON.stringify(datasets.map(refOf).sort());
  const put = async (path: string, ...pipeline: Parameters<typeof catalogInfoOf>) => {
    repository.files.set(path, await catalogInfoOf(...pipeline));
    return rig.register(`${repository.url}/${path}`);
  };

  it.each([
    ['one writes what the other reads', ['loaded', orders, mart], ['reported', mart, report], [orders, mart, report]],
    ['both write', ['loaded', orders, mart], ['loaded-again', orders, mart], [orders, mart]],
  ] as [string, Parameters<typeof catalogInfoOf>, Parameters<typeof catalogInfoOf>, Named[]][])(
    'are one entity each, without a conflict, as long as a repository names them: %s',
    async (_, first, second, all) => {
      await rig.start(store, repository, false);
      const takeFirst = await put('first.yaml', ...first);
      await rig.until(are(...(first.slice(1) as Named[])));
      const takeSecond = await put('second.yaml', ...second);
      const entities = await rig.until(
        (now) => are(...all)(now) && relationsIn(find(now, `component:default/${second[0]}`)).length > 3,
      );
      const shared = relationsIn(find(entities, refOf(mart)));
      for (const [name] of [first, second]) expect(shared.join()).toContain(`component:default/${name}`);

      await takeFirst();
      await rig.until(isGone(`component:default/${first[0]}`));
      await rig.deleteOrphans();
      await rig.until(are(...(second.slice(1) as Named[])));
      await takeSecond();
      await rig.until(isGone(`component:default/${second[0]}`));
      await rig.deleteOrphans();
      await rig.until(are());
      expect(rig.complaints).toEqual([]);
    },
  );

  it("are the store's once it knows them, and stay one entity", async () => {
    await rig.start(store, repository, false);
    await put('first.yaml', 'loaded', orders, mart);
    await put('second.yaml', 'reported', mart, report);
    await rig.until(are(orders, mart, report));
    const known = store.addDataset('connection://warehouse', 'sales.orders', { sensitivity: 'restricted' });
    expect(known.entityRef).toBe(refOf(mart));
    store.addPipeline('loaded', { writes: [known] });
    await rig.round();
    await store.publish('loaded', 'created');
    const isStores = (all: Entity[]) => find(all, refOf(mart))?.metadata.labels?.['ai-etl.io/sensitivity'] === 'restricted';
    const entities = await rig.until(isStores);
    expect(resources(entities)).toEqual([orders, mart, report].map(refOf).sort());
    expect(find(entities, refOf(mart))!.metadata.links).toHaveLength(1);
    expect(find(entities, refOf(report))!.metadata.links ?? []).toEqual([]);
    expect(rig.complaints).toEqual([]);
  });
});
