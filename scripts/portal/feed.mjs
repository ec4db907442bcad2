/** How the sample pipeline comes into a portal: a real n8n runs the flagship, which publishes its spec and its run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, say } from '../environment.mjs';
import { localCredentials } from '../n8n/local-credentials.mjs';
import * as rig from '../n8n/n8n-rig.mjs';
import { prepareSampleData } from '../n8n/sample-data.mjs';

/** The flagship's own pipeline, as n8n names it. */
const workflowFile = join(root, 'templates', 'workflows', 'delayed-flights.json');

/** The portal's connections to what the flagship reads and writes, as `aiEtl.connections` wants them. */
export const portalConnections = (servers, files) => ({
  files: { system: 'file', root: files },
  ...Object.fromEntries(
    servers.map(({ system, host, port, user, password, database }) => [
      { postgresql: 'app-database', clickhouse: 'warehouse' }[system],
      { system, host, port, user, password, database },
    ]),
  ),
});

/**
 * Runs the flagship in a real n8n that knows the portal. It has a home and a database of its own: the canvas of
 * `npm start` belongs to the person who draws on it, and knows no portal.
 *
 * @throws when it fails, or when pipeline, run or profile have not arrived
 */
export async function feedPortal({ portal, servers, home, rows }) {
  await rig.installN8n();
  const n8n = await rig.prepareN8n({
    folder: join(home, 'portal', 'n8n'),
    database: 'n8n_portal',
    filesFolder: join(home, 'n8n', 'files'),
    postgres: servers.find(({ system }) => system === 'postgresql'),
    environment: { OPENLINEAGE_URL: `${portal.url}/api/ai-etl`, OPENLINEAGE_API_KEY: portal.token },
  });
  await prepareSampleData(n8n.files, { rows });
  await rig.importCredentials(n8n, [...localCredentials(servers), portalCredential(portal)]);
  const [workflow] = await rig.importWorkflows(n8n, [withPublication()]);
  say('Starting n8n …');
  const server = await rig.startServer(n8n);
  try {
    say('Running the flagship workflow …');
    const run = await server.run(workflow.id);
    if (run.status !== 'success') throw new Error(`${run.error?.node}: ${run.error?.message}`);
    await publishProfile(portal, run.nodes.Profile.json[0].profile);
    await arrived(portal, run.nodes.Publish.json[0].name);
    return run;
  } finally {
    await server.stop();
  }
}

const portalCredential = ({ url, token }) => ({
  id: 'aiEtlPortal',
  name: 'Portal',
  type: 'aiEtlPortalApi',
  data: { url, token },
});

/** The sample carries its Publish node disabled: without a portal it would fail. */
function withPublication() {
  const workflow = JSON.parse(readFileSync(workflowFile, 'utf8'));
  for (const node of workflow.nodes) if (node.name === 'Publish') node.disabled = false;
  return workflow;
}

async function publishProfile(portal, profile) {
  const { items } = await portal.request(
    'GET',
    `/api/ai-etl/v1/datasets?search=${encodeURIComponent(profile.dataset)}`,
  );
  for (const { id } of items) await portal.request('PUT', `/api/ai-etl/v1/datasets/${id}/profile`, profile);
}

async function arrived(portal, name) {
  for (let tries = 0; tries < 50; tries += 1) {
    const { lastRuns } = await portal.request('GET', `/api/ai-etl/v1/pipelines/${encodeURIComponent(name)}`);
    if (lastRuns.some(({ state }) => state === 'success')) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`pipeline "${name}" is there, but no finished run of it`);
}
