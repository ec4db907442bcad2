import {
  appendStep,
  planOf,
  previewStep,
  withPreview,
  type DatasetReference,
  type StepInput,
} from '@ai-etl/core';
import type { INodeExecutionData } from 'n8n-workflow';
import type { Call } from './call';
import { registry } from './connections';
import { item } from './operation';
import { words } from './words';

const PREVIEW_ROWS = 5;

/** The reference with one more step, checked at once and previewed, as the item that travels on. */
export async function stepItem(
  call: Call,
  reference: DatasetReference,
  step: StepInput,
): Promise<INodeExecutionData[]> {
  const grown = await appendStep(reference, step);
  const plan = await planOf(grown);
  const { rows, sampled } = await registry.use(grown.handles, call.owner, (connections) =>
    previewStep(plan, grown.step, { connections, limit: PREVIEW_ROWS, signal: call.signal }),
  );
  if (sampled)
    call.context.addExecutionHints({
      message: words().sampled,
      location: 'outputPane',
    });
  return [item({ dataset: withPreview(grown, rows) })];
}
