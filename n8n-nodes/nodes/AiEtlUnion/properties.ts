import type { INodeProperties } from 'n8n-workflow';
import { stepOptions } from '../../runtime/option-fields';

/** As n8n's Merge: at most ten. */
const MOST_INPUTS = 10;

export const properties: INodeProperties[] = [
  {
    displayName: 'Number of Inputs',
    name: 'numberInputs',
    type: 'options',
    noDataExpression: true,
    default: 2,
    options: Array.from({ length: MOST_INPUTS - 1 }, (_, index) => ({
      name: String(index + 2),
      value: index + 2,
    })),
    description: 'How many datasets to put under one another; the node on the canvas changes with it',
  },
  {
    displayName: 'Rows',
    name: 'mode',
    type: 'options',
    options: [
      { name: 'All', value: 'all', description: 'Every row of every dataset' },
      { name: 'Without Duplicates', value: 'distinct', description: 'Equal rows once' },
    ],
    default: 'all',
  },
  stepOptions,
];
