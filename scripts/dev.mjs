/**
 * `npm run dev`: the core and the nodes compiled in watch, n8n with our nodes (started anew after each change), and the
 * portal with `--portal`. Ctrl+C ends all.
 */
import { watch } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { nodeBinary, root, run, say, tool } from './environment.mjs';

if (process.execPath !== nodeBinary) {
  await build();
  const { code } = await run(nodeBinary, process.argv.slice(1), { allowFailure: true });
  process.exit(code);
}

const rig = await import('./n8n/n8n-rig.mjs');
const { background } = await import('./n8n/processes.mjs');
const { localCredentials } = await import('./n8n/local-credentials.mjs');
const { startDatabases } = await import('./local-databases.mjs');

const home = join(root, '.local');
const tsc = tool('typescript', 'bin/tsc');
const watching = ['shared-core/tsconfig.build.json', 'n8n-nodes/tsconfig.build.json'].map((project) =>
  background(nodeBinary, [tsc, '-p', project, '--watch', '--preserveWatchOutput'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  }),
);
const portal = process.argv.includes('--portal')
  ? background(nodeBinary, [join(root, 'scripts', 'portal.mjs'), '--empty'], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    })
  : undefined;

await rig.installN8n();
const { servers, stop: stopDatabases } = await startDatabases(join(home, 'databases'));
const n8n = await rig.prepareN8n({
  folder: join(home, 'n8n'),
  postgres: servers.find(({ system }) => system === 'postgresql'),
});
await rig.importCredentials(n8n, localCredentials(servers));
let server = await rig.startServer(n8n, { port: 5678 });
rig.announce(server);

/** n8n reads the nodes when it starts; changes that come together are one. */
let timer;
let restarting = Promise.resolve();
const restart = () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    restarting = restarting.then(async () => {
      say('Something was compiled: starting n8n anew …');
      await server.stop();
      server = await rig.startServer(n8n, { port: 5678 });
      say(`n8n: ${server.url}`);
    });
  }, 1500);
};
for (const folder of ['shared-core/dist', 'n8n-nodes/dist'])
  watch(join(root, folder), { recursive: true }, (_event, name) => name?.endsWith('.js') && restart());

async function end() {
  clearTimeout(timer);
  await restarting;
  for (const child of [...watching, ...(portal ? [portal] : [])]) await child.stop();
  await server.stop();
  await stopDatabases();
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, end);
