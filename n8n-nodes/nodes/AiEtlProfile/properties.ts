import type { INodeProperties } from 'n8n-workflow';
import { optionsField } from '../../runtime/option-fields';

export const properties: INodeProperties[] = [
  {
    displayName:
      'Counts every row of the dataset that arrives. The output Columns is a table with an item for each column.',
    name: 'notice',
    type: 'notice',
    default: '',
  },
  optionsField([
    {
      displayName: 'First Rows Only',
      name: 'sample',
      type: 'number',
      typeOptions: { minValue: 1 },
      default: 100000,
      description: 'Look at this many rows instead of all',
    },
  ]),
];
