import type { INodeProperties } from 'n8n-workflow';
import { optionsField } from '../../runtime/option-fields';
import { pipelineFields } from '../../runtime/pipeline';

export const properties: INodeProperties[] = [
  ...pipelineFields,
  {
    displayName: 'Message',
    name: 'message',
    type: 'string',
    default: '',
    placeholder: 'e.g. only delayed flights',
    description: 'What has changed; the list of versions shows it',
  },
  optionsField([
    {
      displayName: 'Expected Version',
      name: 'expectedVersion',
      type: 'number',
      typeOptions: { minValue: 0, numberPrecision: 0 },
      default: 0,
      description:
        'Publish only on top of this version, so that nobody overwrites what he has not seen. 0: only when there is none yet.',
    },
  ]),
];
