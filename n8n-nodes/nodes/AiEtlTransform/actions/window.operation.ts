import { fieldList, incomingFields, namedExpressions, orderBy } from './fields';
import type { StepOperation } from './step-operation';

export const window: StepOperation = {
  value: 'window',
  name: 'Window',
  action: 'Compute over neighbouring rows',
  description: 'Ranks, running totals, previous values: functions over rows that belong together',
  properties: [
    incomingFields,
    fieldList({
      displayName: 'Within',
      name: 'partitionBy',
      description: 'Rows that agree in these belong together; all rows when empty',
    }),
    orderBy('windowOrder', 'The order of rows within their group'),
    namedExpressions({
      displayName: 'Fields',
      name: 'windowFields',
      button: 'Add Field',
      namePlaceholder: 'e.g. rank',
      placeholder: 'e.g. row_number()',
      hint: 'A window function without its OVER, such as row_number(), lag(delay), sum(delay)',
    }),
    {
      displayName: 'Frame',
      name: 'frame',
      type: 'string',
      default: '',
      placeholder: 'e.g. rows between 6 preceding and current row',
      description: "Which neighbours count. SQL's default when empty: from the first row to the current one.",
    },
  ],
};
