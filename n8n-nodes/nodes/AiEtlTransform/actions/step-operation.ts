import type { TransformOperation } from '@ai-etl/core';
import type { INodeProperties } from 'n8n-workflow';

/** One kind of step: its fields on the form. What the form means, the core knows (`transformForms`). */
export interface StepOperation {
  value: TransformOperation;
  name: string;
  action: string;
  description: string;
  properties: INodeProperties[];
}
