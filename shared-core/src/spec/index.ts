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
