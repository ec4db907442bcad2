/** Annotations by which entities and the store know each other. @public */
export const aiEtlAnnotations = {
  /** The true name of a pipeline, which the entity's name may only resemble. */
  pipeline: 'ai-etl.io/pipeline',
  version: 'ai-etl.io/version',
  hash: 'ai-etl.io/hash',
  datasetId: 'ai-etl.io/dataset-id',
  namespace: 'ai-etl.io/namespace',
  name: 'ai-etl.io/name',
  /** When a dataset was last said to be dropped. */
  goneAt: 'ai-etl.io/gone-at',
} as const;

/** The type of location that entities of the store come from. */
export const STORE_LOCATION = 'ai-etl';
