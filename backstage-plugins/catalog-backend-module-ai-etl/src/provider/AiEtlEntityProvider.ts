import {
  entityNameOf,
  PIPELINE_TOPIC,
  type AiEtlClient,
  type DatasetSummary,
  type PipelineSummary,
} from '@ai-etl/backstage-plugin-ai-etl-common';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { isError } from '@backstage/errors';
import type {
  EntityIteratorResult,
  IncrementalEntityEventResult,
  IncrementalEntityProvider,
} from '@backstage/plugin-catalog-backend-module-incremental-ingestion';
import { datasetEntityOf } from '../entities/dataset-entity';
import type { PageLinks } from '../entities/page-links';
import { pipelineEntityOf } from '../entities/pipeline-entity';
import { ownerUnknown } from '../owners/owner-unknown';
import { CLAIM_TOPIC, type Claim } from '../processor/claims';
import type { WithoutOthers } from './entities-of-others';
import { nextPage, type Position } from './page-by-page';
import type { OpenStore } from './store-client';

/** Pipelines first, then datasets. */
export interface ProviderCursor extends Position {
  part: 'pipelines' | 'datasets';
}

const start: ProviderCursor = { part: 'pipelines', offset: 0, tail: [] };
const datasetsStart: ProviderCursor = { part: 'datasets', offset: 0, tail: [] };

/** What the provider leans on. */
export interface AiEtlEntityProviderOptions {
  openStore: OpenStore;
  withoutOthers: WithoutOthers;
  links: PageLinks;
}

/** Brings the store's pipelines and datasets into the catalog: page by page, and one at once when it changes. */
export class AiEtlEntityProvider implements IncrementalEntityProvider<ProviderCursor, AiEtlClient> {
  readonly eventHandler = {
    supportsEventTopics: () => [PIPELINE_TOPIC, CLAIM_TOPIC],
    onEvent: async ({ topic, eventPayload }: { topic: string; eventPayload: unknown }) =>
      topic === CLAIM_TOPIC ? this.onClaim(eventPayload as Claim) : this.onChange(eventPayload),
  };

  constructor(private readonly options: AiEtlEntityProviderOptions) {}

  getProviderName(): string {
    return 'ai-etl';
  }

  async around(burst: (store: AiEtlClient) => Promise<void>): Promise<void> {
    await burst(await this.options.openStore());
  }

  async next(store: AiEtlClient, cursor = start): Promise<EntityIteratorResult<ProviderCursor>> {
    const { part } = cursor;
    const { entities, next } = await (part === 'pipelines'
      ? this.pipelines(store, cursor)
      : this.datasets(store, cursor));
    const all = cursor === start ? [ownerUnknown, ...entities] : entities;
    const deferred = (await this.options.withoutOthers(all)).map((entity) => ({ entity }));
    if (next) return { done: false, entities: deferred, cursor: { part, ...next } };
    if (part === 'pipelines') return { done: false, entities: deferred, cursor: datasetsStart };
    return { done: true, entities: deferred };
  }

  private async pipelines(store: AiEtlClient, position: Position) {
    const page = await nextPage(
      async (range) =>
        (await store.GET('/v1/pipelines', { params: { query: { ...range, sort: 'name', datasets: true } } }))
          .data!,
      ({ name }) => name,
      position,
    );
    return { entities: page.items.map((one) => this.pipelineEntity(one)), next: page.next };
  }

  private async datasets(store: AiEtlClient, position: Position) {
    const page = await nextPage(
      async (range) => (await store.GET('/v1/datasets', { params: { query: range } })).data!,
      ({ id }) => id,
      position,
    );
    return { entities: page.items.map((one) => this.datasetEntity(one)), next: page.next };
  }

  /** A file's entity of another name takes the place of the store's. */
  private onClaim({ pipeline, entityRef }: Claim): IncrementalEntityEventResult {
    const own = entityRefOf(pipeline);
    if (entityRef === own) return { type: 'ignored' };
    return { type: 'delta', added: [], removed: [{ entityRef: own }] };
  }

  /** Asks the store how the pipeline is now, whatever happened to it: events may be late or out of order. */
  private async onChange(payload: unknown): Promise<IncrementalEntityEventResult> {
    const name = (payload as { name?: unknown } | undefined)?.name;
    if (typeof name !== 'string') return { type: 'ignored' };
    const pipeline = await pipelineNamed(await this.options.openStore(), name);
    if (!pipeline) return { type: 'delta', added: [], removed: [{ entityRef: entityRefOf(name) }] };
    const { reads, writes } = pipeline;
    const [inputs, outputs] = [reads, writes].map((sets) => sets.map(({ entityRef }) => entityRef));
    const entities = unique([
      ...[...reads, ...writes].map((one) => this.datasetEntity(one)),
      this.pipelineEntity({ ...pipeline, inputs, outputs }),
    ]);
    const added = (await this.options.withoutOthers(entities)).map((entity) => ({ entity }));
    return { type: 'delta', added, removed: [] };
  }

  private pipelineEntity(pipeline: PipelineSummary): Entity {
    const { inputs = [], outputs = [] } = pipeline;
    return pipelineEntityOf(pipeline, { consumes: inputs, produces: outputs }, this.options.links);
  }

  private datasetEntity(dataset: DatasetSummary): Entity {
    return datasetEntityOf(dataset, this.options.links);
  }
}

const entityRefOf = (pipeline: string) => `component:default/${entityNameOf(pipeline)}`;

async function pipelineNamed(store: AiEtlClient, name: string) {
  try {
    const { data } = await store.GET('/v1/pipelines/{name}', { params: { path: { name } } });
    return data && !data.deletedAt ? data : undefined;
  } catch (error) {
    if (isError(error) && error.name === 'ResponseError' && error.statusCode === 404) return undefined;
    throw error;
  }
}

const unique = (entities: Entity[]) => [
  ...new Map(entities.map((entity) => [stringifyEntityRef(entity), entity])).values(),
];
