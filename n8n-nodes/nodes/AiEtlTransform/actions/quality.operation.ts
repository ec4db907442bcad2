import type { StepOperation } from './step-operation';

const shownFor = (kinds: ('expect' | 'notNull' | 'unique')[]) => ({
  displayOptions: { show: { kind: kinds } },
});

export const quality: StepOperation = {
  value: 'quality',
  name: 'Check Quality',
  action: 'Check rows against rules',
  description: 'Rules that rows must keep; a broken one stops the run, warns, or sets the row aside',
  properties: [
    {
      displayName: 'Checks',
      name: 'checks',
      type: 'fixedCollection',
      typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Check' },
      default: {},
      placeholder: 'Add Check',
      options: [
        {
          displayName: 'Checks',
          name: 'values',
          values: [
            {
              displayName: 'Name',
              name: 'name',
              type: 'string',
              default: '',
              placeholder: 'e.g. delay is plausible',
            },
            {
              displayName: 'Rule',
              name: 'kind',
              type: 'options',
              options: [
                { name: 'Condition Is True', value: 'expect' },
                { name: 'Fields Are Never Empty', value: 'notNull' },
                { name: 'Fields Are Unique', value: 'unique' },
              ],
              default: 'expect',
            },
            {
              displayName: 'Condition',
              name: 'expression',
              type: 'string',
              default: '',
              placeholder: 'e.g. delay between -120 and 3000',
              ...shownFor(['expect']),
            },
            {
              displayName: 'Fields',
              name: 'fields',
              type: 'string',
              default: '',
              placeholder: 'e.g. origin, date',
              ...shownFor(['notNull', 'unique']),
            },
            {
              displayName: 'When Broken',
              name: 'severity',
              type: 'options',
              options: [
                { name: 'Report', value: 'warn' },
                { name: 'Set the Row Aside', value: 'reject' },
                { name: 'Stop the Run', value: 'error' },
              ],
              default: 'error',
            },
          ],
        },
      ],
    },
  ],
};
