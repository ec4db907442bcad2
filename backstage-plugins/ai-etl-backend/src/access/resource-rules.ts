import { RESOURCE_TYPE_PIPELINE, aiEtlPermissions } from '@ai-etl/backstage-plugin-ai-etl-common';
import {
  datasetResourceRef,
  datasetRules,
  pipelineResourceRef,
  pipelineRules,
  type ClassifiedResource,
  type OwnedResource,
  type RuleFilter,
} from '@ai-etl/backstage-plugin-ai-etl-node';
import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  isResourcePermission,
  type ConditionalPolicyDecision,
  type Permission,
  type PermissionCriteria,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer, createConditionTransformer } from '@backstage/plugin-permission-node';
import type { DatasetQueries } from '../database/DatasetQueries';
import type { PipelineQueries } from '../database/PipelineQueries';
import type { DatasetRow, PipelineRow } from '../database/tables';

const ofType = (type: string) => (permission: Permission) => isResourcePermission(permission, type);

/** What rules look at. */
export const pipelineResource = ({ owner_ref }: PipelineRow): OwnedResource => ({ owner: owner_ref });
export const datasetResource = ({ sensitivity }: DatasetRow): ClassifiedResource => ({
  sensitivity: sensitivity ?? undefined,
});

/** Conditions of a policy over rows of pipelines and datasets. */
export interface ResourceRules {
  holds(
    permission: ResourcePermission,
    decision: ConditionalPolicyDecision,
    row: PipelineRow | DatasetRow,
  ): boolean;
  criteriaOf(
    permission: ResourcePermission,
    decision: ConditionalPolicyDecision,
  ): PermissionCriteria<RuleFilter>;
}

/** Makes permissions, resource types and rules known to the permission system. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  { pipelines, datasets }: { pipelines: PipelineQueries; datasets: DatasetQueries },
): void {
  registry.addResourceType({
    resourceRef: pipelineResourceRef,
    permissions: aiEtlPermissions.filter(ofType(pipelineResourceRef.resourceType)),
    rules: pipelineRules,
    getResources: async (names) => {
      const rows = new Map((await pipelines.named(names)).map((row) => [row.name, row]));
      return names.map((name) => rows.get(name)).map((row) => row && pipelineResource(row));
    },
  });
  registry.addResourceType({
    resourceRef: datasetResourceRef,
    permissions: aiEtlPermissions.filter(ofType(datasetResourceRef.resourceType)),
    rules: datasetRules,
    getResources: async (ids) => {
      const rows = new Map((await datasets.named(ids)).map(({ asked, row }) => [asked, row]));
      return ids.map((id) => rows.get(id)).map((row) => row && datasetResource(row));
    },
  });
  registry.addPermissions(aiEtlPermissions.filter((permission) => !isResourcePermission(permission)));
}

/** The rules as the registry has them, also those that other modules added. */
export function rulesOf(registry: PermissionsRegistryService): ResourceRules {
  const isOfPipelines = ofType(RESOURCE_TYPE_PIPELINE);
  const pipelineSet = registry.getPermissionRuleset(pipelineResourceRef);
  const datasetSet = registry.getPermissionRuleset(datasetResourceRef);
  const pipelineHolds = createConditionAuthorizer(pipelineSet);
  const datasetHolds = createConditionAuthorizer(datasetSet);
  const pipelineCriteria = createConditionTransformer(pipelineSet);
  const datasetCriteria = createConditionTransformer(datasetSet);
  return {
    holds: (permission, decision, row) =>
      isOfPipelines(permission)
        ? pipelineHolds(decision, pipelineResource(row as PipelineRow))
        : datasetHolds(decision, datasetResource(row as DatasetRow)),
    criteriaOf: (permission, { conditions }) =>
      (isOfPipelines(permission)
        ? pipelineCriteria(conditions)
        : datasetCriteria(conditions)) as PermissionCriteria<RuleFilter>,
  };
}
