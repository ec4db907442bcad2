import type { INodeProperties } from 'n8n-workflow';
import { stepOptions } from '../../runtime/option-fields';

const hasCondition = { displayOptions: { hide: { type: ['cross'] } } };

export const properties: INodeProperties[] = [
  {
    displayName: 'Type',
    name: 'type',
    type: 'options',
    options: [
      { name: 'Cross', value: 'cross', description: 'Every row of the left with every row of the right' },
      { name: 'Full', value: 'full', description: 'All rows of both sides' },
      { name: 'Inner', value: 'inner', description: 'Only rows that have a partner on the other side' },
      {
        name: 'Left',
        value: 'left',
        description: 'All rows of the left, with their partners where they have one',
      },
      {
        name: 'Right',
        value: 'right',
        description: 'All rows of the right, with their partners where they have one',
      },
    ],
    default: 'inner',
  },
  {
    displayName: 'Match',
    name: 'match',
    type: 'options',
    options: [
      { name: 'By Fields', value: 'fields' },
      {
        name: 'By Expression',
        value: 'expression',
        description: 'For ranges and other conditions than equality',
      },
    ],
    default: 'fields',
    ...hasCondition,
  },
  {
    displayName: 'Fields',
    name: 'pairs',
    type: 'fixedCollection',
    typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Pair' },
    default: { values: [{ left: '', right: '' }] },
    placeholder: 'Add Pair',
    description: 'A row of the left belongs to a row of the right when all of these are equal',
    options: [
      {
        displayName: 'Pair',
        name: 'values',
        values: [
          {
            displayName: 'Left Field',
            name: 'left',
            type: 'string',
            default: '',
            placeholder: 'e.g. origin',
          },
          {
            displayName: 'Right Field',
            name: 'right',
            type: 'string',
            default: '',
            placeholder: 'e.g. iata',
            description: 'The same name as on the left when empty',
          },
        ],
      },
    ],
    displayOptions: { show: { match: ['fields'] }, hide: { type: ['cross'] } },
  },
  {
    displayName: 'On',
    name: 'on',
    type: 'string',
    default: '',
    placeholder: 'e.g. left.date between right.valid_from and right.valid_to',
    description: 'A condition that calls the two sides left and right',
    displayOptions: { show: { match: ['expression'] }, hide: { type: ['cross'] } },
  },
  stepOptions,
];
