import { readSchema } from '@ai-etl/core';
import type { Call } from '../../../runtime/call';
import { fieldList, incomingFields } from './fields';
import type { StepOperation } from './step-operation';

interface Renaming {
  from: string;
  to: string;
}

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
  step(call, at) {
    const renamed = new Map(
      call.rows<Renaming>('rename.values').map(({ from, to }) => [from.trim(), to.trim()]),
    );
    const chosen = call.names('keep');
    const kept = chosen.length > 0 ? chosen : fieldNames(call);
    const fields = kept.map((name) => (renamed.has(name) ? { [renamed.get(name)!]: name } : name));
    return { ...at, kind: 'select', fields };
  },
};

const fieldNames = (call: Call) => readSchema(call.reference()).fields.map(({ name }) => name);
