import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { connectors, type Connection } from '../../../connectors';
import type { LocalServerHandle } from '../../../local';
import { airflowVersions } from '../versions';

/** The repository. */
export const root = join(__dirname, '../../../../..');
/** Programs of one version's environment, which `.ci/run` makes. */
export const binOf = (version: string): string => join(root, '.venvs', `airflow-${version}`, 'bin');
export const versions = Object.keys(airflowVersions);
export const installed = versions.filter((version) => existsSync(join(binOf(version), 'airflow')));
/** Python is needed: `npm test -- --all`. */
export const mustRun = process.env.AI_ETL_ALL === '1';

const run = promisify(execFile);
const wide = { maxBuffer: 64 << 20 };

/** A connection as Airflow reads it from its environment. */
export type AirflowConnection = Record<string, unknown>;

/** What a server of ours is for Airflow; through a proxy on another port where one is given. */
export const connectionTo = (
  { host, port, user, password, database }: LocalServerHandle,
  conn_type: 'postgres' | 'http',
  through = port,
): AirflowConnection => ({
  conn_type,
  host,
  port: through,
  login: user,
  password,
  ...(conn_type === 'postgres' && { schema: database }),
});

/** Writes compiled files into a home. */
export function writeFiles(home: string, { files }: { files: Record<string, string> }): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  }
}

/** `airflow …` of one version with a home of its own; fails with what it printed. */
export function airflowAt(version: string, home: string, settings: Record<string, string> = {}) {
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    PATH: `${binOf(version)}:${process.env.PATH}`,
    AIRFLOW_HOME: home,
    AIRFLOW__CORE__LOAD_EXAMPLES: 'False',
    AIRFLOW__CORE__DAGS_FOLDER: join(home, 'dags'),
    AIRFLOW__DATABASE__SQL_ALCHEMY_CONN: `sqlite:///${join(home, 'airflow.db')}`,
    AIRFLOW__USAGE_DATA_COLLECTION__ENABLED: 'False',
    ...settings,
  };
  const airflow = async (words: string[], connections: Record<string, AirflowConnection> = {}) => {
    const named = Object.entries(connections).map(([name, connection]) => [
      `AIRFLOW_CONN_${name.toUpperCase()}`,
      JSON.stringify(connection),
    ]);
    try {
      return await run(join(binOf(version), 'airflow'), words, {
        ...wide,
        env: { ...environment, ...Object.fromEntries(named) },
      });
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`airflow ${words.join(' ')} failed\n${stdout.slice(-6000)}\n${stderr.slice(-3000)}`, {
        cause: error,
      });
    }
  };
  return Object.assign(airflow, { environment });
}

const loading = `
import json, sys, warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    if sys.argv[2].startswith("3.3"):
        from airflow.dag_processing.dagbag import DagBag
        bag = DagBag(dag_folder=sys.argv[1])
    else:
        from airflow.models.dagbag import DagBag
        bag = DagBag(dag_folder=sys.argv[1], include_examples=False)
ours = [str(w.message) for w in caught if w.filename.startswith(sys.argv[1])]
print("RESULT" + json.dumps({"errors": {k: str(v) for k, v in bag.import_errors.items()}, "warnings": ours}))
`;

/** What Airflow says when it reads our files: import errors, and warnings that point at them. */
export async function warningsOf(version: string, home: string, env: NodeJS.ProcessEnv): Promise<unknown> {
  const words = ['-c', loading, join(home, 'dags'), version];
  const { stdout } = await run(join(binOf(version), 'python'), words, { ...wide, env });
  return JSON.parse(stdout.slice(stdout.lastIndexOf('RESULT') + 'RESULT'.length));
}

/** A connection of the core's own to a server. */
export async function openConnection(system: string, server: LocalServerHandle): Promise<Connection> {
  const connector = connectors.get(system);
  const { settings } = connector.fromUri(server.url);
  return connector.open(settings, { name: 'warehouse' });
}

/** Rows of a table, numbers as numbers, sorted by the first field. */
export async function rowsOf(
  system: string,
  server: LocalServerHandle,
  table: string,
): Promise<Record<string, unknown>[]> {
  const connection = await openConnection(system, server);
  try {
    const { rows } = await connection.query(`SELECT * FROM ${table} ORDER BY 1`);
    return rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          /^\d+(\.\d+)?$/.test(String(value)) ? Number(value) : value,
        ]),
      ),
    );
  } finally {
    await connection.close();
  }
}
