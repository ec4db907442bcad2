import { ANNOTATION_LOCATION, type Entity } from '@backstage/catalog-model';

/** Annotations by which entities and the store know each other. @public */
export const aiEtlAnnotations = {
  /** The true name of a pipeline, which the entity's name may only resemble. */
  pipeline: 'ai-etl.io/pipeline',
  version: 'ai-etl.io/version',
  hash: 'ai-etl.io/hash',
  /** `connection:object`, in a file that a pipeline was compiled to. */
  dataset: 'ai-etl.io/dataset',
  datasetId: 'ai-etl.io/dataset-id',
  namespace: 'ai-etl.io/namespace',
  name: 'ai-etl.io/name',
  /** The owner that a spec names, where the catalog does not have it. */
  owner: 'ai-etl.io/owner',
  /** When a dataset was last said to be dropped. */
  goneAt: 'ai-etl.io/gone-at',
} as const;

/** The type of location that entities of the store come from. */
export const STORE_LOCATION = 'ai-etl';

/** Whether an entity comes from the store, not from somebody's file. */
export const isOfStore = (entity: Entity): boolean =>
  entity.metadata.annotations?.[ANNOTATION_LOCATION]?.startsWith(`${STORE_LOCATION}:`) ?? false;
