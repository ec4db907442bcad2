/** Dataset references: what travels instead of rows, and the registry of the connections that they name. */
export {
  printSchema,
  readReference,
  readSchema,
  type DatasetReference,
  type HandleReference,
  type ReferenceSchema,
} from './dataset-reference';
export {
  appendStep,
  appendTarget,
  planOf,
  startReference,
  withPreview,
  type SourceFacts,
  type StepInput,
  type StepInputOf,
} from './grow-reference';
export { referenceOfSpec, type SpecFacts } from './reference-of-spec';
export { describeStep } from './describe-step';
export { mergeReferences, type MergedReferences } from './merge-references';
export { ConnectionRegistry, type ConnectionsByName, type Registration } from './connection-registry';
export { jsonRows, previewRows } from './preview';
export { freeName, stepName } from './step-name';
export { referenceErrors } from './errors';
