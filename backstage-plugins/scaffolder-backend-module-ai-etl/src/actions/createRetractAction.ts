import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ScmIntegrations } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { HostedRepository } from '../git-hosts/HostedRepository';
import { examples } from './retract.examples';

/** What it takes to take something back. */
export interface RetractDependencies {
  integrations: ScmIntegrations;
  catalog: CatalogService;
}

/**
 * `ai-etl:retract`: removes repository and catalog location that a failed template made at a git host.
 *
 * @remarks It removes only a repository that was not there when `ai-etl:reserve` looked, and that holds nothing but
 * the commit of this task: what anybody else put there stays.
 * @public
 */
export const createRetractAction = ({ integrations, catalog }: RetractDependencies) =>
  createTemplateAction({
    id: 'ai-etl:retract',
    description: 'Removes what a template published to GitHub or GitLab; for a step with `if: ${{ failure() }}`.',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        repoUrl: z => z.string({ description: 'As RepoUrlPicker gives it' }),
        isFree: z => z.boolean({ description: 'As ai-etl:reserve gave it out' }).optional(),
        commitHash: z => z.string({ description: 'As publish:github or publish:gitlab gave it out' }).optional(),
        catalogInfoUrl: z => z.string({ description: 'As catalog:register gave it out' }).optional(),
      },
    },
    async handler({ input, logger, isDryRun, getInitiatorCredentials }) {
      if (isDryRun || !input.isFree) return;
      const { repoUrl, commitHash, catalogInfoUrl } = input;
      const credentials = await getInitiatorCredentials();
      const unregister = async () => {
        const location = catalogInfoUrl && (await catalog.getLocationByRef(`url:${catalogInfoUrl}`, { credentials }));
        if (!location) return;
        await catalog.removeLocationById(location.id, { credentials });
        logger.info('The repository was taken out of the catalog again');
      };
      // Each of them even when the other one fails.
      const done = await Promise.allSettled([
        unregister(),
        HostedRepository.at(repoUrl, integrations).then(repository => removeOwn(repository, commitHash, logger)),
      ]);
      const failed = done.find(one => one.status === 'rejected');
      if (failed) throw failed.reason;
    },
  });

/**
 * Removes a repository that holds nothing but a task's own commit.
 * @throws where the host refuses
 */
export async function removeOwn(repository: HostedRepository, ownCommit: string | undefined, logger: LoggerService) {
  const commits = await repository.commits();
  if (!commits) {
    logger.info(`Nothing was left at ${repository}`);
    return;
  }
  if (commits.some(commit => commit !== ownCommit)) {
    logger.warn(`${repository} stays: it holds commits that this task does not know of`);
    return;
  }
  try {
    await repository.remove();
    logger.info(`${repository} was removed again`);
  } catch (error) {
    logger.error(`${repository} was made and is still there; remove it by hand: ${error}`);
    throw error;
  }
}
