import type { Row } from '../connectors';
import { requirePlan, type Plan } from '../plan';
import type { TableSchema } from '../schema';
import { parseSpec, type PipelineSpecInput } from '../spec';
import { sqlReady } from '../sql';
import { printSchema, readSchema, type DatasetReference, type HandleReference } from './dataset-reference';
import { describeStep } from './describe-step';
import { referenceErrors } from './errors';
import { previewRows } from './preview';

/** A step as a person writes it: defaults may be left out. @public */
export type StepInput = PipelineSpecInput['steps'][number];
/** The step of one kind, such as `StepInputOf<'join'>`. @public */
export type StepInputOf<K extends StepInput['kind']> = Extract<StepInput, { kind: K }>;

/** What a source knows when it gives its first reference. @public */
export interface SourceFacts {
  /** Name of the pipeline that begins here. */
  pipeline: string;
  system: string;
  step: StepInputOf<'source'>;
  schema: TableSchema;
  preview: Row[];
  /** What the source knows without a scan. */
  estimatedRows?: number;
  handle: HandleReference;
}

/**
 * The reference with which a pipeline begins: one source step.
 * @throws `plan.*` when the step's own `where` or `fields` do not fit the schema (input)
 * @public
 */
export async function startReference(facts: SourceFacts): Promise<DatasetReference> {
  const { step, system, pipeline, schema, handle, estimatedRows } = facts;
  const spec: PipelineSpecInput = {
    apiVersion: 'ai-etl/v1',
    name: pipeline,
    connections: { [step.connection]: { system } },
    steps: [step],
  };
  const start: DatasetReference = {
    summary: '',
    step: step.id,
    ...printSchema(schema),
    preview: previewRows(facts.preview),
    spec,
    sources: { [step.id]: printSchema(schema) },
    handles: { [step.connection]: handle },
  };
  return settle({ ...start, ...(estimatedRows !== undefined && { estimatedRows }) }, step);
}

/**
 * The reference after one more step, validated at once: a field that does not exist fails here, with the nearest names.
 * A `target` step hangs on the plan without becoming its tip. The preview is left out: it is the engine's to make.
 *
 * @throws `plan.*` (input), all problems of the step at once
 * @public
 */
export async function appendStep(reference: DatasetReference, step: StepInput): Promise<DatasetReference> {
  const spec = { ...reference.spec, steps: [...reference.spec.steps, step] };
  if (step.kind === 'target') return settle({ ...reference, spec }, step);
  const grown = { ...reference, spec, step: step.id, preview: [] };
  delete grown.rows;
  delete grown.estimatedRows;
  return settle(grown, step);
}

/**
 * The reference with a target, and with the connection that the target needs.
 * @throws `plan.*`, `reference.same-connection-name` (input)
 * @public
 */
export async function appendTarget(
  reference: DatasetReference,
  step: StepInputOf<'target'>,
  connection: { system: string; handle: HandleReference },
): Promise<DatasetReference> {
  const { system, handle } = connection;
  const known = reference.spec.connections?.[step.connection];
  if (known && known.system !== system)
    throw referenceErrors['same-connection-name']({
      connection: step.connection,
      systems: [known.system, system],
    });
  const connections = { ...reference.spec.connections, [step.connection]: { system } };
  const handles = { ...reference.handles, [step.connection]: handle };
  return appendStep({ ...reference, spec: { ...reference.spec, connections }, handles }, step);
}

/** The reference with the first rows of its step. @public */
export const withPreview = (reference: DatasetReference, rows: Row[]): DatasetReference => ({
  ...reference,
  preview: previewRows(rows),
});

/** The plan of a reference, typed with the schemas of its sources. @throws `plan.*` (input) @public */
export async function planOf(reference: DatasetReference): Promise<Plan> {
  const sources = Object.fromEntries(
    Object.entries(reference.sources).map(([id, schema]) => [id, readSchema(schema)]),
  );
  await sqlReady();
  return requirePlan(parseSpec(reference.spec), sources);
}

/** Schema and summary of the tip, from a plan that holds. */
async function settle(reference: DatasetReference, last: StepInput): Promise<DatasetReference> {
  const { steps } = await planOf(reference);
  const tip = steps.find(({ step }) => step.id === reference.step);
  const { summary, step, estimatedRows, rows, preview, spec, sources, handles } = reference;
  return {
    summary: [summary, describeStep(last)].filter(Boolean).join(' → '),
    step,
    ...(estimatedRows !== undefined && { estimatedRows }),
    ...(rows !== undefined && { rows }),
    ...(tip ? printSchema(tip.schema) : { fields: reference.fields }),
    preview,
    spec,
    sources,
    handles,
  };
}
