import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TemplateAction } from '@backstage/plugin-scaffolder-node';
import request from 'supertest';
import { createDiscardAction, createSaveAction } from './actions/createSaveAction';
import { RepositoryFolder } from './RepositoryFolder';
import { portalForTests, until } from './testing/portal-for-tests';
import { writeAllOrNothing } from './write-files';

jest.setTimeout(60_000);
const portal = portalForTests();

const form = {
  name: 'рейсы-каждый-день',
  source: { connection: 'files', system: 'file', object: 'flights.csv' },
  target: { connection: 'warehouse', system: 'clickhouse', object: 'analytics.flights' },
  mode: 'replace',
  airflow: '3.3',
  publish: 'portal',
};

const kept = () => (existsSync(portal.repositories) ? readdirSync(portal.repositories).filter(name => !name.startsWith('.')) : []);

const keptArchives = () => {
  const folder = join(portal.repositories, '.archives');
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe('a template that is really run', () => {
  it('keeps a git repository, gives its archive out, registers the pipeline', async () => {
    const done = await portal.run('file-to-warehouse', form);
    expect([done.status, done.error]).toEqual(['completed', undefined]);
    const [name] = kept();
    expect(name).toMatch(/^reysy-kazhdyy-den-[0-9a-f]{10}$/);
    const folder = join(portal.repositories, name!);
    const git = (...words: string[]) => execFileSync('git', ['-C', folder, ...words], { encoding: 'utf8' });
    expect(git('status', '--porcelain')).toBe('');
    expect(git('log', '--format=%s')).toBe('рейсы-каждый-день: first version\n');

    const { links } = done.output as { links: { title: string; url: string }[] };
    const address = new URL(links.find(({ title }) => title.startsWith('Download'))!.url).pathname;
    const { status, body } = await request(portal.server()).get(address).buffer().parse(bytes as never);
    expect([status, Buffer.isBuffer(body)]).toEqual([200, true]);
    const archive = join(mkdtempSync(join(tmpdir(), 'ai-etl-')), 'a.tar.gz');
    writeFileSync(archive, body as Buffer);
    expect(execFileSync('tar', ['tzf', archive], { encoding: 'utf8' })).toContain('catalog-info.yaml');
    const guess = address.replace(/[0-9a-f]{32}/, '0'.repeat(32));
    expect((await request(portal.server()).get(guess)).status).toBe(404);

    const stored = await portal.call('get', `/api/ai-etl/v1/pipelines/${encodeURIComponent(form.name)}`);
    expect(stored.body).toMatchObject({ name: form.name, version: 1 });
  });

  it('refuses a name that is taken, and leaves what was there', async () => {
    const before = kept();
    const done = await portal.run('file-to-warehouse', { ...form, description: 'another' });
    expect(done.error?.message).toMatch(/a pipeline "рейсы-каждый-день" is in the portal already: choose another name/);
    expect(kept()).toEqual(before);
    const stored = await portal.call('get', `/api/ai-etl/v1/pipelines/${encodeURIComponent(form.name)}`);
    expect(stored.body.version).toBe(1);
  });

  it('refuses a name whose repository is still there', async () => {
    const before = kept();
    const done = await portal.run('file-to-warehouse', { ...form, name: 'left-over' }, ({ spec }) => {
      spec.steps = spec.steps.filter(({ id }) => id !== 'register');
    });
    expect(done.status).toBe('completed');
    const again = await portal.run('file-to-warehouse', { ...form, name: 'left-over' });
    expect(again.error?.message).toMatch(/the portal keeps a repository "left-over" already: choose another name/);
    expect(kept()).toHaveLength(before.length + 1);
    expect((await portal.call('get', '/api/ai-etl/v1/pipelines/left-over')).status).toBe(404);
  });

  it('leaves nothing behind when it fails after the repository was kept', async () => {
    const before = kept();
    const done = await portal.run('file-to-warehouse', { ...form, name: 'broken' }, template => {
      template.spec.steps.find(({ id }) => id === 'register')!.input = { spec: { name: 'broken' } };
    });
    expect(done.status).toBe('failed');
    expect(kept()).toEqual(before);
    expect(readdirSync(join(portal.repositories, '.archives'))).toHaveLength(before.length);
    expect((await portal.call('get', '/api/ai-etl/v1/pipelines/broken')).status).toBe(404);
  });

  it('stores the same spec once however often it is registered', async () => {
    const spec = (await portal.call('get', `/api/ai-etl/v1/pipelines/${encodeURIComponent(form.name)}`)).body.yaml;
    const done = await portal.runSteps([
      { id: 'one', action: 'ai-etl:register', input: { spec } },
      { id: 'two', action: 'ai-etl:register', input: { spec } },
    ]);
    expect(done.status).toBe('completed');
    const { body } = await portal.call('get', `/api/ai-etl/v1/pipelines/${encodeURIComponent(form.name)}/versions`);
    expect(body.items).toHaveLength(1);
  });
});

describe('a task that is cancelled', () => {
  /** A step of the scaffolder's own that takes a while, so that there is a middle. */
  const slow = { id: 'slow', name: 'slow', action: 'debug:wait', input: { seconds: 20 } };
  const stored = (name: string) => portal.call('get', `/api/ai-etl/v1/pipelines/${name}`);

  it.each(['compile', 'save'])('leaves nothing behind when that happens after %s', async after => {
    const [before, archives] = [kept(), keptArchives()];
    const name = `cancelled-after-${after}`;
    const done = await portal.run(
      'file-to-warehouse',
      { ...form, name },
      ({ spec }) => spec.steps.splice(spec.steps.findIndex(({ id }) => id === after) + 1, 0, slow),
      slow.id,
    );
    expect(done.error?.message ?? done.status).toMatch(/cancelled/);
    await until(async () => kept().length === before.length);
    expect(kept()).toEqual(before);
    expect(keptArchives()).toEqual(archives);
    expect((await stored(name)).status).toBe(404);
  });

  it('keeps repository and pipeline when both were there already', async () => {
    const name = 'cancelled-too-late';
    const done = await portal.run('file-to-warehouse', { ...form, name }, ({ spec }) => spec.steps.push(slow), slow.id);
    expect(done.error?.message ?? done.status).toMatch(/cancelled/);
    await until(async () => portal.workspaces().length === 0);
    expect(kept()).toContain(name);
    expect((await stored(name)).status).toBe(200);
  });
});

describe('files of a step', () => {
  it('are all written or none, and none outside of the folder', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'ai-etl-')), 'workspace');
    const files = [
      { path: 'a.txt', text: 'a' },
      { path: '../b.txt', text: 'b' },
    ];
    await expect(writeAllOrNothing(folder, files)).rejects.toThrow(/path/i);
    expect(existsSync(folder)).toBe(false);
  });

  it('cannot be kept or discarded under a name that leads out of the repositories', async () => {
    const repositories = new RepositoryFolder(mkdtempSync(join(tmpdir(), 'ai-etl-')));
    await expect(repositories.keep('../out', tmpdir(), 'x')).rejects.toThrow(/path/i);
    await expect(repositories.discard('../out', '0'.repeat(32))).rejects.toThrow(/path/i);
    const actions: TemplateAction<never, never>[] = [createSaveAction({ repositories } as never), createDiscardAction(repositories)] as never;
    expect(actions.map(({ supportsDryRun }) => supportsDryRun)).toEqual([true, true]);
  });
});

function bytes(response: NodeJS.ReadableStream, done: (error: Error | null, body: Buffer) => void) {
  const chunks: Buffer[] = [];
  response.on('data', chunk => chunks.push(chunk));
  response.on('end', () => done(null, Buffer.concat(chunks)));
}
