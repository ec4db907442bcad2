import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** How `ai-etl:register` is used. */
export const examples: TemplateExample[] = [
  {
    description: 'Stores the spec that a step before has made',
    example: stringify({
      steps: [
        {
          id: 'register',
          name: 'Register',
          action: 'ai-etl:register',
          input: {
            spec: {
              apiVersion: 'ai-etl/v1',
              name: 'copy-orders',
              connections: { app: { system: 'postgresql' }, warehouse: { system: 'clickhouse' } },
              steps: [
                { id: 'orders', kind: 'source', connection: 'app', object: 'public.orders' },
                { id: 'load', kind: 'target', input: 'orders', connection: 'warehouse', object: 'raw.orders' },
              ],
            },
            message: 'from a template',
          },
        },
      ],
    }),
  },
];
