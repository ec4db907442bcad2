import { ownerRefOf } from '@ai-etl/backstage-plugin-ai-etl-node';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
  type GroupEntity,
} from '@backstage/catalog-model';
import { aiEtlAnnotations, STORE_LOCATION } from '../entities/annotations';
import type { KnownOwners } from './KnownOwners';

/** Who owns what nobody owns. */
const OWNER_UNKNOWN = ownerRefOf(undefined);
const { name, namespace } = parseEntityRef(OWNER_UNKNOWN);
const location = `${STORE_LOCATION}:owner-unknown`;

/** The group that stands for nobody, so that no relation leads nowhere; a catalog may have one of its own. */
export const ownerUnknown: GroupEntity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: {
    name,
    namespace,
    title: 'Owner unknown · Владелец неизвестен',
    description:
      'Pipelines and datasets whose spec names no owner, or one that is not in this catalog. ' +
      'Конвейеры и наборы, у которых владелец не назван или его нет в этом каталоге.',
    annotations: { [ANNOTATION_LOCATION]: location, [ANNOTATION_ORIGIN_LOCATION]: location },
  },
  spec: { type: 'team', profile: { displayName: 'Owner unknown' }, children: [] },
};

/**
 * An owner that the catalog does not have becomes the group of nobody, and an annotation keeps who was meant.
 *
 * @param defaultOwner - owns what names nobody; entities of n8n's canvas name none
 */
export async function withKnownOwner(
  entity: Entity,
  owners: Pick<KnownOwners, 'has'>,
  defaultOwner = OWNER_UNKNOWN,
): Promise<Entity> {
  const { metadata, spec } = entity;
  const owner = spec?.owner;
  if (typeof owner !== 'string') return entity;
  const isNamed = refOf(owner, entity) !== OWNER_UNKNOWN;
  const wanted = isNamed ? owner : defaultOwner;
  const ref = refOf(wanted, entity);
  if (ref === OWNER_UNKNOWN || (await owners.has(ref))) return { ...entity, spec: { ...spec, owner: wanted } };
  const annotations = { ...metadata.annotations, [aiEtlAnnotations.owner]: wanted };
  return { ...entity, metadata: { ...metadata, annotations }, spec: { ...spec, owner: OWNER_UNKNOWN } };
}

const refOf = (owner: string, { metadata }: Entity): string =>
  stringifyEntityRef(
    parseEntityRef(owner, { defaultKind: 'group', defaultNamespace: metadata.namespace ?? 'default' }),
  );
