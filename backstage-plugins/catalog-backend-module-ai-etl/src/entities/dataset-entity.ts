import type { DatasetSummary } from '@ai-etl/backstage-plugin-ai-etl-common';
import { ownerRefOf, SENSITIVITY_LABEL } from '@ai-etl/backstage-plugin-ai-etl-node';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  parseEntityRef,
  type ResourceEntity,
} from '@backstage/catalog-model';
import { aiEtlAnnotations, STORE_LOCATION } from './annotations';
import type { PageLinks } from './page-links';
import { labelOf, tagsOf } from './spelling';

/** `spec.type` of datasets. @public */
export const DATASET_TYPE = 'dataset';

/** A dataset of the store as an entity; one that was dropped is tagged `gone` as long as the store knows it. */
export function datasetEntityOf(dataset: DatasetSummary, links: PageLinks): ResourceEntity {
  const { namespace, name } = parseEntityRef(dataset.entityRef);
  const location = `${STORE_LOCATION}:datasets/${dataset.id}`;
  const sensitivity = labelOf(dataset.sensitivity);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      namespace,
      name,
      title: dataset.title ?? dataset.name,
      tags: tagsOf([dataset.system ?? '', dataset.goneAt ? 'gone' : '']),
      links: [{ url: links.dataset(dataset.id), title: 'AI-ETL', icon: 'dashboard' }],
      labels: sensitivity ? { [SENSITIVITY_LABEL]: sensitivity } : {},
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        [aiEtlAnnotations.datasetId]: dataset.id,
        [aiEtlAnnotations.namespace]: dataset.namespace,
        [aiEtlAnnotations.name]: dataset.name,
        ...(dataset.goneAt && { [aiEtlAnnotations.goneAt]: dataset.goneAt }),
      },
    },
    spec: { type: DATASET_TYPE, owner: ownerRefOf(dataset.owner) },
  };
}
