/**
 * `npm run portal`: installs, builds and starts the Backstage portal on SQLite with a guest sign-in, beside local
 * databases; then a real n8n runs the flagship workflow, whose pipeline, datasets, lineage and run arrive in it.
 * `--empty` leaves n8n out, `--port N` sets the address, `--headless` ends with a status when all has arrived.
 */
import { join } from 'node:path';
import { build } from './build.mjs';
import { nodeBinary, root, run, say } from './environment.mjs';

if (process.execPath !== nodeBinary) {
  await build();
  const { code } = await run(nodeBinary, process.argv.slice(1), { allowFailure: true });
  process.exit(code);
}

const { buildPortal, installPortal, preparePortal, startPortal } = await import('./portal/portal-rig.mjs');
const { feedPortal, portalConnections } = await import('./portal/feed.mjs');
const { startDatabases } = await import('./local-databases.mjs');

const has = (flag) => process.argv.includes(flag);
const headless = has('--headless');
const port = has('--port')
  ? Number(process.argv[process.argv.indexOf('--port') + 1])
  : headless
    ? undefined
    : 7007;
const home = join(root, '.local');
const files = join(home, 'n8n', 'files');

let failed = false;
let ending = false;
await installPortal();
await buildPortal();
const { servers, stop: stopDatabases } = await startDatabases(join(home, 'databases'));
const settings = await preparePortal({
  folder: join(home, 'portal'),
  port,
  connections: portalConnections(servers, files),
});
say('Starting the portal …');
const portal = await startPortal(settings);
portal.ended.then(async (status) => {
  if (ending) return;
  say(`The portal ended by itself (${status}):\n${portal.lastWords()}`);
  failed = true;
  await end();
});
console.log(`\nPortal: ${portal.url}\n  sign in: Enter as a guest\n`);

if (!has('--empty')) {
  try {
    await feedPortal({ portal, servers, home });
    console.log(`The flagship has arrived: ${portal.url}`);
  } catch (error) {
    failed = true;
    say(`The flagship did not arrive: ${error.message}`);
  }
}
console.log(
  `\nTo publish from elsewhere, as AI_ETL_PORTAL_URL and AI_ETL_PORTAL_TOKEN:\n  ${portal.url}\n  ${portal.token}`,
);
if (headless) await end();
console.log('\nCtrl+C stops everything; the data stay in .local/');
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, end);

async function end() {
  ending = true;
  await portal.stop();
  await stopDatabases();
  process.exit(failed ? 1 : 0);
}
