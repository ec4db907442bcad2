import { ownerRefOf } from '@ai-etl/backstage-plugin-ai-etl-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { getCompoundEntityRef, parseEntityRef, type Entity } from '@backstage/catalog-model';
import {
  processingResult,
  type CatalogProcessor,
  type CatalogProcessorCache,
  type CatalogProcessorEmit,
  type LocationSpec,
} from '@backstage/plugin-catalog-node';
import type { JsonObject } from '@backstage/types';
import { aiEtlAnnotations } from '../entities/annotations';
import type { PageLinks } from '../entities/page-links';
import { datasetRelations, pageLink, PIPELINE_TYPE, type DatasetRefs } from '../entities/pipeline-entity';
import { tagsOf } from '../entities/spelling';
import type { DatasetRefOf } from './dataset-refs';
import { datasetsOf, readPipelineFile, type PipelineFile } from './pipeline-file';
import { relationsOf } from './relations';

/** What the processor leans on. */
export interface DataPipelineProcessorOptions {
  datasetRefOf: DatasetRefOf;
  links: PageLinks;
  logger: LoggerService;
}

const CACHE_KEY = 'datasets';
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
    const written = isPipeline(entity) && (entity.spec?.aiEtl as JsonObject | undefined)?.spec;
    if (!written) return entity;
    const file = readPipelineFile(written);
    return this.described(entity, file, await this.refsOf(file, cache));
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    if (!isPipeline(entity)) return entity;
    const self = getCompoundEntityRef(entity);
    for (const { type, reverse, ref } of relationsOf(entity)) {
      const other = parseEntityRef(ref, { defaultKind: 'resource', defaultNamespace: self.namespace });
      emit(processingResult.relation({ source: self, type, target: other }));
      emit(processingResult.relation({ source: other, type: reverse, target: self }));
    }
    return entity;
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
