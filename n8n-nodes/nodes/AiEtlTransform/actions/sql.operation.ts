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
  step: (call, { id, input }) => ({
    id,
    kind: 'sql',
    inputs: [input],
    query: overInput(call.text('query') ?? '', input),
  }),
};

const opensWithCte = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*with\s+(?!recursive\b)/i;

/** In the plan the dataset is called by its step; `input`, as the form calls it, becomes the query's first CTE. */
function overInput(query: string, step: string): string {
  if (!/\binput\b/i.test(query)) return query;
  const cte = `WITH input AS (SELECT * FROM "${step.replaceAll('"', '""')}")`;
  const opening = opensWithCte.exec(query)?.[0];
  return opening === undefined ? `${cte}\n${query}` : `${cte},\n${query.slice(opening.length)}`;
}
