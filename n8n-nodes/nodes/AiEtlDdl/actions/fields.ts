import type { INodeProperties } from 'n8n-workflow';
import { stepOptions } from '../../../runtime/option-fields';
import { loadMode } from '../../../runtime/system/write-fields';

/** The table that the statements are about. */
export const table: INodeProperties = {
  displayName: 'Table',
  name: 'table',
  type: 'string',
  default: '',
  required: true,
  placeholder: 'e.g. analytics.delayed_flights',
  description: 'The table, with its schema or database where it is not the one of the credential',
};

/** What happens with CREATE statements once they are made. */
export const then: INodeProperties = {
  displayName: 'Then',
  name: 'then',
  type: 'options',
  options: [
    {
      name: 'Create It',
      value: 'execute',
      description: 'Run the statements; a table that is there stays as it is',
    },
    {
      name: 'Create It and Load Into It',
      value: 'target',
      description: 'Run the statements, and make the table the target of the pipeline: ETL Run then loads it',
    },
    { name: 'Only Show the Statements', value: 'show' },
  ],
  default: 'show',
};

/** Fields that matter for a target only. */
export const targetFields: INodeProperties[] = [
  {
    ...loadMode(['append', 'merge', 'replace'], 'replace'),
    displayName: 'Load Mode',
    displayOptions: { show: { then: ['target'] } },
  },
  {
    displayName: 'Keys',
    name: 'keys',
    type: 'string',
    default: '',
    placeholder: 'e.g. origin, date',
    description: 'Fields that identify a row, separated by commas; Merge needs them',
  },
  { ...stepOptions, displayOptions: { show: { then: ['target'] } } },
];
