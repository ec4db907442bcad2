import type { StepInputOf } from '@ai-etl/core';
import type { StepOperation } from './step-operation';

type Check = StepInputOf<'quality'>['checks'][number];

interface CheckRow {
  name: string;
  kind: 'expect' | 'notNull' | 'unique';
  expression: string;
  fields: string;
  severity: NonNullable<Check['severity']>;
}

const shownFor = (kinds: CheckRow['kind'][]) => ({ displayOptions: { show: { kind: kinds } } });

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
  step: (call, at) => ({ ...at, kind: 'quality', checks: call.rows<CheckRow>('checks.values').map(checkOf) }),
};

function checkOf({ name, kind, expression, fields, severity }: CheckRow): Check {
  const names = String(fields ?? '')
    .split(',')
    .map((field) => field.trim())
    .filter((field) => field !== '');
  const rule = kind === 'expect' ? { expect: expression } : { [kind]: names };
  return { name: name || kind, ...rule, severity };
}
