/**
 * A real portal (Backstage with our plugins) for `npm run portal`, tests and benchmarks: installed once into
 * backstage-plugins, built when its sources are newer, started on SQLite or a given database.
 */
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureInstalled, nodeBinary, root, run, say } from '../environment.mjs';
import { background, freePort, waitUntil } from '../n8n/processes.mjs';

export const workspace = join(root, 'backstage-plugins');
const cli = join(workspace, 'node_modules', '@backstage', 'cli', 'bin', 'backstage-cli');
const nodeTransform = join(workspace, 'node_modules', '@backstage', 'cli', 'config', 'nodeTransform.cjs');
const appFolder = join(workspace, 'portal', 'app');
const backendFolder = join(workspace, 'portal', 'backend');

/** What the packages cost: by how much an empty npm cache grew after n8n's own packages, rounded up. */
const installSize = '300 MB, 1.7 GB on disk';

/** Installs Backstage once; without install scripts, so nothing is compiled. */
export const installPortal = () =>
  ensureInstalled(workspace, { size: installSize, parameters: ['--ignore-scripts'] });

/** Runs a command of the Backstage CLI in a package of the workspace, on our Node. */
export const backstage = (folder, parameters, options = {}) =>
  run(nodeBinary, [cli, ...parameters], {
    cwd: folder,
    ...options,
    env: { ...environment(), ...options.env },
  });

/** Child processes of the CLI find the same Node. */
function environment() {
  return {
    PATH: `${dirname(nodeBinary)}:${process.env.PATH}`,
    NODE_OPTIONS: '',
    BACKSTAGE_TELEMETRY_DISABLED: '1',
    NODE_NO_WARNINGS: '1',
  };
}

/** Where the plugins' suites run and how, for scripts/test.mjs. */
export const portalHouse = {
  folder: workspace,
  command: [cli, 'repo', 'test', '--watchAll=false', '--passWithNoTests'],
  besideOthers: ['--maxWorkers=2'],
  // With CI set, Backstage's test databases would look for Docker.
  environment: { ...environment(), BACKSTAGE_TEST_DISABLE_DOCKER: '1' },
};

/** Builds the frontend when a source is newer than the last build. */
export async function buildPortal() {
  const mark = join(appFolder, 'dist', 'index.html');
  const sources = ['ai-etl', 'ai-etl-common', 'portal/app'].map((name) => join(workspace, name));
  if (existsSync(mark) && statSync(mark).mtimeMs > Math.max(...sources.map(newest))) return;
  say('Building the portal (a minute) …');
  // Inside a test NODE_ENV is `test`, for which no browsers are listed.
  await backstage(appFolder, ['package', 'build'], { quiet: true, env: { NODE_ENV: 'production' } });
  const now = new Date();
  utimesSync(mark, now, now);
}

const passedOver = /^(node_modules|dist|dist-types|coverage|__testUtils__)$|\.test\.tsx?$/;

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  const inside = readdirSync(path).filter((name) => !passedOver.test(name));
  return Math.max(0, ...inside.map((name) => newest(join(path, name))));
}

/**
 * Makes a folder ready to be the portal's home: its secrets, its settings, its databases.
 *
 * @param folder - keeps everything between runs
 * @param port - a free one by default
 * @param connections - `aiEtl.connections` of the settings, by name
 * @param database - Backstage's `backend.database`; SQLite files in the folder by default
 * @param settings - more settings, merged last
 * @returns `{ folder, port, url, token, files }`; the token may publish and send events
 */
export async function preparePortal({ folder, port, connections = {}, database, settings = {} }) {
  mkdirSync(join(folder, 'database'), { recursive: true });
  mkdirSync(join(folder, 'repositories'), { recursive: true });
  const secrets = secretsOf(folder);
  const listen = port ?? (await freePort());
  const url = `http://127.0.0.1:${listen}`;
  const local = {
    app: { baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port: listen },
      cors: { origin: url },
      auth: {
        externalAccess: [{ type: 'static', options: { token: secrets.token, subject: 'ai-etl' } }],
      },
      database: database ?? {
        client: 'better-sqlite3',
        connection: { directory: join(folder, 'database') },
      },
    },
    aiEtl: { connections, scaffolder: { repositories: join(folder, 'repositories') } },
  };
  const settingsFile = join(folder, 'app-config.local.json');
  writeFileSync(settingsFile, JSON.stringify(merged(local, settings), undefined, 2), { mode: 0o600 });
  return {
    folder,
    port: listen,
    url,
    token: secrets.token,
    files: [join(workspace, 'app-config.yaml'), settingsFile],
  };
}

function merged(one, other) {
  const isTree = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
  const entries = Object.entries(other).map(([key, value]) => [
    key,
    isTree(value) && isTree(one[key]) ? merged(one[key], value) : value,
  ]);
  return { ...one, ...Object.fromEntries(entries) };
}

/** Secrets are made once for each home; only this user may read them. */
function secretsOf(folder) {
  const file = join(folder, 'secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const secret = () => randomBytes(24).toString('base64url');
  const secrets = { token: secret() };
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}

/**
 * Starts the portal and waits until its API answers.
 * @returns the portal with `request(method, path, body)`, `pid`, `stop()`
 */
export async function startPortal(portal) {
  const config = portal.files.flatMap((file) => ['--config', file]);
  // As `backstage-cli package start` runs it, without its watch for changes.
  const server = background(nodeBinary, ['--require', nodeTransform, 'src/index.ts', ...config], {
    cwd: backendFolder,
    env: {
      ...process.env,
      ...environment(),
      NODE_ENV: 'development', // in production Backstage wants an address that other machines reach
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    },
  });
  const request = (method, path, body) => call(portal, method, path, body);
  await waitUntil(async () => Boolean(await request('GET', '/api/ai-etl/v1/whoami')), server, {
    what: 'the portal',
  }).catch(async (error) => {
    await server.stop();
    throw error;
  });
  return {
    ...portal,
    request,
    pid: server.pid,
    ended: server.ended,
    lastWords: server.lastWords,
    stop: server.stop,
  };
}

async function call({ url, token }, method, path, body) {
  const answer = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 500)}`);
  return text ? JSON.parse(text) : undefined;
}
