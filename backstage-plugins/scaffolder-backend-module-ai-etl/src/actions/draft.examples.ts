import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** How `ai-etl:draft` is used. */
export const examples: TemplateExample[] = [
  {
    description: 'A file into a table, every morning',
    example: stringify({
      steps: [
        {
          id: 'draft',
          name: 'Write the spec',
          action: 'ai-etl:draft',
          input: {
            recipe: 'file-to-warehouse',
            values: {
              name: 'flights-to-warehouse',
              source: { connection: 'files', system: 'file', object: 'flights.csv' },
              target: { connection: 'warehouse', system: 'clickhouse', object: 'analytics.flights' },
              mode: 'replace',
              schedule: { cron: '0 6 * * *', timezone: 'Europe/Moscow' },
            },
          },
        },
      ],
    }),
  },
];
