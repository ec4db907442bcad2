import type { INodeProperties } from 'n8n-workflow';

export const properties: INodeProperties[] = [
  {
    displayName:
      'Profiles what is read by the source of the incoming dataset. The second output has an item for each column.',
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
