import { entityNameOf } from '@ai-etl/backstage-plugin-ai-etl-common';
import { resolveSafeChildPath, type DiscoveryService } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { RepositoryFolder } from '../RepositoryFolder';
import type { Cancellations } from '../Cancellations';
import { archivePath } from '../archive-route';
import { examples } from './save.examples';

/** What keeping a repository leans on. */
export interface SaveDependencies {
  repositories: RepositoryFolder;
  discovery: DiscoveryService;
  cancellations: Cancellations;
}

/** `ai-etl:save`: keeps the workspace as a git repository of the portal, for downloading; no git host is needed. @public */
export const createSaveAction = ({ repositories, discovery, cancellations }: SaveDependencies) =>
  createTemplateAction({
    id: 'ai-etl:save',
    description: 'Keeps the workspace as a git repository in a folder of the portal, and as an archive to download.',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        name: z => z.string({ description: 'Name of the repository; any letters' }).min(1).max(200),
        sourcePath: z => z.string({ description: 'Folder of the workspace; its root by default' }).optional(),
        message: z => z.string({ description: 'Of the first commit' }).max(500).optional(),
      },
      output: {
        name: z => z.string({ description: 'Name of the folder' }),
        path: z => z.string({ description: 'Where it lies on the portal' }),
        commit: z => z.string({ description: 'Its first commit' }),
        archive: z => z.string({ description: 'Key of the archive' }),
        archiveUrl: z => z.string({ description: 'Where the archive can be downloaded' }),
      },
    },
    async handler(context) {
      const { input, logger, output, isDryRun, workspacePath, checkpoint } = context;
      const name = entityNameOf(input.name);
      output('name', name);
      if (isDryRun) {
        logger.info(`Would keep the repository "${name}"`);
        return;
      }
      const from = resolveSafeChildPath(workspacePath, input.sourcePath ?? '.');
      const kept = await checkpoint({
        key: `ai-etl.save.${name}`,
        fn: async () => ({ ...(await repositories.keep(name, from, input.message ?? `${input.name}: first version`)) }),
      });
      cancellations.onCancel(context, () => repositories.discard(name, kept.archive));
      logger.info(`The repository lies in ${kept.path}`);
      output('path', kept.path);
      output('commit', kept.commit);
      output('archive', kept.archive);
      output('archiveUrl', (await discovery.getExternalBaseUrl('scaffolder')) + archivePath(kept.archive, name));
    },
  });

/** `ai-etl:discard`: takes back what `ai-etl:save` kept, when a later step failed. @public */
export const createDiscardAction = (repositories: RepositoryFolder) =>
  createTemplateAction({
    id: 'ai-etl:discard',
    description: 'Removes a repository that ai-etl:save kept; for a step with `if: ${{ failure() }}`.',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        name: z => z.string({ description: 'Name, as ai-etl:save gave it out' }).optional(),
        archive: z => z.string({ description: 'Key of the archive, as ai-etl:save gave it out' }).optional(),
      },
    },
    async handler({ input: { name, archive }, logger, isDryRun }) {
      // Only who holds the key may remove: a name alone could be another's repository.
      if (isDryRun || !name || !archive || !repositories.archiveNamed(archive)) return;
      await repositories.discard(name, archive);
      logger.info(`The repository "${name}" was removed again`);
    },
  });
