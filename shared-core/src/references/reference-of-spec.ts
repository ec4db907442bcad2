import { requirePlan, type SourceSchemas } from '../plan';
import type { TableSchema } from '../schema';
import type { PipelineSpec } from '../spec';
import { sqlReady } from '../sql';
import { printSchema, type DatasetReference, type HandleReference } from './dataset-reference';
import { describeStep } from './describe-step';

/** What is known beside a whole spec that somebody wrote or generated. @public */
export interface SpecFacts {
  spec: PipelineSpec;
  /** Schemas of the sources by step id, where they are known. */
  sources: SourceSchemas;
  handles: Record<string, HandleReference>;
}

/**
 * The reference for a spec that came whole: its tip is what feeds the last target, or the last step without a target.
 * @throws `plan.*` (input)
 * @public
 */
export async function referenceOfSpec({ spec, sources, handles }: SpecFacts): Promise<DatasetReference> {
  await sqlReady();
  const { steps } = requirePlan(spec, sources);
  const last = steps.filter(({ step }) => step.kind === 'target').at(-1);
  const tip = last?.inputs[0] ?? steps.at(-1)?.step.id ?? '';
  const schema: TableSchema = steps.find(({ step }) => step.id === tip)?.schema ?? { fields: [] };
  return {
    summary: steps.map(({ step }) => describeStep(step)).join(' → '),
    step: tip,
    ...printSchema(schema),
    preview: [],
    spec,
    sources: Object.fromEntries(Object.entries(sources).map(([id, source]) => [id, printSchema(source)])),
    handles,
  };
}
