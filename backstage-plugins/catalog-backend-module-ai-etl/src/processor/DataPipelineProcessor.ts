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
import { aiEtlAnnotations, isOfStore } from '../entities/annotations';
import type { PageLinks } from '../entities/page-links';
import { datasetRelations, pageLink, PIPELINE_TYPE, type DatasetRefs } from '../entities/pipeline-entity';
import { tagsOf } from '../entities/spelling';
import type { KnownOwners } from '../owners/KnownOwners';
import { withKnownOwner } from '../owners/owner-unknown';
import type { Claim } from './claims';
import type { DatasetRefOf } from './dataset-refs';
import { datasetsOf, readPipelineFile, type PipelineFile } from './pipeline-file';
import { relationsOf } from './relations';

/** What the processor leans on. */
export interface DataPipelineProcessorOptions {
  datasetRefOf: DatasetRefOf;
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
const kinds = ['source', 'target'] as const;

/** What the store said of the datasets of a spec. While it is away that holds; before it spoke, the catalog tries again. */
type Remembered = {
  /** The datasets as the spec names them. */
  key: string;
  at: number;
  refs: DatasetRefs;
};

/**
 * Understands components of type `data-pipeline`: takes name, owner, tags and datasets from the spec that a
 * `catalog-info.yaml` carries in `spec.aiEtl.spec`, and makes relations of what any of them consumes and produces.
 */
export class DataPipelineProcessor implements CatalogProcessor {
  constructor(private readonly options: DataPipelineProcessorOptions) {}

  getProcessorName(): string {
    return 'AiEtlDataPipelineProcessor';
  }

  async preProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    _emit: CatalogProcessorEmit,
    _originLocation: LocationSpec,
    cache: CatalogProcessorCache,
  ): Promise<Entity> {
    if (!isOurs(entity)) return entity;
    const { owners, defaultOwner } = this.options;
    return withKnownOwner(await this.completed(entity, cache), owners, defaultOwner);
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

  private async completed(entity: Entity, cache: CatalogProcessorCache): Promise<Entity> {
    if (isOfStore(entity) || !isPipeline(entity)) return entity;
    const written = (entity.spec?.aiEtl as JsonObject | undefined)?.spec;
    if (!written) return this.linked(entity);
    const file = readPipelineFile(written);
    return this.described(entity, file, await this.refsOf(file, cache));
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

  private async refsOf(file: PipelineFile, cache: CatalogProcessorCache): Promise<DatasetRefs> {
    const named = kinds.map((kind) => datasetsOf(file, kind));
    const key = JSON.stringify(named);
    const last = await cache.get<Remembered>(CACHE_KEY);
    if (last?.key === key && Date.now() - last.at < memoryMs) return last.refs;
    try {
      const [consumes, produces] = await Promise.all(
        named.map((datasets) => Promise.all(datasets.map(this.options.datasetRefOf))),
      );
      await cache.set<Remembered>(CACHE_KEY, { key, at: Date.now(), refs: { consumes, produces } });
      return { consumes, produces };
    } catch (error) {
      if (last?.key !== key) throw error;
      this.options.logger.warn(
        `datasets of "${file.name}" are as they were: the store does not answer (${error})`,
      );
      return last.refs;
    }
  }

  private described(entity: Entity, file: PipelineFile, refs: DatasetRefs): Entity {
    const { metadata, spec } = entity;
    const own = (field: string) => (spec?.[field] ?? []) as string[];
    const relations = datasetRelations(refs);
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
      spec: {
        lifecycle: 'production',
        ...spec,
        owner: spec?.owner ?? ownerRefOf(file.owner),
        dependsOn: [...new Set([...own('dependsOn'), ...relations.dependsOn])],
        dependencyOf: [...new Set([...own('dependencyOf'), ...relations.dependencyOf])],
        aiEtl: relations.aiEtl,
      },
    };
  }
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
