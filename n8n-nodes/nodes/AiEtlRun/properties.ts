import type { INodeProperties } from 'n8n-workflow';
import { optionsField, runIdOption } from '../../runtime/option-fields';
import { pipelineFields } from '../../runtime/pipeline';

export const properties: INodeProperties[] = [
  ...pipelineFields,
  {
    displayName:
      'Credentials are needed only for systems that no node before this one has opened, such as those of a specification written here. A portal is told of the run and its lineage.',
    name: 'credentialsNotice',
    type: 'notice',
    default: '',
  },
  optionsField([
    {
      displayName: 'Parameters',
      name: 'parameters',
      type: 'fixedCollection',
      typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Parameter' },
      default: {},
      description: "Values of the pipeline's parameters",
      options: [
        {
          displayName: 'Parameter',
          name: 'values',
          values: [
            { displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. since' },
            {
              displayName: 'Value',
              name: 'value',
              type: 'string',
              default: '',
              placeholder: 'e.g. 2026-01-01',
            },
          ],
        },
      ],
    },
    runIdOption,
    {
      displayName: 'Tables an Agent May Load',
      name: 'agentTargets',
      type: 'string',
      default: '',
      placeholder: 'e.g. staging.*, analytics.orders',
      description:
        'For an AI agent that calls this node with a specification of its own: the targets that it may load, separated by commas, with * for any part of a name. None without this option.',
    },
  ]),
];
