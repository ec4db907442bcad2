import { namedExpressions } from './fields';
import type { StepOperation } from './step-operation';

export const derive: StepOperation = {
  value: 'derive',
  name: 'Derive',
  action: 'Compute fields',
  description: 'Add fields computed from others, or replace fields',
  properties: [
    namedExpressions({
      displayName: 'Fields',
      name: 'derived',
      button: 'Add Field',
      namePlaceholder: 'e.g. delay_hours',
      placeholder: 'e.g. delay / 60.0',
      hint: "SQL over the incoming fields, such as upper(origin), delay / 60.0, date_trunc('month', date)",
    }),
  ],
};
