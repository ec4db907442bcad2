import { appendStep, columnSteps, readSchema, type DatasetReference } from '@ai-etl/core';
import type { Call } from '../call';

/** The reference with what the column mapper says before the target. */
export async function mapColumns(call: Call, reference: DatasetReference): Promise<DatasetReference> {
  const known = new Set(readSchema(reference).fields.map(({ name }) => name));
  const steps = columnSteps(call, {
    id: call.stepName(),
    input: reference.step,
    taken: reference.spec.steps.map(({ id }) => id),
    isField: (cell) => known.has(cell),
  });
  let mapped = reference;
  for (const step of steps) mapped = await appendStep(mapped, step);
  return mapped;
}
