import { fieldList, incomingFields, namedExpressions } from './fields';
import type { StepOperation } from './step-operation';

export const aggregate: StepOperation = {
  value: 'aggregate',
  name: 'Aggregate',
  action: 'Group and aggregate',
  description: 'One row for each group, with counts, sums and other measures',
  properties: [
    incomingFields,
    fieldList({
      displayName: 'Group By',
      name: 'by',
      description: 'One row for each combination of these; one row in all when empty',
    }),
    namedExpressions({
      displayName: 'Measures',
      name: 'measures',
      button: 'Add Measure',
      namePlaceholder: 'e.g. total_delay',
      placeholder: 'e.g. sum(delay)',
      hint: 'An aggregate, such as count(*), sum(delay), avg(delay), count(distinct origin)',
    }),
    {
      displayName: 'Subtotals',
      name: 'grouping',
      type: 'options',
      options: [
        { name: 'None', value: 'plain' },
        { name: 'Rollup', value: 'rollup', description: 'Subtotals from right to left, and a grand total' },
        { name: 'Cube', value: 'cube', description: 'Subtotals of every combination, and a grand total' },
      ],
      default: 'plain',
    },
    {
      displayName: 'Having',
      name: 'having',
      type: 'string',
      default: '',
      placeholder: 'e.g. flights > 100',
      description: 'Keep only groups for which this is true; over the group fields and the measures',
    },
  ],
};
