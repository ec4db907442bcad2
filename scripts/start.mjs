/**
 * `npm start`: installs, builds, starts the local databases and an n8n with the pack, imports the samples, runs the
 * flagship and tells what came out. `--headless` does the same and ends with a status; `--port N` sets the editor's port.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { nodeBinary, root, run, say } from './environment.mjs';

if (process.execPath !== nodeBinary) {
  await build();
  const { code } = await run(nodeBinary, process.argv.slice(1), { allowFailure: true });
  process.exit(code);
}

const rig = await import('./n8n/n8n-rig.mjs');
const { localCredentials } = await import('./n8n/local-credentials.mjs');
const { prepareSampleData } = await import('./n8n/sample-data.mjs');
const { tellResults } = await import('./start/results.mjs');
const { startDatabases } = await import('./local-databases.mjs');

const headless = process.argv.includes('--headless');
const port = process.argv.includes('--port')
  ? Number(process.argv[process.argv.indexOf('--port') + 1])
  : headless
    ? undefined
    : 5678;
const home = join(root, '.local');
const flagship = 'aiEtlFlagship0001';

await rig.installN8n();
const { servers, stop: stopDatabases } = await startDatabases(join(home, 'databases'));
const n8n = await rig.prepareN8n({
  folder: join(home, 'n8n'),
  postgres: servers.find(({ system }) => system === 'postgresql'),
});
await prepareSampleData(n8n.files);
await importSamples();
say('Starting n8n …');
const server = await rig.startServer(n8n, { port });

let failed = false;
try {
  say('Running the flagship workflow over 3,000,000 flights …');
  failed = !(await tellResults(await server.run(flagship), { server, folder: join(home, 'results') }));
} catch (error) {
  failed = true;
  say(`The flagship did not run: ${error.message}`);
}
tellAddresses();
if (headless) await end();
else for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, end);

/** Samples are imported once, so that what a person changed in them stays. */
async function importSamples() {
  const mark = join(n8n.home, 'samples-imported');
  // Ports and passwords may be new; workflows are the person's own after the first time.
  await rig.importCredentials(n8n, localCredentials(servers));
  if (existsSync(mark)) return;
  say('Importing the sample workflows …');
  await rig.importWorkflows(n8n, join(root, 'templates', 'workflows'));
  writeFileSync(mark, new Date().toISOString());
}

function tellAddresses() {
  console.log(`\nDatabases\n${servers.map(({ system, url }) => `  ${system}: ${url}`).join('\n')}`);
  if (headless) return;
  console.log(
    `\nEditor: ${server.url}/workflow/${flagship}\n  e-mail:   ${server.owner.email}\n  password: ${server.owner.password}\n\nCtrl+C stops everything; the data stay in .local/`,
  );
}

async function end() {
  await server.stop();
  await stopDatabases();
  process.exit(failed ? 1 : 0);
}
