import { datasetEntityNameOf, datasetIdOf, type AiEtlClient } from '@ai-etl/backstage-plugin-ai-etl-common';
import { isError } from '@backstage/errors';
import type { OpenStore } from '../provider/store-client';
import type { NamedDataset } from './pipeline-file';

/** The entity of a dataset that a spec names. */
export interface FoundDataset {
  entityRef: string;
  /** The store has it, and so its provider describes it. */
  isKnown: boolean;
}

/** Finds the entity of a dataset that a spec names. */
export type FindDataset = (dataset: NamedDataset) => Promise<FoundDataset>;

/** How the store calls the namespace of a dataset that is only known by a connection's name. */
export const namespaceOf = (connection: string) => `connection://${connection}`;

/**
 * Asks the store, which knows under what other names (`postgres://host:5432`, …) a dataset was seen first.
 * What the store does not know yet has the name that it will get from the spec.
 */
export function datasetsIn(openStore: OpenStore): FindDataset {
  return async ({ connection, object }) => {
    const namespace = namespaceOf(connection);
    const known = await refIn(await openStore(), datasetIdOf(namespace, object));
    const entityRef = known ?? `resource:default/${datasetEntityNameOf(namespace, object)}`;
    return { entityRef, isKnown: known !== undefined };
  };
}

async function refIn(store: AiEtlClient, id: string): Promise<string | undefined> {
  try {
    return (await store.GET('/v1/datasets/{id}', { params: { path: { id } } })).data?.entityRef;
  } catch (error) {
    if (isError(error) && error.name === 'ResponseError' && error.statusCode === 404) return undefined;
    throw error;
  }
}
