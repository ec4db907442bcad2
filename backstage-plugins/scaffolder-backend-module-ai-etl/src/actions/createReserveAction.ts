import { ConflictError, isError } from '@backstage/errors';
import type { ScmIntegrations } from '@backstage/integration';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { AiEtlClient } from '@ai-etl/backstage-plugin-ai-etl-common';
import { clientFor, type Access } from '../client';
import { HostedRepository } from '../git-hosts/HostedRepository';
import { examples } from './reserve.examples';

/** `ai-etl:reserve`: says before anything is made whether the portal and a git host can take what a template makes. @public */
export const createReserveAction = ({ access, integrations }: { access: Access; integrations: ScmIntegrations }) =>
  createTemplateAction({
    id: 'ai-etl:reserve',
    description: 'Looks whether a name is free in the portal, and at GitHub or GitLab with a good token, before anything is made.',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        pipeline: z => z.string({ description: 'Name of a new pipeline' }).optional(),
        repoUrl: z => z.string({ description: 'As RepoUrlPicker gives it' }).optional(),
      },
      output: { isFree: z => z.boolean({ description: 'Nothing was there; what is there later, the template made' }) },
    },
    async handler({ input: { pipeline, repoUrl }, logger, output, isDryRun, getInitiatorCredentials }) {
      if (isDryRun) {
        logger.info(`Would look whether ${[pipeline, repoUrl].filter(Boolean).join(' and ')} are free`);
        return;
      }
      if (pipeline && (await isThere(await clientFor(access, await getInitiatorCredentials()), pipeline)))
        throw new ConflictError(`a pipeline "${pipeline}" is in the portal already: choose another name`);
      if (repoUrl) {
        const repository = await HostedRepository.at(repoUrl, integrations);
        if (await repository.commits())
          throw new ConflictError(`${repository} is there already: choose another name, or remove it first`);
      }
      output('isFree', true);
    },
  });

async function isThere(client: AiEtlClient, name: string): Promise<boolean> {
  try {
    const { data } = await client.GET('/v1/pipelines/{name}', { params: { path: { name } } });
    return data !== undefined && !data.deletedAt;
  } catch (error) {
    if (isError(error) && error.name === 'ResponseError' && error.statusCode === 404) return false;
    throw error;
  }
}
