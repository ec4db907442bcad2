import { assertAgentMayLoad } from './agent-targets';
import type { Call } from '../../runtime/call';
import type { Outcome } from '../../runtime/operation';
import { arrivingHandles, arrivingPipeline } from '../../runtime/pipeline';
import { planHandles } from '../../runtime/plan-handles';
import { runPipeline } from '../../runtime/run-pipeline';

interface RunOptions {
  runId?: string;
  parameters?: { values?: { name: string; value: string }[] };
}

/** Runs every target of the pipeline. */
export async function run(call: Call): Promise<Outcome> {
  const plan = await arrivingPipeline(call);
  assertAgentMayLoad(call, plan);
  const { runId, parameters } = call.parameter<RunOptions>('options', {});
  const values = parameters?.values?.map(({ name, value }) => [name.trim(), value] as const) ?? [];
  const handles = await planHandles(call, plan, arrivingHandles(call));
  return runPipeline(call, plan, handles, {
    ...(runId && { runId }),
    ...(values.length > 0 && { parameters: Object.fromEntries(values) }),
  });
}
