/** News of a `catalog-info.yaml` that has a pipeline. */
export type Claim = {
  /** Its true name. */
  pipeline: string;
  /** The file's entity, of whatever name. */
  entityRef: string;
};

/** The events by which the processor tells the provider, in whatever process either runs. */
export const CLAIM_TOPIC = 'ai-etl.catalog.claim';
