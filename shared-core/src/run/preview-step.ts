import type { Row } from '../connectors';
import { lowerStep, type Plan } from '../plan';
import type { TableSchema } from '../schema';
import { printQuery } from '../sql';
import { openSources } from './engine-sources';
import { preparePlan, stepNamed, type PreparedPlan } from './prepared-plan';
import type { PlanConnections } from './run-options';

/** The first rows of a step. @public */
export interface StepPreview {
  schema: TableSchema;
  rows: Row[];
  /** The sources were read in part only, so figures over many rows are not those of a run. */
  sampled: boolean;
}

/** First so many rows of every source; where nothing comes of them, more. */
const samples = [10_000, 1_000_000];

/**
 * Shows what a step gives, over a sample of its sources: fast on large files, and nothing is written.
 * @throws `plan.no-such-step` (input), `run.*`
 * @public
 */
export async function previewStep(
  plan: Plan,
  stepId: string,
  options: PlanConnections & { limit?: number },
): Promise<StepPreview> {
  const prepared = await preparePlan(plan, options, { keepSteps: true });
  const limit = options.limit ?? 20;
  for (const sample of samples) {
    const preview = await previewOf(prepared, stepId, limit, sample);
    if (preview.rows.length > 0 || !preview.sampled) return preview;
  }
  return previewOf(prepared, stepId, limit, samples.at(-1) as number);
}

async function previewOf(
  prepared: PreparedPlan,
  stepId: string,
  limit: number,
  sample: number,
): Promise<StepPreview> {
  const { plan, options } = prepared;
  const sources = await openSources(prepared, stepId, { sample });
  try {
    const query = lowerStep(plan, stepId, { relationOf: sources.relationOf, parameters: options.parameters });
    const { rows } = await sources.engine.query(printQuery(query, 'duckdb'), {
      limit,
      signal: options.signal,
    });
    return { schema: stepNamed(plan, stepId).schema, rows, sampled: sources.isSampled };
  } finally {
    await sources.close();
  }
}
