export { AiEtlPermissionPolicy, type AiEtlPermissionPolicyOptions } from './AiEtlPermissionPolicy';
export { ownerRefOf } from './owner-ref';
export { SENSITIVITY_LABEL } from './restricted-entities';
export { readRoleAssignments, roleOf, type RoleAssignments } from './role-assignments';
export { aiEtlRoles, reachOf, type AiEtlRole, type Reach } from './roles';
export {
  aiEtlConditions,
  datasetResourceRef,
  datasetRules,
  hasSensitivity,
  isOwner,
  pipelineResourceRef,
  pipelineRules,
  type ClassifiedResource,
  type OwnedResource,
  type RuleFilter,
} from './rules';
