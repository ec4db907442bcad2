import type { Row } from '../connectors';
import { isAiEtlError } from '../errors';
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
  /** How many rows of the sources cannot be read, where there are any; a run sets them aside. */
  setAside?: number;
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

/** Strict and fast first; what cannot be read is set aside when it is met, as a run does. */
async function previewOf(
  prepared: PreparedPlan,
  stepId: string,
  limit: number,
  sample: number,
): Promise<StepPreview> {
  try {
    return await previewReading(prepared, stepId, limit, { sample });
  } catch (error) {
    if (!isAiEtlError(error) || error.kind !== 'data') throw error;
    return previewReading(prepared, stepId, limit, { sample, tolerant: true });
  }
}

async function previewReading(
  prepared: PreparedPlan,
  stepId: string,
  limit: number,
  opening: { sample: number; tolerant?: boolean },
): Promise<StepPreview> {
  const { plan, options } = prepared;
  const sources = await openSources(prepared, stepId, opening);
  try {
    const query = lowerStep(plan, stepId, { relationOf: sources.relationOf, parameters: options.parameters });
    const { rows } = await sources.engine.query(printQuery(query, 'duckdb'), {
      limit,
      signal: options.signal,
    });
    return {
      schema: stepNamed(plan, stepId).schema,
      rows,
      sampled: sources.isSampled,
      ...(sources.rejected > 0 && { setAside: sources.rejected }),
    };
  } finally {
    await sources.close();
  }
}
