import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** How `ai-etl:save` and `ai-etl:discard` are used. */
export const examples: TemplateExample[] = [
  {
    description: 'Keeps the workspace; takes it back when a later step fails',
    example: stringify({
      steps: [
        { id: 'save', name: 'Keep', action: 'ai-etl:save', input: { name: 'copy-orders' } },
        {
          id: 'undo',
          name: 'Take back',
          action: 'ai-etl:discard',
          if: '${{ failure() }}',
          input: { name: '${{ steps.save.output.name }}', archive: '${{ steps.save.output.archive }}' },
        },
      ],
    }),
  },
];
