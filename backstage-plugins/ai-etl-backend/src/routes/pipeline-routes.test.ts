import { engines } from '../__testUtils__/databases';
import { runEvent } from '../__testUtils__/events';
import { portalForTests } from '../__testUtils__/portal-for-tests';
import { flightsSchemas, flightsSpec } from '../__testUtils__/specs';

jest.setTimeout(60_000);

describe.each(engines)('on %s', (engine) => {
  const { call } = portalForTests({ engine });

  const publish = (name: string, changes = {}, more = {}) =>
    call('put', `/v1/pipelines/${encodeURIComponent(name)}`).send({
      spec: flightsSpec(name, changes),
      ...more,
    });

  it('is deleted once where two delete it at once', async () => {
    await publish('twice');
    await Promise.all([call('delete', '/v1/pipelines/twice'), call('delete', '/v1/pipelines/twice')]);
    const { body } = await call('get', '/v1/audit?action=delete');
    expect(body.items.filter(({ pipeline }: { pipeline: string }) => pipeline === 'twice')).toHaveLength(1);
  });

  describe('publishing', () => {
    it('creates, changes nothing for the same spec, and adds a version for another', async () => {
      const first = await publish('delays', {}, { schemas: flightsSchemas });
      expect([first.status, first.body.version, first.body.changed]).toEqual([201, 1, true]);
      const again = await publish('delays', {}, { schemas: flightsSchemas });
      expect([again.status, again.body]).toEqual([200, { ...first.body, changed: false }]);
      const second = await publish('delays', { owner: 'core' }, { message: 'new owner' });
      expect([second.status, second.body.version]).toEqual([200, 2]);
      const { body } = await call('get', '/v1/pipelines/delays/versions');
      expect(body.items).toMatchObject([
        { version: 2, message: 'new owner', changes: 1 },
        { version: 1, changes: 0 },
      ]);
    });

    it('shows steps, findings, what is read and written', async () => {
      await publish('page', {}, { schemas: flightsSchemas });
      const { body } = await call('get', '/v1/pipelines/page');
      expect(body).toMatchObject({
        kind: 'published',
        owner: 'analytics',
        tags: ['daily', 'flights'],
        systems: ['clickhouse', 'file'],
        cron: '0 6 * * *',
        schedule: 'At 06:00 AM, Europe/Moscow',
        mayEdit: true,
        reads: [{ title: 'flights.csv', connection: 'files', system: 'file', fieldCount: 3 }],
        writes: [{ title: 'analytics.delayed_flights', fieldCount: 3 }],
      });
      expect(body.steps.map((step: { title: string }) => step.title)).toContain('where delay > 15');
      expect(body.steps[0].datasetId).toBe(body.reads[0].id);
    });

    it('lets one of two writers win who both know version 1', async () => {
      await publish('race');
      const both = await Promise.all(
        ['one', 'two'].map((owner) => publish('race', { owner }, { expectedVersion: 1 })),
      );
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      const lost = both.find(({ status }) => status === 409)!;
      expect(lost.body.error).toMatchObject({ code: 'portal.version-conflict', name: 'ConflictError' });
    });

    it('keeps both versions of two writers who do not look', async () => {
      await publish('both');
      const saved = await Promise.all(['one', 'two'].map((owner) => publish('both', { owner })));
      expect(saved.map(({ body }) => body.version).sort()).toEqual([2, 3]);
    });

    it('refuses a new pipeline that is there already', async () => {
      await publish('new');
      expect((await publish('new', { owner: 'x' }, { expectedVersion: 0 })).status).toBe(409);
    });

    it('refuses a cyclic spec with its findings', async () => {
      const { steps } = flightsSpec('cyclic');
      const cyclic = steps.map((step) => (step.id === 'delayed' ? { ...step, input: 'by_airport' } : step));
      const { status, body } = await publish('cyclic', { steps: cyclic });
      expect([status, body.error.code]).toEqual([400, 'portal.invalid-spec']);
      expect(body.error.findings.map(({ code }: { code: string }) => code)).toContain('plan.cycle');
      expect((await call('get', '/v1/pipelines/cyclic')).status).toBe(404);
    });

    it('refuses a spec of another name, and a body that is not what the document says', async () => {
      const other = await call('put', '/v1/pipelines/address').send({ spec: flightsSpec('inside') });
      expect([other.status, other.body.error.code]).toEqual([400, 'portal.name-differs']);
      expect((await call('put', '/v1/pipelines/address').send({ text: 'x' })).status).toBe(400);
    });

    it.each(['Задержки_рейсов', 'Delays', `long${'g'.repeat(150)}`])('takes the name %s', async (name) => {
      expect((await publish(name)).status).toBe(201);
      const { body } = await call('get', `/v1/pipelines/${encodeURIComponent(name)}`);
      expect(body.name).toBe(name);
      expect(body.entityRef).toMatch(/^component:default\/[a-z0-9][a-z0-9._-]{0,62}$/);
    });
  });

  describe('deleting', () => {
    it('hides, frees the name, and restores under another when it is taken', async () => {
      await publish('gone', {}, { message: 'first' });
      expect((await call('delete', '/v1/pipelines/gone')).status).toBe(204);
      expect((await call('get', '/v1/pipelines/gone')).status).toBe(404);
      expect((await call('get', '/v1/pipelines?deleted=true')).body.items.map(nameOf)).toContain('gone');
      expect((await publish('gone', { owner: 'other' })).status).toBe(201);
      const taken = await call('post', '/v1/pipelines/gone/restore').send({});
      expect([taken.status, taken.body.error.code]).toEqual([409, 'portal.name-taken']);
      const restored = await call('post', '/v1/pipelines/gone/restore').send({ as: 'back' });
      expect([restored.status, restored.body.name, restored.body.version]).toEqual([200, 'back', 2]);
      expect((await call('get', '/v1/pipelines/back')).body.spec.name).toBe('back');
      const { body } = await call('get', '/v1/pipelines/back/audit');
      expect(body.items[0]).toMatchObject({
        action: 'restore',
        message: 'was gone',
        who: 'user:default/mock',
      });
    });

    it('gives a name to one of two that are restored under it at once', async () => {
      for (const name of ['twin-a', 'twin-b']) {
        await publish(name);
        await call('delete', `/v1/pipelines/${name}`);
      }
      const both = await Promise.all(
        ['twin-a', 'twin-b'].map((name) =>
          call('post', `/v1/pipelines/${name}/restore`).send({ as: 'twin' }),
        ),
      );
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    });

    it('restores under its own name when that is free', async () => {
      await publish('free');
      await call('delete', '/v1/pipelines/free');
      expect((await call('post', '/v1/pipelines/free/restore').send({})).body.name).toBe('free');
      expect((await call('get', '/v1/pipelines/free/audit')).body.items.map(actionOf)).toEqual([
        'restore',
        'delete',
        'publish',
      ]);
      expect((await call('post', '/v1/pipelines/free/restore').send({})).status).toBe(404);
    });

    it('is told of all pipelines at once, those that are gone among them', async () => {
      await publish('told');
      await call('delete', '/v1/pipelines/told');
      const { body } = await call('get', '/v1/audit?limit=2');
      expect(body.items.map(actionOf)).toEqual(['delete', 'publish']);
      expect(body.items[0]).toMatchObject({ pipeline: 'told', who: 'user:default/mock' });
      const deletes = (await call('get', '/v1/audit?action=delete&limit=500')).body;
      expect(deletes.total).toBe(deletes.items.length);
      expect(new Set(deletes.items.map(actionOf))).toEqual(new Set(['delete']));
      expect((await call('get', '/v1/audit?action=guess')).status).toBe(400);
    });
  });

  describe('versions', () => {
    it('differ, and roll back as a version of their own', async () => {
      await publish('turn');
      await publish('turn', { owner: 'core', description: undefined });
      const diff = await call('get', '/v1/pipelines/turn/diff?from=1&to=2');
      expect(diff.body.changes).toEqual([
        { kind: 'removed', path: 'description', before: 'Delays by airport' },
        { kind: 'changed', path: 'owner', before: 'analytics', after: 'core' },
      ]);
      const back = await call('post', '/v1/pipelines/turn/rollback').send({ version: 1, expectedVersion: 2 });
      expect([back.status, back.body.version, back.body.changed]).toEqual([200, 3, true]);
      expect((await call('get', '/v1/pipelines/turn')).body.owner).toBe('analytics');
      expect((await call('post', '/v1/pipelines/turn/rollback').send({ version: 9 })).status).toBe(404);
    });
  });

  describe('the list', () => {
    it('searches, filters, sorts, pages and counts', async () => {
      await publish('list-a', { tags: ['list'], owner: 'zeta', description: 'Продажи ЗА ДЕНЬ' });
      await publish('list-b', { tags: ['list'], owner: 'alpha' });
      const page = async (query: string) => (await call('get', `/v1/pipelines?${query}`)).body;
      expect((await page(`search=${encodeURIComponent('продажи list-')}`)).items.map(nameOf)).toEqual([
        'list-a',
      ]);
      expect((await page('search=list-+list-a')).items.map(nameOf)).toEqual(['list-a']);
      expect((await page('search=100%25')).items).toEqual([]);
      expect((await page('tag=list&sort=owner')).items.map(nameOf)).toEqual(['list-b', 'list-a']);
      expect(await page('tag=list&limit=1&offset=1&order=desc')).toMatchObject({
        total: 2,
        items: [{ name: 'list-a' }],
      });
      expect((await page('system=clickhouse&owner=zeta')).items.map(nameOf)).toEqual(['list-a']);
      expect((await page('')).facets).toMatchObject({
        tags: expect.arrayContaining(['list']),
        systems: ['clickhouse', 'file'],
      });
    });

    it('counts how last runs ended, and puts first what failed, took long or wrote much', async () => {
      const names = ['calm', 'quick', 'broken', 'slow'].map((name) => `ended-${name}`);
      for (const name of names) await publish(name, { tags: ['ended'] });
      await told('ended-quick', 'COMPLETE', 1, 900);
      await told('ended-slow', 'COMPLETE', 60, 10);
      await told('ended-broken', 'FAIL', 20, 0);
      const page = async (query: string) => (await call('get', `/v1/pipelines?tag=ended&${query}`)).body;
      const sorted = async (query: string) => (await page(query)).items.map(nameOf);
      expect(await sorted('sort=status')).toEqual([
        'ended-broken',
        'ended-quick',
        'ended-slow',
        'ended-calm',
      ]);
      expect((await sorted('sort=duration&order=desc'))[0]).toBe('ended-slow');
      expect((await sorted('sort=rows&order=desc')).slice(0, 2)).toEqual(['ended-quick', 'ended-slow']);
      const states = { success: 2, failed: 1, never: 1 };
      expect(await page('')).toMatchObject({ total: 4, states });
      expect(await page('status=failed')).toMatchObject({
        total: 1,
        states,
        items: [{ name: 'ended-broken' }],
      });
      expect(await page('status=cancelled')).toMatchObject({ total: 0, items: [] });
      expect((await call('get', '/v1/pipelines?sort=id;drop')).status).toBe(400);
    });
  });

  /** A run that began at noon and took some seconds. */
  async function told(name: string, type: string, seconds: number, written: number) {
    const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 12, 0, second)).toISOString();
    const counts = { read: written, written, rejected: 0 };
    const ledger = {
      step: 'mart',
      connection: 'w',
      dataset: 'a.b',
      mode: 'replace',
      path: 'rows',
      ...counts,
    };
    const own = { pipeline: name, loadId: `load-of-${name}`, door: 'n8n', version: 1, ledgers: [ledger] };
    const ran = { aiEtl_run: own };
    for (const event of [
      runEvent(`run-of-${name}`, name, 'START', at(0)),
      runEvent(`run-of-${name}`, name, type, at(seconds), { runFacets: ran }),
    ])
      await call('post', '/api/v1/lineage').send(event);
  }
  const nameOf = ({ name }: { name: string }) => name;
  const actionOf = ({ action }: { action: string }) => action;

  it('lists what each pipeline reads and writes to who asks for it', async () => {
    await publish('with-datasets');
    const listed = async (query: string) =>
      (await call('get', `/v1/pipelines?search=with-datasets${query}`)).body.items[0];
    const { reads, writes } = (await call('get', '/v1/pipelines/with-datasets')).body;
    expect(await listed('&datasets=true')).toMatchObject({
      inputs: [reads[0].entityRef],
      outputs: [writes[0].entityRef],
    });
    expect(await listed('')).not.toHaveProperty('inputs');
  });
});
