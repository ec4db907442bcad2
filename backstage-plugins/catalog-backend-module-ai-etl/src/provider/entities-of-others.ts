import type { AuthService } from '@backstage/backend-plugin-api';
import { ANNOTATION_LOCATION, stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { STORE_LOCATION } from '../entities/annotations';

/** Leaves out the entities that the catalog has from elsewhere. */
export type WithoutOthers = <T extends Entity>(entities: T[]) => Promise<T[]>;

/**
 * A pipeline whose repository has a `catalog-info.yaml` is that file's: the file wins because the store's entities
 * carry no location key, and is not contested, so that the catalog has no conflict to report at every round.
 */
export function withoutOthersIn(deps: { catalog: CatalogService; auth: AuthService }): WithoutOthers {
  return async (entities) => {
    if (entities.length === 0) return entities;
    const known = await deps.catalog.getEntitiesByRefs(
      {
        entityRefs: entities.map(stringifyEntityRef),
        fields: ['kind', 'metadata.name', 'metadata.namespace', 'metadata.annotations'],
      },
      { credentials: await deps.auth.getOwnServiceCredentials() },
    );
    return entities.filter((_, at) => isOurs(known.items[at]));
  };
}

function isOurs(known: Entity | undefined): boolean {
  const location = known?.metadata.annotations?.[ANNOTATION_LOCATION];
  return location === undefined || location.startsWith(`${STORE_LOCATION}:`);
}
