import type { StepOperation } from './step-operation';

export const mask: StepOperation = {
  value: 'mask',
  name: 'Mask',
  action: 'Mask personal data',
  description: 'Make fields unreadable before they leave: hash, redact, keep the last four, and so on',
  properties: [
    {
      displayName: 'Fields',
      name: 'masked',
      type: 'fixedCollection',
      typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Field' },
      default: {},
      placeholder: 'Add Field',
      options: [
        {
          displayName: 'Fields',
          name: 'values',
          values: [
            { displayName: 'Field', name: 'field', type: 'string', default: '', placeholder: 'e.g. email' },
            {
              displayName: 'Method',
              name: 'method',
              type: 'options',
              options: [
                {
                  name: 'Domain Only',
                  value: 'email-domain',
                  description: 'Keeps the domain: ann@example.com becomes example.com',
                },
                { name: 'Empty', value: 'null' },
                {
                  name: 'Hash',
                  value: 'hash',
                  description: 'The same value gives the same hash, so joins still work',
                },
                { name: 'Last Four', value: 'last4', description: 'Keeps the last four characters' },
                { name: 'Redact', value: 'redact', description: 'Replaces the value altogether' },
                { name: 'Year Only', value: 'year', description: 'Keeps the year of a date' },
              ],
              default: 'hash',
            },
          ],
        },
      ],
    },
  ],
};
