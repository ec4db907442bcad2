/**
 * A real n8n with our pack, for `npm start`, the integration tests and the browser test. n8n is installed once into
 * docker/n8n, keeps its own tables in a PostgreSQL (its SQLite would have to be compiled), and runs on Node 24.
 */
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { ensureInstalled, nodeBinary, root, say } from '../environment.mjs';
import { background, capture, freePort, waitUntil } from './processes.mjs';
import { parseExecution, summarize } from './run-data.mjs';

const n8nFolder = join(root, 'docker', 'n8n');
const n8nScript = join(n8nFolder, 'node_modules', 'n8n', 'bin', 'n8n');
const packName = 'n8n-nodes-ai-etl';
const require = createRequire(import.meta.url);

/** What `npm ci` of docker/n8n costs: measured with an empty cache. */
const installSize = '700 MB, 2.6 GB on disk';

/** Installs n8n once; without install scripts, so nothing is compiled. */
export async function installN8n() {
  return ensureInstalled(n8nFolder, { size: installSize, parameters: ['--ignore-scripts'] });
}

/**
 * Makes a folder ready to be n8n's home: the pack linked in, a folder for files, a database for n8n's own tables.
 *
 * @param folder - keeps settings, encryption key and files between runs
 * @param postgres - `{ host, port, user, password }` of a server where a database may be created
 * @param database - its name, made when missing
 * @param filesFolder - the only folder that nodes may read files from; `<folder>/files` by default
 * @returns the instance that every other function of this module takes first
 */
export async function prepareN8n({ folder, postgres, database = 'n8n', filesFolder, environment = {} }) {
  const home = resolve(folder);
  const files = resolve(filesFolder ?? join(home, 'files'));
  for (const path of [home, files]) mkdirSync(path, { recursive: true });
  linkPack(home);
  await createDatabase(postgres, database);
  return { home, files, environment: { ...settings({ home, files, postgres, database }), ...environment } };
}

/** The symlink is all that n8n needs to load the pack under its own name. */
function linkPack(home) {
  const modules = join(home, '.n8n', 'nodes', 'node_modules');
  const link = join(modules, packName);
  mkdirSync(modules, { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(join(root, 'n8n-nodes'), link, process.platform === 'win32' ? 'junction' : 'dir');
}

function settings({ home, files, postgres, database }) {
  return {
    NODE_ENV: 'production', // under another one, such as Jest's, n8n does not start
    NODE_OPTIONS: `--require=${JSON.stringify(join(import.meta.dirname, 'without-sqlite.cjs'))}`,
    N8N_USER_FOLDER: home,
    N8N_RESTRICT_FILE_ACCESS_TO: files,
    N8N_LISTEN_ADDRESS: '127.0.0.1',
    N8N_DIAGNOSTICS_ENABLED: 'false',
    N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
    N8N_TEMPLATES_ENABLED: 'false',
    N8N_PERSONALIZATION_ENABLED: 'false',
    N8N_HIRING_BANNER_ENABLED: 'false',
    N8N_SECURE_COOKIE: 'false',
    N8N_LOG_LEVEL: 'warn',
    DB_TYPE: 'postgresdb',
    DB_POSTGRESDB_HOST: postgres.host,
    DB_POSTGRESDB_PORT: String(postgres.port),
    DB_POSTGRESDB_USER: postgres.user,
    DB_POSTGRESDB_PASSWORD: postgres.password ?? '',
    DB_POSTGRESDB_DATABASE: database,
  };
}

async function createDatabase(postgres, database) {
  const { Client } = require('pg');
  const client = new Client({ ...postgres, database: 'postgres' });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE "${database.replaceAll('"', '""')}"`);
  } finally {
    await client.end();
  }
}

/** Runs one n8n command to its end. A free broker port each: n8n's task runners listen in every process. */
async function command(n8n, parameters) {
  const environment = {
    ...process.env,
    ...n8n.environment,
    N8N_LOG_LEVEL: 'info', // results of commands are written through the logger
    N8N_RUNNERS_BROKER_PORT: String(await freePort()),
  };
  return capture(nodeBinary, [n8nScript, ...parameters], { cwd: n8n.home, env: environment });
}

async function importDocument(n8n, kind, documents) {
  const file = join(n8n.home, `import-${randomBytes(6).toString('hex')}.json`);
  writeFileSync(file, JSON.stringify(documents), { mode: 0o600 });
  try {
    const { code, stdout, stderr } = await command(n8n, [`import:${kind}`, `--input=${file}`]);
    if (code !== 0) throw new Error(`n8n import:${kind} ended with ${code}\n${stdout}${stderr}`);
  } finally {
    rmSync(file, { force: true });
  }
}

/** Takes over credentials `[{ id, name, type, data }]`; n8n encrypts them. An id that is there is replaced. */
export const importCredentials = (n8n, credentials) => importDocument(n8n, 'credentials', credentials);

/** Takes over workflows: a list of documents, or a folder of `*.json`. Gives them back. */
export async function importWorkflows(n8n, workflows) {
  const documents = typeof workflows === 'string' ? readWorkflows(workflows) : workflows;
  await importDocument(n8n, 'workflow', documents);
  return documents;
}

/** The workflow documents of a folder, by file name. */
export function readWorkflows(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
}

/** Executes one workflow without a server and gives `{ status, error, nodes }`; a failed run is a result too. */
export async function executeWorkflow(n8n, id) {
  const { code, stdout, stderr } = await command(n8n, ['execute', `--id=${id}`, '--rawOutput']);
  const run = parseExecution(stdout);
  if (!run) throw new Error(`n8n execute --id=${id} ended with ${code} and no result\n${stdout}${stderr}`);
  return summarize(run);
}

/**
 * Starts the editor's server and waits until it answers; on the first start an owner with a new password is set up,
 * kept in `<home>/owner.json` for the next.
 *
 * @returns `{ url, owner: { email, password }, request(method, path, body), run(workflowId), executed(workflowId), executeStep(…), pid, stop() }`
 */
export async function startServer(n8n, { port } = {}) {
  const listen = port ?? (await freePort());
  const url = `http://127.0.0.1:${listen}`;
  const environment = {
    ...process.env,
    ...n8n.environment,
    N8N_PORT: String(listen),
    N8N_RUNNERS_BROKER_PORT: String(await freePort()),
  };
  const server = background(nodeBinary, [n8nScript, 'start'], { cwd: n8n.home, env: environment });
  try {
    await waitUntil(async () => (await fetch(`${url}/healthz/readiness`)).ok, server, {
      what: 'n8n',
      timeoutMs: 600_000,
    });
    const owner = ownerOf(n8n);
    const cookie = await login(url, owner);
    const request = (method, path, body) => call(url, cookie, method, path, body);
    return {
      url,
      owner,
      cookie,
      request,
      run: (workflowId, options) => runOnServer(request, workflowId, options),
      executed: (workflowId) => firstExecution(request, workflowId),
      executeStep: (workflowId, node, runData) => executeStep(request, workflowId, node, runData),
      pid: server.pid,
      ended: server.ended,
      lastWords: server.lastWords,
      stop: server.stop,
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Starts a worker of queue mode beside the server, and waits until it takes jobs. */
export async function startWorker(n8n) {
  const environment = {
    ...process.env,
    ...n8n.environment,
    N8N_LOG_LEVEL: 'info', // it says so when it is ready
    N8N_RUNNERS_BROKER_PORT: String(await freePort()),
    QUEUE_HEALTH_CHECK_PORT: String(await freePort()),
  };
  const worker = background(nodeBinary, [n8nScript, 'worker', '--concurrency=2'], {
    cwd: n8n.home,
    env: environment,
  });
  await waitUntil(async () => /worker is now ready/i.test(worker.lastWords()), worker, {
    what: 'the worker',
  });
  return worker;
}

/** The owner's login of this home: made once, only this user may read the file. */
function ownerOf(n8n) {
  const file = join(n8n.home, 'owner.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const owner = { email: 'owner@example.com', password: `Etl-${randomBytes(9).toString('base64url')}-1A` };
  writeFileSync(file, JSON.stringify(owner), { mode: 0o600 });
  return owner;
}

async function login(url, { email, password }) {
  const setup = { email, password, firstName: 'Data', lastName: 'Engineer' };
  const made = await post(`${url}/rest/owner/setup`, setup);
  const answer = made.ok ? made : await post(`${url}/rest/login`, { emailOrLdapLoginId: email, password });
  if (!answer.ok) throw new Error(`n8n refused the owner's login: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
}

const post = (address, body) =>
  fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

async function call(url, cookie, method, path, body) {
  const answer = await fetch(url + path, {
    method,
    headers: { cookie, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 500)}`);
  return text ? JSON.parse(text) : undefined;
}

/** Runs a workflow inside the server as the editor's button does, and waits for its end. */
async function runOnServer(request, workflowId, options) {
  const { data: workflow } = await request('GET', `/rest/workflows/${workflowId}`);
  const trigger = workflow.nodes.find((node) => /trigger$/i.test(node.type));
  return runWith(request, workflowId, { triggerToStartFrom: { name: trigger.name } }, options);
}

/** As the editor's "Execute step": what an earlier run left of the nodes before it is taken over, the node runs anew. */
const executeStep = (request, workflowId, nodeName, runData) => {
  const before = Object.entries(runData).filter(([name]) => name !== nodeName);
  const payload = {
    runData: Object.fromEntries(before),
    destinationNode: { nodeName, mode: 'inclusive' },
    dirtyNodeNames: [],
  };
  return runWith(request, workflowId, payload);
};

async function runWith(request, workflowId, payload, options) {
  const { data: started } = await request('POST', `/rest/workflows/${workflowId}/run`, payload);
  return outcome(request, started.executionId, { what: `workflow ${workflowId}`, ...options });
}

/** The first execution of a workflow that some trigger has begun. */
async function firstExecution(request, workflowId) {
  const filter = encodeURIComponent(JSON.stringify({ workflowId }));
  let found;
  const isThere = async () => {
    const { data } = await request('GET', `/rest/executions?filter=${filter}`);
    found = data.results.at(-1);
    return found !== undefined;
  };
  const what = `an execution of ${workflowId}`;
  await waitUntil(isThere, undefined, { what });
  return outcome(request, found.id, { what });
}

async function outcome(request, executionId, { what, timeoutMs = 300_000 }) {
  const { parse } = require(join(n8nFolder, 'node_modules', 'flatted'));
  let execution;
  const finished = async () => {
    execution = (await request('GET', `/rest/executions/${executionId}`)).data;
    return !['new', 'running', 'waiting'].includes(execution.status);
  };
  await waitUntil(finished, undefined, { what, timeoutMs });
  return summarize({ ...execution, data: parse(execution.data) });
}

/** For the person at the terminal. */
export function announce({ url, owner }) {
  say(`n8n: ${url}\n  e-mail ${owner.email}\n  password ${owner.password}`);
}
