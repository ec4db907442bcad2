/** The pipeline spec: schema, reading with positions, normal form, hash. */
export {
  pipelineSpecSchema,
  stepSchema,
  inputsOf,
  type PipelineSpec,
  type PipelineSpecInput,
  type Step,
  type StepKind,
  type StepOf,
} from './pipeline-spec';
export { locate, parseSpec, readSpec, type SpecReading } from './parse-spec';
export { printPath, type PathPart, type SpecPath } from './document';
export { printSpec } from './print-spec';
export { specHash } from './normal-form';
export { durationParts, durationSeconds, type Duration } from './duration';
export { diffSpecs, type SpecChange } from './diff-specs';
export { pipelineSpecJsonSchema } from './json-schema';
export { nearestNames, orNearest } from '../names';
export { specErrors } from './errors';
