import type { StepOperation } from './step-operation';

export const sql: StepOperation = {
  value: 'sql',
  name: 'SQL',
  action: 'Write a query',
  description: 'One SELECT over the incoming dataset, with CTEs and subqueries where you like',
  properties: [
    {
      displayName: 'Query',
      name: 'query',
      type: 'string',
      typeOptions: { editor: 'sqlEditor', sqlDialect: 'PostgreSQL', rows: 6 },
      default: 'SELECT *\nFROM input',
      required: true,
      description:
        "One SELECT in PostgreSQL's dialect, whichever system runs it. The incoming dataset is called input.",
    },
  ],
};
