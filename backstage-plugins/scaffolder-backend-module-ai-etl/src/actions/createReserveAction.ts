import type { BackstageCredentials, LoggerService, PermissionsService } from '@backstage/backend-plugin-api';
import { ConflictError, isError, NotAllowedError } from '@backstage/errors';
import type { ScmIntegrations } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { pipelineCreatePermission, type AiEtlClient } from '@ai-etl/backstage-plugin-ai-etl-common';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Cancellations } from '../Cancellations';
import { clientFor, type Access } from '../client';
import { HostedRepository } from '../git-hosts/HostedRepository';
import { removeOwn } from './createRetractAction';
import { examples } from './reserve.examples';

/** What it takes to look, and to take back what a cancelled task published after it. */
export interface ReserveDependencies {
  access: Access;
  integrations: ScmIntegrations;
  catalog: CatalogService;
  permissions: PermissionsService;
  cancellations: Cancellations;
}

/** `ai-etl:reserve`: says before anything is made whether the portal and a git host can take what a template makes. @public */
export const createReserveAction = ({ access, integrations, catalog, permissions, cancellations }: ReserveDependencies) =>
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
    async handler(context) {
      const { input, logger, output, isDryRun, getInitiatorCredentials } = context;
      const { pipeline, repoUrl } = input;
      if (isDryRun) {
        logger.info(`Would look whether ${[pipeline, repoUrl].filter(Boolean).join(' and ')} are free`);
        return;
      }
      const credentials = await getInitiatorCredentials();
      if (pipeline) await mayCreate(permissions, credentials);
      if (pipeline && (await isThere(await clientFor(access, credentials), pipeline)))
        throw new ConflictError(`a pipeline "${pipeline}" is in the portal already: choose another name`);
      if (repoUrl) {
        const repository = await HostedRepository.at(repoUrl, integrations);
        if (await repository.commits())
          throw new ConflictError(`${repository} is there already: choose another name, or remove it first`);
        cancellations.onCancel(context, async commit => {
          await removeLocations(repository, catalog, credentials);
          await removeOwn(repository, commit, logger as LoggerService);
        });
      }
      output('isFree', true);
    },
  });

/** Said before anything is made: what registers the pipeline comes last. */
async function mayCreate(permissions: PermissionsService, credentials: BackstageCredentials): Promise<void> {
  const [decision] = await permissions.authorize([{ permission: pipelineCreatePermission }], { credentials });
  if (decision!.result === AuthorizeResult.DENY)
    throw new NotAllowedError(
      `you may not create pipelines in this portal (${pipelineCreatePermission.name}): ask for the role of an engineer`,
    );
}

/** Catalog locations of a repository that was not there before. */
async function removeLocations(repository: HostedRepository, catalog: CatalogService, credentials: BackstageCredentials) {
  const { items } = await catalog.getLocations({}, { credentials });
  for (const { id, target } of items.filter(one => repository.holds(one.target)))
    await catalog.removeLocationById(id, { credentials }).catch(error => {
      throw new Error(`the catalog location ${target} stays: ${error}`);
    });
}

async function isThere(client: AiEtlClient, name: string): Promise<boolean> {
  try {
    const { data } = await client.GET('/v1/pipelines/{name}', { params: { path: { name } } });
    return data !== undefined && !data.deletedAt;
  } catch (error) {
    if (isError(error) && error.name === 'ResponseError' && error.statusCode === 404) return false;
    throw error;
  }
}
