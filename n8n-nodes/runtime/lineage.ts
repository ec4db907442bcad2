import { lineageFromEnvironment, type RunLineage } from '@ai-etl/core';
import type { Call } from './call';
import { portalCredential, portalOf } from './portal';

/** Where a run of this node tells its lineage: the portal of its own credential, else what the environment says. */
export async function lineageOf(call: Call): Promise<RunLineage | undefined> {
  const { context } = call;
  const { id = '', name = '' } = context.getWorkflow();
  const found = lineageFromEnvironment(await environmentOf(call), (warning) =>
    context.logger.warn(warning.render()),
  );
  return found && { ...found, door: 'n8n', workflow: { id, name, execution: context.getExecutionId() } };
}

async function environmentOf(call: Call): Promise<NodeJS.ProcessEnv> {
  if (!call.context.getNode().credentials?.[portalCredential]) return process.env;
  const { url, token } = await portalOf(call);
  const base = url
    .trim()
    .replace(/\/+$/, '')
    .replace(/\/api\/ai-etl$/, '');
  return {
    ...process.env,
    OPENLINEAGE_URL: `${base}/api/ai-etl/`,
    OPENLINEAGE_ENDPOINT: 'api/v1/lineage',
    OPENLINEAGE_API_KEY: token ?? '',
    OPENLINEAGE_DISABLED: 'false',
  };
}
