import type { DatasetSummary, PipelineSummary } from '@ai-etl/backstage-plugin-ai-etl-common';
import {
  datasetEntityNameOf,
  datasetIdOf,
  entityNameOf,
  PIPELINE_TOPIC,
} from '@ai-etl/backstage-plugin-ai-etl-common';
import { coreServices, createBackendPlugin } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import Router from 'express-promise-router';

/** A pipeline as the fake store keeps it. */
export type StoredPipeline = PipelineSummary & { reads: DatasetSummary[]; writes: DatasetSummary[] };

/** The part of the store's API that the catalog calls, over HTTP, with lists that a test can change. */
export class FakeStore {
  readonly pipelines = new Map<string, StoredPipeline>();
  readonly datasets = new Map<string, DatasetSummary>();
  /** Every list that was asked for. */
  readonly lists: { path: string; offset: number; limit: number }[] = [];
  /** Called before a list is answered. */
  beforeList: () => void = () => {};

  /** Says that a pipeline changed, as the backend does; there once the plugin has started. */
  publish!: (name: string, action: string) => Promise<void>;

  addDataset(namespace: string, name: string, more: Partial<DatasetSummary> = {}): DatasetSummary {
    const id = datasetIdOf(namespace, name);
    const entityRef = `resource:default/${datasetEntityNameOf(namespace, name)}`;
    const dataset = { id, namespace, name, entityRef, ...more };
    this.datasets.set(id, dataset);
    return dataset;
  }

  addPipeline(name: string, more: Partial<StoredPipeline> = {}): StoredPipeline {
    const pipeline: StoredPipeline = {
      name,
      entityRef: `component:default/${entityNameOf(name)}`,
      owner: 'analytics',
      tags: [],
      systems: [],
      version: 1,
      hash: 'abc',
      updatedAt: '2026-01-01T00:00:00Z',
      lastRuns: [],
      reads: [],
      writes: [],
      ...more,
    };
    this.pipelines.set(name, pipeline);
    return pipeline;
  }

  readonly plugin = createBackendPlugin({
    pluginId: 'ai-etl',
    register: (env) => {
      env.registerInit({
        deps: { http: coreServices.httpRouter, httpAuth: coreServices.httpAuth, events: eventsServiceRef },
        init: async ({ http, httpAuth, events }) => {
          this.publish = (name, action) =>
            events.publish({ topic: PIPELINE_TOPIC, eventPayload: { name, action } });
          const router = Router();
          router.use(async (request, _response, next) => {
            await httpAuth.credentials(request, { allow: ['service'] });
            next();
          });
          router.get('/v1/pipelines', async ({ query }, response) => {
            const { datasets, ...range } = query;
            const refs = (sets: DatasetSummary[]) => sets.map(({ entityRef }) => entityRef);
            const page = this.page(this.pipelines, '/v1/pipelines', range);
            const items = page.items.map(({ reads, writes, ...summary }) =>
              datasets === 'true' ? { ...summary, inputs: refs(reads), outputs: refs(writes) } : summary,
            );
            response.json({ ...page, items });
          });
          router.get('/v1/datasets', async ({ query }, response) => {
            response.json(this.page(this.datasets, '/v1/datasets', query));
          });
          router.get('/v1/pipelines/:key', async ({ params }, response) => {
            response.json(one(this.pipelines, params.key));
          });
          router.get('/v1/datasets/:key', async ({ params }, response) => {
            response.json(one(this.datasets, params.key));
          });
          http.use(router);
        },
      });
    },
  });

  private page<T>(all: Map<string, T>, path: string, query: Record<string, unknown>) {
    const [offset, limit] = [Number(query.offset), Number(query.limit)];
    this.beforeList();
    this.lists.push({ path, offset, limit });
    const keys = [...all.keys()].sort();
    return { items: keys.slice(offset, offset + limit).map((key) => all.get(key)!), total: keys.length };
  }
}

function one<T>(all: Map<string, T>, key: string): T {
  const found = all.get(key);
  if (!found) throw new NotFoundError(`no "${key}"`);
  return found;
}
