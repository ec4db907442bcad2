import { recipeNames, specOfForm, type PipelineForm } from '@ai-etl/backstage-plugin-ai-etl-common';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import { examples } from './draft.examples';

/** `ai-etl:draft`: values of a form become a spec, exactly as the form's preview showed it. @public */
export const createDraftAction = () =>
  createTemplateAction({
    id: 'ai-etl:draft',
    description: 'Makes a pipeline spec of the values of a form.',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        recipe: z => z.enum(recipeNames as [string, ...string[]], { description: 'What kind of pipeline' }),
        values: z => z.record(z.any(), { description: 'Values of the form' }),
      },
      output: {
        spec: z => z.record(z.any(), { description: 'The spec' }),
        name: z => z.string({ description: 'Name of the pipeline' }),
      },
    },
    async handler({ input, output }) {
      const spec = specOfForm(input.recipe, input.values as unknown as PipelineForm);
      output('spec', spec as JsonObject);
      output('name', String(spec.name));
    },
  });
