import type { PipelineSummary } from '@ai-etl/backstage-plugin-ai-etl-common';
import { ownerRefOf } from '@ai-etl/backstage-plugin-ai-etl-node';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  parseEntityRef,
  type ComponentEntity,
} from '@backstage/catalog-model';
import { aiEtlAnnotations, STORE_LOCATION } from './annotations';
import type { PageLinks } from './page-links';
import { tagsOf } from './spelling';

/** `spec.type` of pipelines. @public */
export const PIPELINE_TYPE = 'data-pipeline';

/** Entity refs of the datasets that a pipeline reads and writes. */
export type DatasetRefs = {
  consumes: string[];
  produces: string[];
};

/** A pipeline of the store as an entity. */
export function pipelineEntityOf(
  pipeline: PipelineSummary,
  datasets: DatasetRefs,
  links: PageLinks,
): ComponentEntity {
  const { namespace, name } = parseEntityRef(pipeline.entityRef);
  const location = `${STORE_LOCATION}:pipelines/${pipeline.name}`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      namespace,
      name,
      title: pipeline.title ?? pipeline.name,
      description: pipeline.description,
      tags: tagsOf([...pipeline.tags, ...pipeline.systems]),
      links: [pageLink(pipeline.name, links)],
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        [aiEtlAnnotations.pipeline]: pipeline.name,
        [aiEtlAnnotations.version]: String(pipeline.version),
        [aiEtlAnnotations.hash]: pipeline.hash,
      },
    },
    spec: {
      type: PIPELINE_TYPE,
      lifecycle: 'production',
      owner: ownerRefOf(pipeline.owner),
      ...datasetRelations(datasets),
    },
  };
}

/** The link of a pipeline's entity to its page. */
export function pageLink(pipeline: string, links: PageLinks) {
  return { url: links.pipeline(pipeline), title: 'AI-ETL', icon: 'dashboard' };
}

/**
 * What a pipeline's `spec` says of its datasets: typed for our own processor, and as `dependsOn` in the direction
 * of the data, which every card and graph of Backstage draws.
 */
export function datasetRelations({ consumes, produces }: DatasetRefs) {
  return { dependsOn: consumes, dependencyOf: produces, aiEtl: { consumes, produces } };
}
