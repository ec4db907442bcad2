import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Entity } from '@backstage/catalog-model';
import githubModule from '@backstage/plugin-scaffolder-backend-module-github';
import gitlabModule from '@backstage/plugin-scaffolder-backend-module-gitlab';
import { FakeGitHost } from './testing/FakeGitHost';
import { portalForTests, until } from './testing/portal-for-tests';
import { realCatalog } from './testing/real-catalog';

jest.setTimeout(120_000);

const home = mkdtempSync(join(tmpdir(), 'ai-etl-hosts-'));
const hosts = { github: new FakeGitHost('github', join(home, 'github')), gitlab: new FakeGitHost('gitlab', join(home, 'gitlab')) };
/** Where nobody listens. */
const closed = '127.0.0.1:9';
type Kind = keyof typeof hosts;
const kinds = Object.keys(hosts) as Kind[];

beforeAll(() => Promise.all(kinds.map(kind => hosts[kind].start())));
const portal = portalForTests({
  catalog: realCatalog(),
  features: [githubModule, gitlabModule],
  settings: () => {
    const integrations = Object.assign({}, ...kinds.map(kind => hosts[kind].integration));
    integrations.github.push({ host: closed, token: 'x', apiBaseUrl: `http://${closed}/api/v3` });
    return { integrations };
  },
});
afterAll(async () => {
  await Promise.all(kinds.map(kind => hosts[kind].stop()));
  rmSync(home, { recursive: true, force: true });
});
beforeEach(() => kinds.forEach(kind => Object.assign(hosts[kind], { faults: {}, calls: [] })));

const target = { connection: 'warehouse', system: 'clickhouse', object: 'analytics.made' };
const forms: Record<string, (name: string) => object> = {
  'file-to-warehouse': name => ({
    name,
    source: { connection: 'files', system: 'file', object: 'flights.csv' },
    where: 'delay > 15',
    target,
    mode: 'replace',
  }),
  'postgres-to-clickhouse-nightly-merge': name => ({
    name,
    source: { connection: 'app', system: 'postgresql', object: 'public.orders' },
    keys: ['id'],
    target,
  }),
  'pipeline-repository-from-a-sentence': name => ({
    name,
    sentence: {
      text: 'Read flights.csv, keep delay > 15, count flights by origin, load into ClickHouse table analytics.delayed',
      connections: ['files', 'warehouse'],
    },
  }),
};

const formOf = (template: string, kind: Kind, name: string) => ({
  ...forms[template]!(name),
  airflow: '3.3',
  publish: kind,
  repoUrl: hosts[kind].repoUrl(name),
});

describe.each(kinds)('%s', kind => {
  const host = hosts[kind];

  it.each(Object.keys(forms))('receives the repository of %s as the preview showed it, and the catalog has it once', async template => {
    const name = `${template.split('-')[0]}-to-${kind}`;
    const form = formOf(template, kind, name);
    const preview = await portal.dryRun(template, form);
    expect([preview.status, preview.body.error]).toEqual([200, undefined]);
    const done = await portal.run(template, form);
    expect([done.status, done.error]).toEqual(['completed', undefined]);
    expect(await filesOfClone(host, `acme/${name}`)).toEqual(filesOfPreview(preview.body));
    expect(host.git(`acme/${name}`, 'log', '--format=%s', 'main')).toBe(`${name}: first version\n`);
    expect((await stored(name)).body.version).toBe(1);
    const entity = await inCatalog(name, one => locationOf(one).startsWith(`url:${host.url}/acme/${name}`));
    expect(entity.metadata.annotations).toMatchObject({ 'ai-etl.io/pipeline': name });
    expect(JSON.stringify(done.output)).toContain(`component:default/${name}`);
  });

  it.each([
    ['the token is refused', { token: true }, /127\.0\.0\.1:\d+ does not know the portal's token \(401\)/],
    ['the name is taken by what the token may not see', { hidden: true }, kind === 'github' ? /name already exists/ : /Bad Request|already been taken/],
    ['the push is refused', { push: true }, /403/],
  ])('has nothing left when %s', async (what, faults, message) => {
    const name = `broken-${what.split(' ')[1]}-${kind}`;
    host.faults = faults;
    const done = await portal.run('file-to-warehouse', formOf('file-to-warehouse', kind, name));
    expect(done.status).toBe('failed');
    expect(done.error?.message).toMatch(message);
    expect(host.has(`acme/${name}`)).toBe(false);
    expect((await stored(name)).status).toBe(404);
    expect(await locationsOf(name)).toEqual([]);
  });

  it('keeps what was there when the name is taken, and says so before anything is made', async () => {
    const name = `taken-${kind}`;
    host.create(`acme/${name}`);
    const done = await portal.run('file-to-warehouse', formOf('file-to-warehouse', kind, name));
    expect(done.error?.message).toMatch(new RegExp(`acme/${name} is there already: choose another name`));
    expect(host.has(`acme/${name}`)).toBe(true);
    expect(host.calls.some(call => call.startsWith('POST'))).toBe(false);
    expect((await stored(name)).status).toBe(404);
  });

  it('has nothing left when the task is cancelled after it was published', async () => {
    const name = `cancelled-${kind}`;
    const slow = { id: 'slow', name: 'slow', action: 'debug:wait', input: { seconds: 20 } };
    const putSlow = ({ spec: { steps } }: { spec: { steps: { id: string; input: object }[] } }) =>
      steps.splice(steps.findIndex(({ id }) => id === 'register'), 0, slow);
    const done = await portal.run('file-to-warehouse', formOf('file-to-warehouse', kind, name), putSlow, slow.id);
    expect(done.error?.message ?? done.status).toMatch(/cancelled/);
    await until(async () => !host.has(`acme/${name}`));
    expect(await locationsOf(name)).toEqual([]);
    expect((await stored(name)).status).toBe(404);
  });

  it('has nothing left when the portal refuses the pipeline after it was published', async () => {
    const name = `late-${kind}`;
    const done = await portal.run('file-to-warehouse', formOf('file-to-warehouse', kind, name), template => {
      template.spec.steps.find(({ id }) => id === 'register')!.input = { spec: { name } };
    });
    expect(done.status).toBe('failed');
    expect(host.has(`acme/${name}`)).toBe(false);
    expect(await locationsOf(name)).toEqual([]);
    expect((await stored(name)).status).toBe(404);
  });
});

it('a host that cannot be reached is named, and nothing is made', async () => {
  const name = 'unreachable';
  const done = await portal.run('file-to-warehouse', { ...formOf('file-to-warehouse', 'github', name), repoUrl: `${closed}?owner=acme&repo=${name}` });
  expect([done.status, done.error?.message]).toEqual(['failed', expect.stringContaining(`${closed} does not answer`)]);
  expect((await stored(name)).status).toBe(404);
});

it('a host without a token in the settings is named', async () => {
  const done = await portal.run('file-to-warehouse', { ...formOf('file-to-warehouse', 'github', 'x'), repoUrl: 'github.com?owner=acme&repo=x' });
  expect(done.error?.message).toMatch(/no token for github\.com: set integrations\.github/);
});

const stored = (name: string) => portal.call('get', `/api/ai-etl/v1/pipelines/${encodeURIComponent(name)}`);

async function locationsOf(name: string): Promise<unknown[]> {
  const { body } = await portal.call('get', '/api/catalog/locations');
  return body.filter(({ data }: { data: { target: string } }) => data.target.includes(`/${name}/`));
}

const locationOf = (entity: Entity) => entity.metadata.annotations?.['backstage.io/managed-by-location'] ?? '';

/** Waits until the catalog has a pipeline as wanted, and no other entity of it. */
async function inCatalog(pipeline: string, isWanted: (entity: Entity) => boolean): Promise<Entity> {
  let found: Entity[] = [];
  const path = `/api/catalog/entities?filter=metadata.annotations.ai-etl.io/pipeline=${encodeURIComponent(pipeline)}`;
  await until(async () => {
    found = (await portal.call('get', path)).body;
    return found.length === 1 && isWanted(found[0]!);
  });
  return found[0]!;
}

/** What is pushed, cloned back by git itself. */
async function filesOfClone(host: FakeGitHost, path: string): Promise<Record<string, string>> {
  const clone = mkdtempSync(join(home, 'clone-'));
  await promisify(execFile)('git', ['clone', '-q', `http://x:${host.token}@${host.host}/${path}.git`, clone]);
  rmSync(join(clone, '.git'), { recursive: true });
  const files = readdirSync(clone, { recursive: true }) as string[];
  return Object.fromEntries(
    files.filter(file => statSync(join(clone, file)).isFile()).map(file => [file, readFileSync(join(clone, file), 'utf8')]),
  );
}

const filesOfPreview = ({ directoryContents }: { directoryContents: { path: string; base64Content: string }[] }) =>
  Object.fromEntries(
    directoryContents.map(({ path, base64Content }) => [path, Buffer.from(base64Content, 'base64').toString('utf8')]),
  );
