import type { Entity } from '@backstage/catalog-model';

/** The true name of a pipeline; entity names are slugs of it. */
export const PIPELINE_ANNOTATION = 'ai-etl.io/pipeline';

/** The id of a dataset. */
export const DATASET_ANNOTATION = 'ai-etl.io/dataset-id';

/** An annotation of an entity. */
export function annotationOf(entity: Entity, annotation: string): string | undefined {
  return entity.metadata.annotations?.[annotation];
}
