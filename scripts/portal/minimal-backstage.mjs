/**
 * `node scripts/portal/minimal-backstage.mjs [--keep FOLDER] [--packed FOLDER]`: proves that the packed plugins work in somebody else's Backstage.
 * Makes a minimal one of Backstage's own packages outside the repository, does to it what the blocks of backstage-plugins/README.md
 * say, word for word, builds it, starts it, and asks. It goes afterwards unless it has a folder to stay in.
 * With `--packed` it takes archives that scripts/portal/pack.mjs made.
 */
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { nodeBinary, run, say } from '../environment.mjs';
import { background, freePort, waitUntil } from '../n8n/processes.mjs';
import { serveArchives } from './archive-registry.mjs';
import { backstageVersion, packAll, packedIn } from './pack.mjs';
import { workspace } from './portal-rig.mjs';
import { readmeBlocks } from './readme-blocks.mjs';

const ours = '@ai-etl/';
const moduleOfReadme = '@backstage/plugin-catalog-backend-module-incremental-ingestion';
/** Wants a plugin that a minimal Backstage does without. */
const withSignals = '@backstage/plugin-app-module-user-settings';
const pipeline = 'минимальный';
const spec = {
  apiVersion: 'ai-etl/v1',
  name: pipeline,
  owner: 'data-engineers',
  connections: { files: { system: 'file' } },
  steps: [
    { id: 'orders', kind: 'source', connection: 'files', object: 'orders.csv' },
    { id: 'paid', kind: 'target', input: 'orders', connection: 'files', object: 'paid.csv', mode: 'replace' },
  ],
};

const { values } = parseArgs({ options: { keep: { type: 'string' }, packed: { type: 'string' } } });
const folder = values.keep ? resolve(values.keep) : mkdtempSync(join(tmpdir(), 'minimal-backstage-'));
const home = join(folder, 'backstage');
const app = join(home, 'packages', 'app');
const backend = join(home, 'packages', 'backend');
const token = randomBytes(24).toString('base64url');
const blocks = readmeBlocks();
const environment = {
  PATH: `${dirname(nodeBinary)}:${process.env.PATH}`,
  NODE_OPTIONS: '',
  BACKSTAGE_TELEMETRY_DISABLED: '1',
  AI_ETL_PORTAL_TOKEN: token,
};

const packed = await (values.packed ? packedIn(resolve(values.packed)) : packAll(join(folder, 'archives')));
const registry = await serveArchives(packed);
const address = `http://127.0.0.1:${await freePort()}`;
try {
  writeBackstage();
  followReadme();
  await install();
  say('Building the app …');
  await backstageCli(app, ['package', 'build']);
  await ask();
  console.log('The packed plugins work in a Backstage that followed the README.');
} finally {
  registry.close();
  if (!values.keep) rmSync(folder, { recursive: true, force: true });
}

/** A Backstage without us: what its own packages and our portal's list of them give. */
function writeBackstage() {
  const theirs = (name) => {
    const { dependencies, devDependencies, backstage } = json(
      join(workspace, 'portal', name, 'package.json'),
    );
    const known = Object.entries(dependencies).filter(
      ([one]) => one.startsWith(ours) === false && one !== moduleOfReadme && one !== 'app',
    );
    return {
      name,
      version: '0.0.0',
      private: true,
      backstage,
      dependencies: Object.fromEntries(known),
      devDependencies,
    };
  };
  const { devDependencies } = json(join(workspace, 'package.json'));
  // What create-app gives a new Backstage; npm cannot resolve the CLI's peers without it.
  const tools = [
    '@backstage/cli',
    '@backstage/cli-defaults',
    '@jest/environment-jsdom-abstract',
    '@types/jest',
  ];
  tools.push('jest', 'jsdom', 'typescript');
  write('package.json', {
    name: 'minimal-backstage',
    private: true,
    workspaces: ['packages/*'],
    devDependencies: Object.fromEntries(tools.map((tool) => [tool, devDependencies[tool]])),
  });
  write('backstage.json', { version: backstageVersion() });
  write('.npmrc', `${ours.slice(0, -1)}:registry=${registry.url}/\nignore-scripts=true\n`);
  write('packages/app/package.json', { ...theirs('app'), bundled: true });
  write('packages/backend/package.json', {
    ...theirs('backend'),
    main: 'dist/index.cjs.js',
    dependencies: { ...theirs('backend').dependencies, app: '0.0.0' },
  });
  cpSync(join(workspace, 'portal', 'app', 'public'), join(app, 'public'), { recursive: true });
  write(
    'packages/app/src/index.tsx',
    `import '@backstage/cli/asset-types';
import ReactDOM from 'react-dom/client';
import { createApp } from '@backstage/frontend-defaults';
import '@backstage/ui/css/styles.css';

ReactDOM.createRoot(document.getElementById('root')!).render(createApp().createRoot());
`,
  );
  const plugins = Object.keys(theirs('backend').dependencies).filter(
    (name) => /-backend(-module-.+)?$/.test(name) && name.startsWith('@backstage/plugin-'),
  );
  write(
    'packages/backend/src/index.ts',
    `import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();
${plugins.map((name) => `backend.add(import('${name}'));`).join('\n')}

backend.start();
`,
  );
  write(
    'app-config.yaml',
    JSON.stringify({
      app: { title: 'Minimal', baseUrl: address, packages: { exclude: [withSignals] } },
      backend: {
        baseUrl: address,
        listen: { host: '127.0.0.1', port: Number(new URL(address).port) },
        csp: { 'upgrade-insecure-requests': false },
        database: { client: 'better-sqlite3', connection: ':memory:' },
        auth: { keys: [{ secret: randomBytes(24).toString('base64') }] },
      },
      auth: { providers: { guest: { dangerouslyAllowOutsideDevelopment: true } } },
    }),
  );
}

/** Blocks two and three, and npm's overrides; block one is {@link install}. */
function followReadme() {
  const manifest = json(join(home, 'package.json'));
  write('package.json', { ...manifest, overrides: JSON.parse(blocks.overrides) });
  const entry = join(backend, 'src', 'index.ts');
  write(
    'packages/backend/src/index.ts',
    readFileSync(entry, 'utf8').replace('backend.start();', `${blocks.backend}\nbackend.start();`),
  );
  write('app-config.ai-etl.yaml', blocks['app-config']);
}

/** Block one, line for line. */
async function install() {
  for (const line of blocks.install.trim().split('\n')) {
    const [command, ...parameters] = line.split(/\s+/);
    say(`${line.slice(0, 100)} …`);
    await run(command, [...parameters, '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: home,
      quiet: true,
      env: environment,
    });
  }
}

/** Starts it and looks from outside. */
async function ask() {
  say('Starting the backend …');
  const config = ['app-config.yaml', 'app-config.ai-etl.yaml'].flatMap((file) => [
    '--config',
    join(home, file),
  ]);
  const server = background(nodeBinary, [cli(), 'package', 'start', ...config], {
    cwd: backend,
    env: { ...process.env, ...environment, NODE_ENV: 'production', LOG_LEVEL: 'warn' },
  });
  try {
    await waitUntil(async () => (await call('GET', '/api/ai-etl/v1/whoami', token)).status === 200, server, {
      what: 'the minimal Backstage',
    });
    const me = await call('GET', '/api/ai-etl/v1/whoami', token);
    check('the token is known', me.body.principal === 'ai-etl', me);
    check('nobody comes in without one', (await call('GET', '/api/ai-etl/v1/pipelines')).status === 401);
    const { body } = await call('POST', '/api/auth/guest/refresh');
    const guest = body.backstageIdentity.token;
    const path = `/api/ai-etl/v1/pipelines/${encodeURIComponent(pipeline)}`;
    check('a viewer may not publish', (await call('PUT', path, guest, { spec })).status === 403);
    const published = await call('PUT', path, token, { spec });
    check('the token may', published.status === 201, published);
    const seen = await call('GET', path, guest);
    check('a viewer reads it', seen.body.steps?.length === 2, seen);
    const entity = `/api/catalog/entities/by-name/component/default/${seen.body.entityRef.split('/')[1]}`;
    await waitUntil(async () => (await call('GET', entity, guest)).status === 200, server, {
      what: 'the entity',
    });
    check('it is in the catalog', true);
    await openPages();
  } finally {
    await server.stop();
  }
}

/** The pages in a browser where there is one: a bundle that builds can still crash there. */
async function openPages() {
  const browserFile = process.env.CHROMIUM ?? '/usr/bin/chromium';
  if (!existsSync(browserFile))
    return say(`no browser at ${browserFile}: the pages were not opened (set CHROMIUM)`);
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({
    executablePath: browserFile,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage();
    const crashes = [];
    page.on('pageerror', (error) => crashes.push(error.message));
    await page.goto(`${address}/ai-etl`);
    await page.getByRole('button', { name: 'Enter' }).click();
    await page.getByText(pipeline).first().waitFor();
    check('the page of pipelines shows it', crashes.length === 0, crashes);
    await page.screenshot({ path: join(folder, 'pipelines.png') });
  } finally {
    await browser.close();
  }
}

async function call(method, path, bearer, body) {
  const answer = await fetch(address + path, {
    method,
    headers: {
      ...(bearer && { authorization: `Bearer ${bearer}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : text };
}

function check(what, holds, answer) {
  if (!holds) throw new Error(`not so: ${what}${answer ? `: ${JSON.stringify(answer).slice(0, 1000)}` : ''}`);
  say(`  ✓ ${what}`);
}

function cli() {
  return join(home, 'node_modules', '@backstage', 'cli', 'bin', 'backstage-cli');
}

function backstageCli(cwd, parameters) {
  return run(nodeBinary, [cli(), ...parameters], { cwd, quiet: true, env: environment });
}

function write(path, content) {
  const file = join(home, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, undefined, 2));
}

function json(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
