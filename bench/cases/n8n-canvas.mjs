/** The flagship canvas (ten nodes, 3,000,000 rows) inside a real n8n: memory, event loop, stored data. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../scripts/environment.mjs';
import { localCredentials } from '../../scripts/n8n/local-credentials.mjs';
import * as rig from '../../scripts/n8n/n8n-rig.mjs';
import { prepareSampleData } from '../../scripts/n8n/sample-data.mjs';
import { dataFolder, median, residentMb } from '../measure.mjs';

export const title = 'A canvas of ten nodes over 3,000,000 rows in n8n';
export const target = 'memory grows by less than 150 MB, event-loop delay p99 under 50 ms, stored execution under 1 MB';

const require = createRequire(import.meta.url);
const flagship = 'aiEtlFlagship0001';

export async function measure({ runs }) {
  const { startLocal, stopLocal } = require(join(root, 'shared-core', 'dist', 'local'));
  const databases = join(dataFolder, 'n8n-databases');
  await rig.installN8n();
  const { servers } = await startLocal({ dir: databases });
  const postgres = servers.find(({ system }) => system === 'postgresql');
  const n8n = await rig.prepareN8n({ folder: join(dataFolder, 'n8n'), postgres, environment: { N8N_METRICS: 'true' } });
  await prepareSampleData(n8n.files);
  await rig.importCredentials(n8n, localCredentials(servers));
  await rig.importWorkflows(n8n, join(root, 'templates', 'workflows'));
  const server = await rig.startServer(n8n);
  try {
    await runOnce(server); // loads what is loaded once
    const results = [];
    for (let run = 0; run < runs; run += 1) results.push(await runOnce(server));
    const stored = await storedBytes(postgres);
    const of = (key) => median(results.map((result) => result[key]));
    return [
      {
        'memory before, MB': Math.round(of('before')),
        'growth at the peak, MB': Math.round(of('peak') - of('before')),
        'event-loop delay p99, ms': of('p99').toFixed(1),
        'seconds for the whole canvas': of('seconds').toFixed(1),
        'stored execution, KB': Math.round(stored / 1000),
      },
    ];
  } finally {
    await server.stop();
    await stopLocal(databases);
  }
}

async function runOnce(server) {
  const before = residentMb(server.pid);
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, residentMb(server.pid))), 50);
  await eventLoopP99(server); // reading it starts it anew
  const started = performance.now();
  const run = await server.run(flagship);
  const seconds = (performance.now() - started) / 1000;
  clearInterval(watch);
  if (run.status !== 'success') throw new Error(`the flagship failed: ${run.error?.message}`);
  return { before, peak, seconds, p99: await eventLoopP99(server) };
}

/** n8n's own metric, in milliseconds, since it was read last. */
async function eventLoopP99({ url }) {
  const text = await (await fetch(`${url}/metrics`)).text();
  return 1000 * Number(/^\w*nodejs_eventloop_lag_p99_seconds(?:\{[^}]*\})? (\S+)$/m.exec(text)?.[1]);
}

async function storedBytes(postgres) {
  const { Client } = require('pg');
  const client = new Client({ ...postgres, database: 'n8n' });
  await client.connect();
  try {
    const { rows } = await client.query('SELECT length(data) AS bytes FROM execution_data ORDER BY "executionId" DESC LIMIT 1');
    return Number(rows[0].bytes);
  } finally {
    await client.end();
  }
}
