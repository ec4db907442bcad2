import { appendStep, type DatasetReference, type StepInput } from '@ai-etl/core';
import type { INodeExecutionData } from 'n8n-workflow';
import type { Call } from './call';
import { item } from './operation';

/** The reference with one more step, checked at once, as the item that travels on. */
export async function stepItem(
  call: Call,
  reference: DatasetReference,
  step: StepInput,
): Promise<INodeExecutionData[]> {
  const grown = await appendStep(reference, step);
  return [item({ dataset: grown })];
}
