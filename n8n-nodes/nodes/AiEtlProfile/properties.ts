import type { INodeProperties } from 'n8n-workflow';

export const properties: INodeProperties[] = [
  {
    displayName:
      'Counts every row of the dataset that arrives. The output Columns is a table with an item for each column.',
    name: 'notice',
    type: 'notice',
    default: '',
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    options: [
      {
        displayName: 'First Rows Only',
        name: 'sample',
        type: 'number',
        typeOptions: { minValue: 1 },
        default: 100000,
        description: 'Look at this many rows instead of all',
      },
    ],
  },
];
