import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const spec = {
  apiVersion: 'ai-etl/v1',
  name: 'delayed-flights',
  connections: { app: { system: 'postgresql' }, warehouse: { system: 'clickhouse' } },
  steps: [
    {
      id: 'flights',
      kind: 'source',
      connection: 'app',
      object: 'public.flights',
      fields: ['origin', 'delay'],
      schema: { origin: 'string', delay: 'int64' },
    },
    { id: 'delayed', kind: 'filter', input: 'flights', where: 'delay > 15' },
    { id: 'mart', kind: 'target', input: 'delayed', connection: 'warehouse', object: 'analytics.delayed' },
  ],
};

/** How `ai-etl:compile` is used. */
export const examples: TemplateExample[] = [
  {
    description: 'The repository of a pipeline for Airflow 2.11',
    example: stringify({
      steps: [
        {
          id: 'compile',
          name: 'Make the repository',
          action: 'ai-etl:compile',
          input: { spec, target: 'airflow-repository', options: { version: '2.11' } },
        },
      ],
    }),
  },
  {
    description: 'SQL of ClickHouse, into a folder',
    example: stringify({
      steps: [
        {
          id: 'compile',
          name: 'Write SQL',
          action: 'ai-etl:compile',
          input: { spec, target: 'sql', options: { dialect: 'clickhouse' }, targetPath: 'sql' },
        },
      ],
    }),
  },
];
