import type { Compiled, Validated } from '@ai-etl/backstage-plugin-ai-etl-common';
import { entityNameOf } from '@ai-etl/backstage-plugin-ai-etl-common';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { parse } from 'yaml';
import { clientFor, refuse, type Access } from '../client';
import { writeAllOrNothing } from '../write-files';
import { examples } from './compile.examples';

/** `ai-etl:compile`: a spec becomes files of the workspace; all of them, or none and every reason. @public */
export const createCompileAction = (access: Access) =>
  createTemplateAction({
    id: 'ai-etl:compile',
    description: 'Compiles a pipeline spec into files of the workspace: an Airflow repository, SQL, an n8n workflow.',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        spec: z => z.union([z.string(), z.record(z.any())], { description: 'The spec: YAML, JSON or an object' }),
        target: z => z.string({ description: 'A target of the compiler' }).default('airflow-repository'),
        options: z => z.record(z.string(), { description: "The target's options, such as version" }).optional(),
        targetPath: z => z.string({ description: 'Folder of the workspace; its root by default' }).optional(),
      },
      output: {
        files: z => z.array(z.string(), { description: 'What was written' }),
        name: z => z.string({ description: 'Name of the pipeline' }),
        entityRef: z => z.string({ description: 'Its entity in the catalog' }),
      },
    },
    async handler({ input, logger, output, workspacePath, getInitiatorCredentials }) {
      const client = await clientFor(access, await getInitiatorCredentials());
      const { spec, target, options } = input;
      const checked = await client.POST('/v1/validate', { body: { spec } as never });
      const problems = (checked.data as Validated).findings.filter(({ severity }) => severity === 'error');
      if (problems.length > 0) refuse('The pipeline has errors:', problems);
      const made = await client.POST('/v1/compile', { body: { spec, target, options } as never });
      const { files, refusals } = made.data as Compiled;
      if (refusals.length > 0) refuse(`The pipeline cannot become "${target}":`, refusals);
      const folder = resolveSafeChildPath(workspacePath, input.targetPath ?? '.');
      await writeAllOrNothing(folder, files);
      logger.info(`Wrote ${files.length} files`);
      const name = nameOf(spec);
      output('files', Array.from(files, ({ path }) => path));
      output('name', name);
      output('entityRef', `component:default/${entityNameOf(name)}`);
    },
  });

const nameOf = (spec: string | Record<string, unknown>): string =>
  String((typeof spec === 'string' ? (parse(spec) as { name: unknown }) : spec).name);
