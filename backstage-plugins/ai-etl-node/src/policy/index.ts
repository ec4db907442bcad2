export { ownerRefOf } from './owner-ref';
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
