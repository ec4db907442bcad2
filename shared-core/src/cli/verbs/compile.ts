import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { keyValues, options as shared } from '../options';
import { readPipeline } from '../pipelines';
import type { Verb, VerbInput } from '../verb';

/** `ai-etl compile SPEC --to T --out DIR` @internal */
export const compile: Verb = {
  name: 'compile',
  arguments: '<spec>',
  summary: {
    en: 'compile a pipeline: airflow, airflow-repository, sql, n8n, diagram',
    ru: 'скомпилировать конвейер: airflow, airflow-repository, sql, n8n, diagram',
  },
  options: [
    [
      '--to <target>',
      {
        en: 'airflow, airflow-repository, sql, n8n or diagram',
        ru: 'airflow, airflow-repository, sql, n8n или diagram',
      },
      'airflow',
    ],
    [
      '--out <folder>',
      { en: 'where to write (without it: to stdout)', ru: 'куда записать (иначе — в stdout)' },
    ],
    [
      '--with <key=value...>',
      { en: 'options of the target, such as version=2.11', ru: 'параметры цели, например version=2.11' },
    ],
    shared.datasources,
  ],
  examples: [
    'ai-etl compile pipeline.yaml --to airflow --out build',
    'ai-etl compile pipeline.yaml --to airflow --with version=2.11 --out build',
    'ai-etl compile pipeline.yaml --to sql --with dialect=clickhouse',
  ],
  async run(input) {
    const files = await compiled(input, String(input.options.to));
    const { out } = input.options;
    if (out === undefined)
      return {
        json: { files },
        text: Object.entries(files)
          .map(([path, text]) => `# ${path}\n${text}`)
          .join('\n'),
      };
    writeFiles(String(out), files);
    const paths = Object.keys(files).map((path) => join(String(out), path));
    return { json: { written: paths }, text: paths.join('\n') };
  },
};

/** Compiles the spec that the command line names. @internal */
export async function compiled(
  { arguments: [file = ''], options, signal, language }: VerbInput,
  target: string,
): Promise<Record<string, string>> {
  const { compile: compileSpec } = await import('../../compile');
  const { spec, schemas, facts } = await readPipeline(file, options, signal);
  const own = { ...keyValues(options.with, '--with'), ...(target.startsWith('airflow') && { facts }) };
  return (await compileSpec(spec, target, { schemas, file, language, ...own })).files;
}

/** Writes files below a folder, making what is missing. @internal */
function writeFiles(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
