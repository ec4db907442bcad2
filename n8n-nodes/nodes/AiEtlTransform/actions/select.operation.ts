import { fieldList, incomingFields } from './fields';
import type { StepOperation } from './step-operation';

export const select: StepOperation = {
  value: 'select',
  name: 'Select',
  action: 'Choose and rename fields',
  description: 'Keep some fields, in this order, and rename some of them',
  properties: [
    incomingFields,
    fieldList({ displayName: 'Keep', name: 'keep', description: 'Fields to keep; all when empty' }),
    {
      displayName: 'Rename',
      name: 'rename',
      type: 'fixedCollection',
      typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Renaming' },
      default: {},
      placeholder: 'Add Renaming',
      options: [
        {
          displayName: 'Renaming',
          name: 'values',
          values: [
            { displayName: 'Field', name: 'from', type: 'string', default: '', placeholder: 'e.g. delay' },
            {
              displayName: 'New Name',
              name: 'to',
              type: 'string',
              default: '',
              placeholder: 'e.g. delay_minutes',
            },
          ],
        },
      ],
    },
  ],
};
