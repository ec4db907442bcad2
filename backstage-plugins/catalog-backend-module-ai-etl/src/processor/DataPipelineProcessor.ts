import { ownerRefOf } from '@ai-etl/backstage-plugin-ai-etl-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { getCompoundEntityRef, parseEntityRef, stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  processingResult,
  type CatalogProcessor,
  type CatalogProcessorCache,
  type CatalogProcessorEmit,
  type LocationSpec,
} from '@backstage/plugin-catalog-node';
import type { JsonObject } from '@backstage/types';
import { datasetIdOf } from '@ai-etl/backstage-plugin-ai-etl-common';
import { aiEtlAnnotations, isOfStore } from '../entities/annotations';
import { datasetLocation, namedDatasetEntity } from '../entities/dataset-entity';
import type { PageLinks } from '../entities/page-links';
import { datasetRelations, pageLink, PIPELINE_TYPE, type DatasetRefs } from '../entities/pipeline-entity';
import { tagsOf } from '../entities/spelling';
import type { KnownOwners } from '../owners/KnownOwners';
import { withKnownOwner } from '../owners/owner-unknown';
import type { Claim } from './claims';
import { namespaceOf, type FindDataset } from './dataset-refs';
import {
  datasetsOf,
  readNamedDatasets,
  readPipelineFile,
  type NamedDataset,
  type NamedDatasets,
  type PipelineFile,
} from './pipeline-file';
import { relationsOf } from './relations';

/** What the processor leans on. */
export interface DataPipelineProcessorOptions {
  findDataset: FindDataset;
  owners: Pick<KnownOwners, 'has'>;
  /** Entity ref of who owns what names no owner. */
  defaultOwner?: string;
  /** Hears of a file that has a pipeline, once. */
  onClaim: (claim: Claim) => Promise<void>;
  links: PageLinks;
  logger: LoggerService;
}

const CACHE_KEY = 'datasets';
const CLAIM_KEY = 'claim';
const memoryMs = 3_600_000;

/** What the store said of the datasets of a file. */
type Found = {
  refs: DatasetRefs;
  /** Those that the store does not know, and so does not describe. */
  unknown: (NamedDataset & { entityRef: string })[];
};

/** While the store is away, what it said last holds; before it spoke, the catalog tries again. */
type Remembered = Found & {
  /** The datasets as the file names them. */
  key: string;
  at: number;
};

/**
 * Understands components of type `data-pipeline`: takes name, owner, tags and datasets from the spec that a
 * `catalog-info.yaml` carries in `spec.aiEtl.spec`, or the datasets alone from `spec.aiEtl.reads` and `.writes`, and
 * makes relations of what any of them consumes and produces.
 *
 * @remarks Datasets that the store does not know are emitted here, one entity however many files name them: under the
 * name and the (missing) location key of the store's own, so that neither two files nor store and file contest them.
 */
export class DataPipelineProcessor implements CatalogProcessor {
  constructor(private readonly options: DataPipelineProcessorOptions) {}

  getProcessorName(): string {
    return 'AiEtlDataPipelineProcessor';
  }

  async preProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
    _originLocation: LocationSpec,
    cache: CatalogProcessorCache,
  ): Promise<Entity> {
    if (!isOurs(entity)) return entity;
    const { owners, defaultOwner } = this.options;
    return withKnownOwner(await this.completed(entity, emit, cache), owners, defaultOwner);
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
    cache: CatalogProcessorCache,
  ): Promise<Entity> {
    if (!isPipeline(entity)) return entity;
    if (!isOfStore(entity)) await this.claim(entity, cache);
    const self = getCompoundEntityRef(entity);
    for (const { type, reverse, ref } of relationsOf(entity)) {
      const other = parseEntityRef(ref, { defaultKind: 'resource', defaultNamespace: self.namespace });
      emit(processingResult.relation({ source: self, type, target: other }));
      emit(processingResult.relation({ source: other, type: reverse, target: self }));
    }
    return entity;
  }

  private async completed(
    entity: Entity,
    emit: CatalogProcessorEmit,
    cache: CatalogProcessorCache,
  ): Promise<Entity> {
    if (isOfStore(entity) || !isPipeline(entity)) return entity;
    const said = (entity.spec?.aiEtl ?? {}) as JsonObject;
    const file = said.spec ? readPipelineFile(said.spec) : undefined;
    const named = file ? datasetsOf(file) : readNamedDatasets(said);
    const { refs, unknown } = await this.found(named, stringifyEntityRef(entity), cache);
    for (const dataset of unknown) emit(entityOf(dataset));
    const complete = file ? this.described(entity, file) : this.linked(entity);
    return file || refs.consumes.length > 0 || refs.produces.length > 0 ? this.related(complete, refs) : complete;
  }

  /** The store's entity of a pipeline that a file has goes at once; without this it would go with the next round. */
  private async claim(entity: Entity, cache: CatalogProcessorCache): Promise<void> {
    const pipeline = pipelineOf(entity);
    if (!pipeline || (await cache.get<string>(CLAIM_KEY)) === pipeline) return;
    await this.options.onClaim({ pipeline, entityRef: stringifyEntityRef(entity) });
    await cache.set(CLAIM_KEY, pipeline);
  }

  /** A file as `airflow-repository` writes it names its pipeline, and cannot know where the portal's pages are. */
  private linked(entity: Entity): Entity {
    const pipeline = pipelineOf(entity);
    if (!pipeline) return entity;
    const links = [...(entity.metadata.links ?? []), pageLink(pipeline, this.options.links)];
    return { ...entity, metadata: { ...entity.metadata, links } };
  }

  private async found(named: NamedDatasets, of: string, cache: CatalogProcessorCache): Promise<Found> {
    const key = JSON.stringify(named);
    const last = await cache.get<Remembered>(CACHE_KEY);
    // What the store did not know is asked for each time: once it knows, this must not describe it any more.
    const isWhole = last?.key === key && last.unknown.length === 0;
    if (isWhole && Date.now() - last.at < memoryMs) return last;
    try {
      const found = await this.ask(named);
      await cache.set<Remembered>(CACHE_KEY, { key, at: Date.now(), ...found });
      return found;
    } catch (error) {
      if (last?.key !== key) throw error;
      this.options.logger.warn(`datasets of ${of} are as they were: the store does not answer (${error})`);
      return last;
    }
  }

  private async ask({ consumes, produces }: NamedDatasets): Promise<Found> {
    const all = (datasets: NamedDataset[]) =>
      Promise.all(datasets.map(async (dataset) => ({ ...dataset, ...(await this.options.findDataset(dataset)) })));
    const [read, written] = await Promise.all([all(consumes), all(produces)]);
    const refs = (datasets: typeof read) => datasets.map(({ entityRef }) => entityRef);
    const unknown = [...read, ...written].filter(({ isKnown }) => !isKnown);
    return {
      refs: { consumes: refs(read), produces: refs(written) },
      unknown: [...new Map(unknown.map((one) => [one.entityRef, one])).values()],
    };
  }

  private described(entity: Entity, file: PipelineFile): Entity {
    const { metadata, spec } = entity;
    return {
      ...entity,
      metadata: {
        ...metadata,
        title: metadata.title ?? file.name,
        description: metadata.description ?? file.description,
        tags: tagsOf([...(metadata.tags ?? []), ...file.tags]),
        links: [...(metadata.links ?? []), pageLink(file.name, this.options.links)],
        annotations: { ...metadata.annotations, [aiEtlAnnotations.pipeline]: file.name },
      },
      spec: { lifecycle: 'production', ...spec, owner: spec?.owner ?? ownerRefOf(file.owner) },
    };
  }

  /** Adds what was found to what the file refers to by names of the catalog. */
  private related(entity: Entity, found: DatasetRefs): Entity {
    const { spec } = entity;
    const said = (spec?.aiEtl ?? {}) as JsonObject;
    const own = (lists: JsonObject | undefined, field: string) => (lists?.[field] ?? []) as string[];
    const both = (lists: JsonObject | undefined, field: string, more: string[]) => [
      ...new Set([...own(lists, field), ...more]),
    ];
    const { dependsOn, dependencyOf } = datasetRelations(found);
    return {
      ...entity,
      spec: {
        ...spec,
        dependsOn: both(spec, 'dependsOn', dependsOn),
        dependencyOf: both(spec, 'dependencyOf', dependencyOf),
        aiEtl: {
          consumes: both(said, 'consumes', found.consumes),
          produces: both(said, 'produces', found.produces),
        },
      },
    };
  }
}

function entityOf({ connection, object, system, entityRef }: Found['unknown'][number]) {
  const namespace = namespaceOf(connection);
  const entity = namedDatasetEntity({ entityRef, namespace, name: object, system });
  return processingResult.entity(datasetLocation(datasetIdOf(namespace, object)), entity, { locationKey: null });
}

function isPipeline({ kind, spec }: Entity): boolean {
  return kind === 'Component' && spec?.type === PIPELINE_TYPE;
}

/** What the store has, and what files say of pipelines and their datasets. */
const isOurs = (entity: Entity): boolean =>
  isOfStore(entity) ||
  isPipeline(entity) ||
  entity.metadata.annotations?.[aiEtlAnnotations.dataset] !== undefined;

const pipelineOf = (entity: Entity): string | undefined =>
  entity.metadata.annotations?.[aiEtlAnnotations.pipeline];
