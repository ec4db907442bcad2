import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cliErrors } from '../errors';
import { options as shared } from '../options';
import type { Verb } from '../verb';
import { compiled } from './compile';

/** `ai-etl deploy SPEC` @internal */
export const deploy: Verb = {
  name: 'deploy',
  arguments: '<spec>',
  summary: {
    en: "compile to Airflow and put the DAG into Airflow's folder",
    ru: 'скомпилировать в Airflow и положить DAG в его папку',
  },
  options: [
    [
      '--dags <folder>',
      { en: 'folder of DAGs (default: AIRFLOW_HOME/dags)', ru: 'папка DAG (по умолчанию AIRFLOW_HOME/dags)' },
    ],
    [
      '--with <key=value...>',
      {
        en: 'options of the compiler, such as version=2.11',
        ru: 'параметры компилятора, например version=2.11',
      },
    ],
    shared.datasources,
  ],
  examples: [
    'ai-etl deploy pipeline.yaml --dags /opt/airflow/dags',
    'AIRFLOW_HOME=~/airflow ai-etl deploy pipeline.yaml --with version=2.11',
  ],
  async run(input) {
    const folder = input.options.dags ?? (process.env.AIRFLOW_HOME && join(process.env.AIRFLOW_HOME, 'dags'));
    if (typeof folder !== 'string' || !existsSync(folder)) {
      throw cliErrors['bad-option']({
        option: '--dags',
        value: String(folder ?? ''),
        expected: 'the folder in which Airflow looks for DAGs',
      });
    }
    const files = Object.entries(await compiled(input, 'airflow')).flatMap(([path, text]) =>
      path.startsWith('dags/') ? [[path.slice('dags/'.length), text] as const] : [],
    );
    // The DAG itself last: Airflow must not see it before what it stands on.
    const ordered = [...files].sort(([a], [b]) => Number(isDag(a)) - Number(isDag(b)));
    for (const [path, text] of ordered) replaceFile(join(folder, path), text);
    const written = ordered.map(([path]) => join(folder, path));
    return { json: { folder, written }, text: written.join('\n') };
  },
};

const isDag = (path: string) => !path.includes('/') && path !== 'ai_etl_runtime.py';

/** A scheduler that reads at this moment sees the old file or the new one, never a half. */
function replaceFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}
