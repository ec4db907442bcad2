import { createHash } from 'node:crypto';
import type { Published } from '@ai-etl/backstage-plugin-ai-etl-common';
import { entityNameOf } from '@ai-etl/backstage-plugin-ai-etl-common';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { parse } from 'yaml';
import type { Cancellations } from '../Cancellations';
import { clientFor, type Access } from '../client';
import { examples } from './register.examples';

/** What storing a spec leans on. */
export interface RegisterDependencies {
  access: Access;
  cancellations: Cancellations;
}

/** `ai-etl:register`: stores a spec in the portal, as the person who started the template. Again changes nothing. @public */
export const createRegisterAction = ({ access, cancellations }: RegisterDependencies) =>
  createTemplateAction({
    id: 'ai-etl:register',
    description: "Stores a pipeline spec in the portal. Let it be a template's last step: nothing has to be undone.",
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        spec: z => z.union([z.string(), z.record(z.any())], { description: 'The spec: YAML, JSON or an object' }),
        isNew: z => z.boolean({ description: 'Refuse when the portal has a pipeline of this name' }).optional(),
        message: z => z.string({ description: 'Why, for the list of versions' }).max(500).optional(),
      },
      output: {
        name: z => z.string({ description: 'Name of the pipeline' }),
        version: z => z.number({ description: 'Its version in the portal' }),
        changed: z => z.boolean({ description: 'False when the portal had this spec already' }),
        url: z => z.string({ description: 'Its page' }),
        entityRef: z => z.string({ description: 'Its entity in the catalog' }),
      },
    },
    async handler(context) {
      const { input, logger, output, isDryRun, checkpoint, getInitiatorCredentials, signal } = context;
      const { spec, message, isNew } = input;
      const text = typeof spec === 'string' ? spec : JSON.stringify(spec);
      const name = String((parse(text) as { name: unknown }).name);
      output('name', name);
      output('entityRef', `component:default/${entityNameOf(name)}`);
      if (isDryRun) {
        logger.info(`Would store "${name}"`);
        return;
      }
      signal?.throwIfAborted();
      const published = await checkpoint({
        key: `ai-etl.register.${createHash('sha256').update(text).digest('hex').slice(0, 16)}`,
        fn: async () => {
          const client = await clientFor(access, await getInitiatorCredentials());
          const { data } = await client.PUT('/v1/pipelines/{name}', {
            params: { path: { name } },
            body: { spec, message: message ?? 'from a template', ...(isNew && { expectedVersion: 0 }) } as never,
          });
          return data as unknown as Published;
        },
      });
      cancellations.keep(context);
      logger.info(`"${name}" is stored as version ${published.version}`);
      output('version', published.version);
      output('changed', published.changed);
      if (published.url) output('url', published.url);
    },
  });
