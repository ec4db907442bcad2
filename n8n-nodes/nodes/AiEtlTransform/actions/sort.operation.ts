import { orderBy } from './fields';
import type { StepOperation } from './step-operation';

export const sort: StepOperation = {
  value: 'sort',
  name: 'Sort and Limit',
  action: 'Sort and limit rows',
  description: 'Put rows in order, and keep the first of them',
  properties: [
    orderBy('sortBy', 'Fields or expressions, each with asc or desc, separated by commas'),
    {
      displayName: 'Keep the First',
      name: 'first',
      type: 'number',
      typeOptions: { minValue: 0 },
      default: 0,
      description: 'How many rows to keep. 0 keeps all.',
    },
    {
      displayName: 'Skip',
      name: 'skip',
      type: 'number',
      typeOptions: { minValue: 0 },
      default: 0,
      description: 'How many rows to leave out before that',
    },
  ],
};
