import type { Generated, Question } from '@ai-etl/backstage-plugin-ai-etl-common';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import { parse } from 'yaml';
import { clientFor, type Access } from '../client';
import { examples } from './generate.examples';

/** `ai-etl:generate`: a sentence becomes a spec, or the question that it leaves open fails the step. @public */
export const createGenerateAction = (access: Access) =>
  createTemplateAction({
    id: 'ai-etl:generate',
    description: 'Makes a pipeline spec from a sentence, Russian or English.',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        text: z => z.string({ description: 'What the pipeline should do, in a sentence' }).min(1).max(5000),
        name: z => z.string({ description: 'Name of the pipeline; from the sentence by default' }).optional(),
        owner: z => z.string({ description: 'Who owns it' }).optional(),
        connections: z =>
          z.array(z.string(), { description: 'Connections of the portal that it may use' }).optional(),
        answers: z =>
          z.record(z.string(), { description: 'Answers to questions of an earlier try, by id' }).optional(),
      },
      output: {
        spec: z => z.record(z.any(), { description: 'The spec' }),
        yaml: z => z.string({ description: 'The spec as YAML' }),
        name: z => z.string({ description: 'Name of the pipeline' }),
      },
    },
    async handler({ input, logger, output, getInitiatorCredentials }) {
      const client = await clientFor(access, await getInitiatorCredentials());
      const { data } = await client.POST('/v1/generate', { body: input as never });
      const generated = data as Generated;
      if (generated.status !== 'ok' || !generated.spec || !generated.yaml) throw unanswered(generated.questions ?? []);
      logger.info(`Understood ${generated.steps?.length ?? 0} steps`);
      output('spec', parse(generated.yaml) as JsonObject);
      output('yaml', generated.yaml);
      output('name', String(generated.spec.name));
    },
  });

function unanswered(questions: Question[]): InputError {
  const lines = questions.map(({ text, options = [] }) =>
    [text, ...options.map(({ label }) => `  - ${label}`)].join('\n'),
  );
  return new InputError(
    lines.length > 0
      ? `The sentence leaves something open. Answer in the sentence, or in "answers":\n${lines.join('\n')}`
      : 'The sentence was not understood. Say what to read, what to do with it and where to write it.',
  );
}
