import { appendTarget, planOf, type DatasetReference, type LoadMode, type StepInputOf } from '@ai-etl/core';
import type { INodeExecutionData } from 'n8n-workflow';
import { item, type Operation } from '../operation';
import { planHandles } from '../plan-handles';
import { runPipeline } from '../run-pipeline';
import { mapColumns } from './column-mapping';
import type { SystemFields } from './fields';
import type { SystemCall } from './system-call';
import { writeFields, type WriteOptions } from './write-fields';

/** Runs the plan that arrives into this system, or only adds the target to it. */
export const write = ({ target }: SystemFields, modes: LoadMode[]): Operation<SystemCall> => ({
  value: 'write',
  name: 'Write',
  action: 'Load the dataset into a table',
  description: 'Runs the pipeline that arrives and loads its rows here; answers with the ledger of the load',
  properties: [target, ...writeFields(modes)],
  async execute(call) {
    const connection = await call.connection();
    const mapped = await mapColumns(call, call.reference());
    const dataset = await appendTarget(mapped, targetStep(call, mapped, connection.name), {
      system: call.connector.id,
      handle: connection.handle,
    });
    const { runId, onlyPlan } = call.parameter<WriteOptions>('options', {});
    if (onlyPlan) return [item({ dataset })];
    const plan = await planOf(dataset);
    const handles = await planHandles(call, plan, dataset.handles);
    const { outputs } = await runPipeline(call, plan, handles, runId ? { runId } : {});
    const [loads, rejected] = outputs;
    return { outputs: [loads.map((load) => withDataset(load, dataset)), rejected] };
  },
});

/** The pipeline travels on behind the load, for nodes that compile or report. */
const withDataset = (load: INodeExecutionData, dataset: DatasetReference) => item({ ...load.json, dataset });

function targetStep(call: SystemCall, { step }: DatasetReference, connection: string): StepInputOf<'target'> {
  const options = call.parameter<WriteOptions>('options', {});
  const object = call.located('target');
  const keys = call.names('keys');
  const layout = layoutOf(options);
  return {
    id: call.stepName(`load_${object.split('.').at(-1)}`),
    kind: 'target',
    input: step,
    connection,
    object,
    mode: call.parameter<LoadMode>('mode', 'append'),
    ...(keys.length > 0 && { keys }),
    ...(options.create === 'never' && { create: options.create }),
    ...(options.rejectLimit !== undefined && { rejects: { limit: options.rejectLimit } }),
    ...(layout && { layout }),
  };
}

function layoutOf({ orderBy, partitionBy }: WriteOptions): StepInputOf<'target'>['layout'] {
  const order = orderBy?.split(',').map((name) => name.trim());
  if (!order && !partitionBy) return undefined;
  return { ...(order && { orderBy: order }), ...(partitionBy && { partitionBy: partitionBy.trim() }) };
}
