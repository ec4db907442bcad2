import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectors, type Connection } from '../connectors';
import { requirePlan, type Plan } from '../plan';
import { profileDataset, type DatasetProfile } from '../profiling';
import type { PipelineSpec, StepOf } from '../spec';
import { lineTo, stepNamed } from './prepared-plan';
import type { PlanConnections } from './run-options';
import { runPlan } from './run-plan';

/** @public */
export interface ProfileStepOptions extends PlanConnections {
  /** Only the first rows of a source, this many; every row by default. */
  sample?: number;
}

/** What connection, step and file of the copy are called inside the plan. */
const SCRATCH = 'ai_etl_scratch';

/**
 * Profiles what a step gives. A source is counted where it lies; any other step is run once into a Parquet file of
 * a temporary folder, which is profiled and deleted.
 * @throws `plan.no-such-step` (input), `run.*`, and what profiling throws
 * @public
 */
export async function profileStep(
  plan: Plan,
  stepId: string,
  options: ProfileStepOptions,
): Promise<DatasetProfile> {
  const { step } = stepNamed(plan, stepId);
  if (step.kind === 'source' && step.where === undefined) return profileSource(step, options);
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'ai-etl-profile-')));
  const scratch = await connectors.get('file').open({ root: folder }, { name: SCRATCH });
  try {
    const { signal, sample } = options;
    await runPlan(planInto(plan, stepId), { ...options, connections: withScratch(options, scratch) });
    const profile = await profileDataset(scratch, `${SCRATCH}.parquet`, {
      signal,
      ...(sample && { sample }),
    });
    return { ...profile, dataset: stepId };
  } finally {
    await scratch.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function profileSource(
  { connection, object, options: reading, fields }: StepOf<'source'>,
  { connections, signal, sample }: ProfileStepOptions,
): Promise<DatasetProfile> {
  return profileDataset(await connections(connection), object, {
    signal,
    ...(reading && { options: reading }),
    ...(fields && { fields }),
    ...(sample && { sample }),
  });
}

const withScratch =
  ({ connections }: PlanConnections, scratch: Connection): PlanConnections['connections'] =>
  async (name) =>
    name === SCRATCH ? scratch : connections(name);

/** The line that leads to the step, and a target behind it. */
function planInto(plan: Plan, input: string): Plan {
  const steps = lineTo(plan, input).map(({ step }) => step);
  const target: StepOf<'target'> = {
    id: SCRATCH,
    kind: 'target',
    input,
    connection: SCRATCH,
    object: `${SCRATCH}.parquet`,
    mode: 'replace',
    create: 'auto',
  };
  const connections = { ...plan.spec.connections, [SCRATCH]: { system: 'file' } };
  const spec: PipelineSpec = { ...plan.spec, connections, steps: [...steps, target] };
  return requirePlan(spec, plan.sources);
}
