import {
  appendTarget,
  planOf,
  targetOf,
  type DatasetReference,
  type LoadMode,
  type WriteOptions,
} from '@ai-etl/core';
import type { INodeExecutionData } from 'n8n-workflow';
import { item, type Operation } from '../operation';
import { planHandles } from '../plan-handles';
import { runPipeline } from '../run-pipeline';
import { mapColumns } from './column-mapping';
import type { SystemFields } from './fields';
import type { SystemCall } from './system-call';
import { writeFields } from './write-fields';

/** Runs the plan that arrives into this system, or only adds the target to it. */
export const write = (fields: SystemFields, modes: LoadMode[]): Operation<SystemCall> => ({
  value: 'write',
  name: 'Write',
  action: 'Load the dataset into a table',
  description: 'Runs the pipeline that arrives and loads its rows here; answers with the ledger of the load',
  properties: [fields.target, ...writeFields(modes)],
  async execute(call) {
    const connection = await call.connection();
    const mapped = await mapColumns(call, call.reference());
    const target = targetOf(call, (fallback) => call.stepName(fallback), mapped.step, connection.name);
    const dataset = await appendTarget(mapped, target, {
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
