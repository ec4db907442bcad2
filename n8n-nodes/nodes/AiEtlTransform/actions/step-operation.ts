import type { StepInput } from '@ai-etl/core';
import type { INodeProperties } from 'n8n-workflow';
import type { Call } from '../../../runtime/call';

/** One kind of step: its fields on the form, and the step that they make. */
export interface StepOperation {
  value: StepInput['kind'];
  name: string;
  action: string;
  description: string;
  properties: INodeProperties[];
  step(call: Call, at: { id: string; input: string }): StepInput;
}
