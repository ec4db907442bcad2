import type { StepOperation } from './step-operation';

export const filter: StepOperation = {
  value: 'filter',
  name: 'Filter',
  action: 'Keep rows that match',
  description: 'Keep the rows for which a condition is true',
  properties: [
    {
      displayName: 'Where',
      name: 'where',
      type: 'string',
      typeOptions: { rows: 2 },
      default: '',
      required: true,
      placeholder: "e.g. delay > 15 and origin <> 'JFK'",
      description:
        "A condition in SQL (PostgreSQL's grammar). Texts stand in single quotes, odd field names in double ones.",
    },
  ],
};
