import { datasetEntityNameOf, datasetIdOf, type AiEtlClient } from '@ai-etl/backstage-plugin-ai-etl-common';
import { isError } from '@backstage/errors';
import type { OpenStore } from '../provider/store-client';
import type { NamedDataset } from './pipeline-file';

/** Finds the entity of a dataset that a spec names. */
export type DatasetRefOf = (dataset: NamedDataset) => Promise<string>;

/** How the store calls the namespace of a dataset that is only known by a connection's name. */
const namespaceOf = (connection: string) => `connection://${connection}`;

/**
 * Asks the store, which knows under what other names (`postgres://host:5432`, …) a dataset was seen first.
 * What the store does not know yet has the name that it will get from the spec.
 */
export function datasetRefsIn(openStore: OpenStore): DatasetRefOf {
  return async ({ connection, object }) => {
    const namespace = namespaceOf(connection);
    const known = await refIn(await openStore(), datasetIdOf(namespace, object));
    return known ?? `resource:default/${datasetEntityNameOf(namespace, object)}`;
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
