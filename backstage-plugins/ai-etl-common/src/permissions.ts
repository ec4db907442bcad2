import { createPermission } from '@backstage/plugin-permission-common';

/** Resource type of pipelines in conditional rules. @public */
export const RESOURCE_TYPE_PIPELINE = 'ai-etl-pipeline';

/** Resource type of datasets in conditional rules. @public */
export const RESOURCE_TYPE_DATASET = 'ai-etl-dataset';

/** See a pipeline, its versions, code and runs. @public */
export const pipelineReadPermission = createPermission({
  name: 'ai-etl.pipeline.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_PIPELINE,
});

/** Publish a pipeline that was not there. @public */
export const pipelineCreatePermission = createPermission({
  name: 'ai-etl.pipeline.create',
  attributes: { action: 'create' },
});

/** Publish a newer version. @public */
export const pipelineUpdatePermission = createPermission({
  name: 'ai-etl.pipeline.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_PIPELINE,
});

/** Delete a pipeline. @public */
export const pipelineDeletePermission = createPermission({
  name: 'ai-etl.pipeline.delete',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_PIPELINE,
});

/** Bring back what was: roll back to an older version, restore a deleted pipeline. @public */
export const pipelineRestorePermission = createPermission({
  name: 'ai-etl.pipeline.restore',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_PIPELINE,
});

/** Read who changed a pipeline. @public */
export const auditReadPermission = createPermission({
  name: 'ai-etl.audit.read',
  attributes: { action: 'read' },
});

/** See a dataset, its fields, profile and lineage. @public */
export const datasetReadPermission = createPermission({
  name: 'ai-etl.dataset.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_DATASET,
});

/** Store a dataset's profile. @public */
export const datasetProfilePermission = createPermission({
  name: 'ai-etl.dataset.profile',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_DATASET,
});

/** List the portal's connections and preview what they hold. @public */
export const connectionReadPermission = createPermission({
  name: 'ai-etl.connection.read',
  attributes: { action: 'read' },
});

/** Make a spec from a sentence. @public */
export const generatePermission = createPermission({
  name: 'ai-etl.spec.generate',
  attributes: { action: 'create' },
});

/** Send OpenLineage events. @public */
export const lineageIngestPermission = createPermission({
  name: 'ai-etl.lineage.ingest',
  attributes: { action: 'create' },
});

/** Every permission of AI-ETL. @public */
export const aiEtlPermissions = [
  pipelineReadPermission,
  pipelineCreatePermission,
  pipelineUpdatePermission,
  pipelineDeletePermission,
  pipelineRestorePermission,
  auditReadPermission,
  datasetReadPermission,
  datasetProfilePermission,
  connectionReadPermission,
  generatePermission,
  lineageIngestPermission,
];
