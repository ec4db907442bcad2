import { ConflictError } from '@backstage/errors';
import type { ScmIntegrations } from '@backstage/integration';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { HostedRepository } from '../git-hosts/HostedRepository';
import { examples } from './reserve.examples';

/** `ai-etl:reserve`: says before anything is made whether a git host can take the repository. @public */
export const createReserveAction = (integrations: ScmIntegrations) =>
  createTemplateAction({
    id: 'ai-etl:reserve',
    description: 'Looks whether a name is free at GitHub or GitLab and the token is good, before anything is made.',
    supportsDryRun: true,
    examples,
    schema: {
      input: { repoUrl: z => z.string({ description: 'As RepoUrlPicker gives it' }) },
      output: { isFree: z => z.boolean({ description: 'Nothing was there; what is there later, the template made' }) },
    },
    async handler({ input, logger, output, isDryRun }) {
      if (isDryRun) {
        logger.info(`Would look whether ${input.repoUrl} is free`);
        return;
      }
      const repository = await HostedRepository.at(input.repoUrl, integrations);
      if (await repository.commits())
        throw new ConflictError(`${repository} is there already: choose another name, or remove it first`);
      logger.info(`${repository} is free`);
      output('isFree', true);
    },
  });
