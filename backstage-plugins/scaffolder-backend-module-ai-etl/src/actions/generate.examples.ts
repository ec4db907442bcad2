import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** How `ai-etl:generate` is used. */
export const examples: TemplateExample[] = [
  {
    description: 'A sentence about a file of the portal',
    example: stringify({
      steps: [
        {
          id: 'generate',
          name: 'Understand the sentence',
          action: 'ai-etl:generate',
          input: {
            text: 'Read flights.csv, keep delay > 15, count flights and sum delay by origin, load into ClickHouse table analytics.delayed_flights',
            connections: ['files', 'warehouse'],
            owner: 'analytics',
          },
        },
      ],
    }),
  },
];
