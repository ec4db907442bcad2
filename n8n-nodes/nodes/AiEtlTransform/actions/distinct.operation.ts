import { fieldList, incomingFields, orderBy } from './fields';
import type { StepOperation } from './step-operation';

export const distinct: StepOperation = {
  value: 'distinct',
  name: 'Remove Duplicates',
  action: 'Remove duplicate rows',
  description: 'One row of each, by some fields or by all',
  properties: [
    incomingFields,
    fieldList({
      displayName: 'Alike In',
      name: 'distinctBy',
      description: 'Rows that agree in these are the same; all fields when empty',
    }),
    orderBy('distinctOrder', 'Which row stays: the first in this order'),
  ],
};
