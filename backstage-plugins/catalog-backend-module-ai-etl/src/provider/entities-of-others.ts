import type { AuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogService, CatalogServiceRequestOptions } from '@backstage/plugin-catalog-node';
import { aiEtlAnnotations, isOfStore } from '../entities/annotations';

/** Leaves out the entities that the catalog has from elsewhere. */
export type WithoutOthers = <T extends Entity>(entities: T[]) => Promise<T[]>;

const PIPELINE_FIELD = `metadata.annotations.${aiEtlAnnotations.pipeline}` as const;
const fields = ['kind', 'metadata.name', 'metadata.namespace', 'metadata.annotations'];

/**
 * A pipeline whose repository has a `catalog-info.yaml` is that file's, whatever the file calls it: the file wins
 * because the store's entities carry no location key, and is not contested, so that the catalog has no conflict to
 * report at every round.
 */
export function withoutOthersIn(deps: { catalog: CatalogService; auth: AuthService }): WithoutOthers {
  return async (entities) => {
    if (entities.length === 0) return entities;
    const options = { credentials: await deps.auth.getOwnServiceCredentials() };
    const [known, claimed] = await Promise.all([
      deps.catalog.getEntitiesByRefs({ entityRefs: entities.map(stringifyEntityRef), fields }, options),
      claimedOf(entities.flatMap(pipelineOf), deps.catalog, options),
    ]);
    return entities.filter(
      (entity, at) =>
        (known.items[at] === undefined || isOfStore(known.items[at])) &&
        !pipelineOf(entity).some((name) => claimed.has(name)),
    );
  };
}

/** Which of these pipelines a file has, under any name. */
async function claimedOf(
  names: string[],
  catalog: CatalogService,
  options: CatalogServiceRequestOptions,
): Promise<Set<string>> {
  if (names.length === 0) return new Set();
  // One entity of the store and one of a file each, and room for files that contest each other.
  const limit = names.length * 3;
  const { items } = await catalog.queryEntities(
    { query: { [PIPELINE_FIELD]: { $in: names } }, fields, limit, totalItems: 'exclude' },
    options,
  );
  return new Set(items.filter((entity) => !isOfStore(entity)).flatMap(pipelineOf));
}

const pipelineOf = ({ metadata }: Entity): string[] => {
  const name = metadata.annotations?.[aiEtlAnnotations.pipeline];
  return name === undefined ? [] : [name];
};
