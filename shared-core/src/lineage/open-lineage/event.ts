/** A facet: a piece of metadata with who made it and the schema it keeps to. @public */
export interface OpenLineageFacet {
  _producer: string;
  _schemaURL: string;
  [key: string]: unknown;
}

/** Facets by their names. @public */
export type OpenLineageFacets = Record<string, OpenLineageFacet>;

/** @public */
export interface OpenLineageDataset {
  namespace: string;
  name: string;
  facets?: OpenLineageFacets;
  outputFacets?: OpenLineageFacets;
}

/** How a run stands. @public */
export type OpenLineageEventType = 'START' | 'COMPLETE' | 'FAIL' | 'ABORT';

/** One OpenLineage run event, as it is posted. @public */
export interface OpenLineageEvent {
  eventType: OpenLineageEventType;
  eventTime: string;
  producer: string;
  schemaURL: string;
  run: { runId: string; facets: OpenLineageFacets };
  job: { namespace: string; name: string; facets: OpenLineageFacets };
  inputs: OpenLineageDataset[];
  outputs: OpenLineageDataset[];
}
