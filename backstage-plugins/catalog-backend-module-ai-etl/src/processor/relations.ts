import type { Entity } from '@backstage/catalog-model';

/** Relations between pipelines and datasets, with their other direction. @public */
export const aiEtlRelations = {
  consumes: 'consumedBy',
  produces: 'producedBy',
} as const;

/** What a pipeline's entity says that it consumes and produces. */
export function relationsOf(entity: Entity): { type: string; reverse: string; ref: string }[] {
  const said = (entity.spec?.aiEtl ?? {}) as Record<string, unknown>;
  return Object.entries(aiEtlRelations).flatMap(([type, reverse]) => {
    const refs = said[type];
    return Array.isArray(refs)
      ? refs.filter((ref) => typeof ref === 'string').map((ref) => ({ type, reverse, ref }))
      : [];
  });
}
