/** A real Airflow 3 runs a repository's DAG, and its OpenLineage provider tells a portal. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../environment.mjs';
import { capture } from '../n8n/processes.mjs';

const bin = join(root, '.venvs', 'airflow-3.3', 'bin');

/**
 * Runs a DAG to its end.
 * @param options - `dag`: its id; `repository`: folder that holds `dags/`; `home`: for Airflow itself; `files`: folder of
 *   the connection `files`; `clickhouse`: server of the connection `warehouse`; `portal`: where events go
 * @throws with Airflow's last words when the run fails
 */
export async function runInAirflow({ dag, repository, home, files, clickhouse, portal }) {
  mkdirSync(home, { recursive: true });
  const env = {
    ...process.env,
    PATH: `${bin}:${process.env.PATH}`,
    AIRFLOW_HOME: home,
    AIRFLOW__CORE__DAGS_FOLDER: join(repository, 'dags'),
    AIRFLOW__CORE__LOAD_EXAMPLES: 'False',
    AIRFLOW__OPENLINEAGE__NAMESPACE: 'ai-etl',
    AIRFLOW__OPENLINEAGE__TRANSPORT: JSON.stringify({
      type: 'http',
      url: `${portal.url}/api/ai-etl/`,
      endpoint: 'api/v1/lineage',
      auth: { type: 'api_key', apiKey: portal.token },
    }),
    AIRFLOW_CONN_FILES: JSON.stringify({ conn_type: 'fs', extra: { path: files } }),
    AIRFLOW_CONN_WAREHOUSE: JSON.stringify({
      conn_type: 'http',
      host: clickhouse.host,
      port: clickhouse.port,
      login: clickhouse.user,
      password: clickhouse.password,
    }),
  };
  for (const words of [
    ['db', 'migrate'],
    ['dags', 'test', dag, '2026-11-20'],
  ]) {
    const { code, stdout, stderr } = await capture(join(bin, 'airflow'), words, { env });
    if (code !== 0)
      throw new Error(`airflow ${words.join(' ')} ended with ${code}\n${`${stdout}${stderr}`.slice(-3000)}`);
  }
}
