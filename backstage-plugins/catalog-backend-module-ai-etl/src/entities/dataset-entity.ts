import type { DatasetSummary } from '@ai-etl/backstage-plugin-ai-etl-common';
import { ownerRefOf, SENSITIVITY_LABEL } from '@ai-etl/backstage-plugin-ai-etl-node';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  parseEntityRef,
  stringifyLocationRef,
  type ResourceEntity,
} from '@backstage/catalog-model';
import { aiEtlAnnotations, STORE_LOCATION } from './annotations';
import type { PageLinks } from './page-links';
import { labelOf, tagsOf } from './spelling';

/** `spec.type` of datasets. @public */
export const DATASET_TYPE = 'dataset';

/** What is known of a dataset wherever it is named. */
export type NamedDatasetEntity = Pick<DatasetSummary, 'entityRef' | 'namespace' | 'name' | 'system' | 'title' | 'owner'>;

/** A dataset that only a file names: as the store will describe it, without its page, which is not there yet. */
export function namedDatasetEntity(dataset: NamedDatasetEntity): ResourceEntity {
  const { namespace, name } = parseEntityRef(dataset.entityRef);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      namespace,
      name,
      title: dataset.title ?? dataset.name,
      tags: tagsOf([dataset.system ?? '']),
      annotations: {
        [aiEtlAnnotations.namespace]: dataset.namespace,
        [aiEtlAnnotations.name]: dataset.name,
      },
    },
    spec: { type: DATASET_TYPE, owner: ownerRefOf(dataset.owner) },
  };
}

/** Where a dataset's entity comes from, whoever describes it. */
export const datasetLocation = (id: string) => ({ type: STORE_LOCATION, target: `datasets/${id}` });

/** A dataset of the store as an entity; one that was dropped is tagged `gone` as long as the store knows it. */
export function datasetEntityOf(dataset: DatasetSummary, links: PageLinks): ResourceEntity {
  const { metadata, ...named } = namedDatasetEntity(dataset);
  const location = stringifyLocationRef(datasetLocation(dataset.id));
  const sensitivity = labelOf(dataset.sensitivity);
  return {
    ...named,
    metadata: {
      ...metadata,
      tags: tagsOf([dataset.system ?? '', dataset.goneAt ? 'gone' : '']),
      links: [{ url: links.dataset(dataset.id), title: 'AI-ETL', icon: 'dashboard' }],
      labels: sensitivity ? { [SENSITIVITY_LABEL]: sensitivity } : {},
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        [aiEtlAnnotations.datasetId]: dataset.id,
        ...metadata.annotations,
        ...(dataset.goneAt && { [aiEtlAnnotations.goneAt]: dataset.goneAt }),
      },
    },
  };
}
