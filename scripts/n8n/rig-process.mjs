/**
 * The rig in a process of its own, for tests: Jest runs CommonJS and cannot import these modules. Messages in:
 * `{ id, method, parameters }`; messages out: `{ id, result }` or `{ id, error }`.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../environment.mjs';
import { localCredentials } from './local-credentials.mjs';
import * as rig from './n8n-rig.mjs';
import { freePort } from './processes.mjs';
import { prepareSampleData } from './sample-data.mjs';

const require = createRequire(import.meta.url);
const core = () => require(join(root, 'shared-core', 'dist'));

let dir;
let n8n;
let server;
const workers = [];

const address = () => ({ url: server.url, owner: server.owner, cookie: server.cookie, pid: server.pid });

const methods = {
  /** Databases, sample data, n8n with our pack, credentials, the server. */
  async start(options) {
    dir = options.dir;
    await rig.installN8n();
    // Suites run beside each other: the usual ports would be wanted twice.
    const [postgresPort, clickhousePort] = [await freePort(), await freePort()];
    const { servers } = await core().startLocal({ dir: join(dir, 'local'), postgresPort, clickhousePort });
    const postgres = servers.find(({ system }) => system === 'postgresql');
    n8n = await rig.prepareN8n({ folder: join(dir, 'n8n'), postgres, environment: options.environment });
    await prepareSampleData(n8n.files, { rows: options.rows });
    await rig.importCredentials(n8n, [...localCredentials(servers), ...(options.credentials ?? [])]);
    server = await rig.startServer(n8n);
    return { servers, files: n8n.files, ...address() };
  },
  /** As after an update or a crash of n8n: what its process held is gone. */
  async restart() {
    await server.stop();
    server = await rig.startServer(n8n);
    return address();
  },
  /** A worker of queue mode; the environment names the Redis that both stand on. */
  async startWorker() {
    const worker = await rig.startWorker(n8n);
    workers.push(worker);
    return { pid: worker.pid };
  },
  async stopWorkers() {
    await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  },
  importWorkflows: (workflows) => rig.importWorkflows(n8n, workflows),
  execute: (id) => rig.executeWorkflow(n8n, id),
  run: (id) => server.run(id),
  executed: (id) => server.executed(id),
  executeStep: (id, node, runData) => server.executeStep(id, node, runData),
  request: (method, path, body) => server.request(method, path, body),
  async stop() {
    await methods.stopWorkers();
    await server?.stop();
    if (dir) await core().stopLocal(join(dir, 'local'));
  },
};

process.on('message', async ({ id, method, parameters }) => {
  try {
    process.send({ id, result: await methods[method](...parameters) });
  } catch (error) {
    process.send({ id, error: error.stack ?? String(error) });
  }
});

// A test that died must not leave servers behind.
process.on('disconnect', () => methods.stop().finally(() => process.exit()));
