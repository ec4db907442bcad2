import type { Language } from '../language';
import type { RunLineage } from '../lineage';

/** How long a command waits at its end for events that earlier ones have left behind. */
const leftoversMs = 500;

/** Where the environment wants lineage to be sent, for runs of the command line and of Airflow's tasks that use it. @internal */
export async function lineageOfCommand(language: Language): Promise<RunLineage | undefined> {
  if (!process.env.OPENLINEAGE_URL) return undefined;
  const { lineageFromEnvironment } = await import('../lineage');
  const found = lineageFromEnvironment(process.env, (warning) =>
    process.stderr.write(`${warning.render(language)}\n`),
  );
  return found && { ...found, ...doorOf(process.env) };
}

/** Delivers what can be delivered; the rest waits on disk for the next command. @internal */
export async function endLineage(): Promise<void> {
  if (!process.env.OPENLINEAGE_URL) return;
  const { closeEnvironmentLineage } = await import('../lineage');
  await closeEnvironmentLineage(leftoversMs);
}

/** Airflow tells its tasks' processes whose they are. */
function doorOf(environment: NodeJS.ProcessEnv): Pick<RunLineage, 'door' | 'workflow'> {
  const { AIRFLOW_CTX_DAG_ID: dag, AIRFLOW_CTX_DAG_RUN_ID: execution } = environment;
  if (!dag) return { door: 'cli' };
  return { door: 'airflow', workflow: { id: dag, name: dag, ...(execution && { execution }) } };
}
