import {
  lineageSinkExtensionPoint,
  runSourceExtensionPoint,
  specStoreExtensionPoint,
  type LineageSinkEvent,
  type StoredSpec,
} from '@ai-etl/backstage-plugin-ai-etl-node';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { auditorServiceFactory } from '@backstage/backend-defaults/auditor';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connections } from './connections/Connections';
import { portalForTests } from './__testUtils__/portal-for-tests';
import { runEvent } from './__testUtils__/events';
import { flightsSpec } from './__testUtils__/specs';

jest.setTimeout(60_000);

const bearer = (token: string) => `Bearer ${token}`;
const event = (id: string) => runEvent(id, 'outside', 'COMPLETE', '2026-01-01T00:00:00Z');

describe('tokens of other tools', () => {
  const token = (name: string, accessRestrictions: object[]) => ({
    type: 'static',
    options: { token: `${name}-token-0123456789`, subject: name },
    accessRestrictions,
  });
  const { call } = portalForTests({
    config: {
      permission: { enabled: true },
      backend: {
        auth: {
          externalAccess: [
            token('airflow', [{ plugin: 'ai-etl', permission: 'ai-etl.lineage.ingest' }]),
            token('ci', [
              {
                plugin: 'ai-etl',
                permission: ['ai-etl.pipeline.read', 'ai-etl.pipeline.create', 'ai-etl.pipeline.update'],
              },
            ]),
            token('elsewhere', [{ plugin: 'catalog' }]),
          ],
        },
      },
      aiEtl: { lineage: { eventsPerSecond: 1, maxEventBytes: 2000 } },
    },
    features: [authServiceFactory, httpAuthServiceFactory, permissionsServiceFactory, auditorServiceFactory],
  });
  const airflow = bearer('airflow-token-0123456789');
  const ci = bearer('ci-token-0123456789');

  it('may do what their restrictions name, and nothing else', async () => {
    expect((await call('post', '/api/v1/lineage', airflow).send(event('a'))).status).toBe(201);
    expect((await call('get', '/v1/pipelines', airflow)).status).toBe(403);
    expect((await call('post', '/api/v1/lineage', ci).send(event('b'))).status).toBe(403);
    expect((await call('put', '/v1/pipelines/ci', ci).send({ spec: flightsSpec('ci') })).status).toBe(201);
    expect(
      (await call('put', '/v1/pipelines/ci', ci).send({ spec: flightsSpec('ci', { owner: 'x' }) })).status,
    ).toBe(200);
    expect((await call('delete', '/v1/pipelines/ci', ci)).status).toBe(403);
    expect((await call('get', '/v1/whoami', ci)).body).toMatchObject({
      principal: 'ci',
      permissions: {
        'ai-etl.pipeline.create': true,
        'ai-etl.lineage.ingest': false,
        'ai-etl.audit.read': false,
      },
    });
  });

  it('for other plugins, and unknown ones, open nothing', async () => {
    expect((await call('get', '/v1/pipelines', bearer('elsewhere-token-0123456789'))).status).toBe(403);
    expect((await call('get', '/v1/pipelines', bearer('guessed-token-0123456789'))).status).toBe(401);
  });

  it('bound how fast and how much each may send', async () => {
    const many = await Promise.all(
      Array.from({ length: 15 }, (_, n) => call('post', '/api/v1/lineage', airflow).send(event(`fast-${n}`))),
    );
    const refused = many.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]!.headers['retry-after']).toBe('1');
    expect(refused[0]!.body.error).toMatchObject({
      code: 'portal.too-fast',
      message: expect.stringContaining('airflow'),
    });
  });
});

describe('modules', () => {
  const heard: LineageSinkEvent[] = [];
  const kept: StoredSpec[] = [];
  const broken = () => Promise.reject(new Error('<html>502 Bad Gateway</html>'));
  const module = createBackendModule({
    pluginId: 'ai-etl',
    moduleId: 'for-tests',
    register(env) {
      const deps = {
        runs: runSourceExtensionPoint,
        specs: specStoreExtensionPoint,
        sinks: lineageSinkExtensionPoint,
      };
      env.registerInit({
        deps,
        async init({ runs, specs, sinks }) {
          sinks.addLineageSink({ id: 'down', onEvents: broken });
          sinks.addLineageSink({ id: 'kept', onEvents: async (events) => void heard.push(...events) });
          specs.addSpecStore({ id: 'down', put: broken });
          specs.addSpecStore({ id: 'kept', put: async (spec) => void kept.push(spec) });
          runs.addRunSource({ id: 'down', listRuns: broken });
          runs.addRunSource({
            id: 'airflow',
            listRuns: async ({ pipeline }) => [
              { runId: 'known', pipeline, state: 'unknown', startedAt: '2026-01-01T00:00:00.000Z' },
              { runId: 'other', pipeline, state: 'running', startedAt: '2026-01-02T00:00:00.000Z' },
            ],
          });
        },
      });
    },
  });
  const { call } = portalForTests({ features: [module] });

  it('hear of new events once, keep specs, and add runs; those that are down cost nothing', async () => {
    const known = runEvent('known', 'outside', 'COMPLETE', '2026-01-01T00:00:00Z');
    for (const one of [known, known])
      expect((await call('post', '/api/v1/lineage').send(one)).status).toBe(201);
    expect(heard.map(({ event: told }) => told)).toEqual([known]);
    await call('put', '/v1/pipelines/kept').send({ spec: flightsSpec('kept'), message: 'first' });
    expect(kept).toMatchObject([
      { pipeline: 'kept', version: 1, author: 'user:default/mock', message: 'first' },
    ]);
    const { body } = await call('get', '/v1/pipelines/outside/runs');
    expect(body.items.map(({ runId, state }: { runId: string; state: string }) => [runId, state])).toEqual([
      ['other', 'running'],
      ['known', 'success'],
    ]);
  });
});

describe('connections of the configuration', () => {
  const root = mkdtempSync(join(tmpdir(), 'ai-etl-portal-'));
  writeFileSync(join(root, 'towns.csv'), 'id,town\n1,Казань\n2,Omsk\n');
  const unreachable = {
    system: 'postgresql',
    host: '127.0.0.1',
    port: 1,
    database: 'x',
    user: 'etl',
    password: 's3cret',
  };
  const { call } = portalForTests({
    config: { aiEtl: { connections: { files: { system: 'file', root }, warehouse: unreachable } } },
  });

  it('are named, listed and previewed', async () => {
    const { body } = await call('get', '/v1/connections');
    expect(body.items).toEqual([
      { name: 'files', system: 'file', title: expect.any(String) },
      { name: 'warehouse', system: 'postgresql', title: 'PostgreSQL' },
    ]);
    expect((await call('get', '/v1/connections/files/objects?search=towns')).body.items).toEqual([
      { object: 'towns.csv' },
    ]);
    expect((await call('get', '/v1/connections/files/preview?object=towns.csv')).body).toEqual({
      fields: [
        { name: 'id', type: 'int64', nullable: expect.any(Boolean) },
        { name: 'town', type: 'string', nullable: expect.any(Boolean) },
      ],
      rows: [
        { id: 1, town: 'Казань' },
        { id: 2, town: 'Omsk' },
      ],
    });
  });

  it('show nothing outside their folder, and no secret when they cannot be reached', async () => {
    const outside = await call('get', '/v1/connections/files/preview?object=..%2F..%2Fetc%2Fpasswd');
    expect([outside.status, outside.text.includes('root:x')]).toEqual([400, false]);
    const down = await call('get', '/v1/connections/warehouse/objects');
    expect(down.status).toBe(503);
    expect(down.body.error.code).toMatch(/^connector\./);
    expect(down.text).not.toContain('s3cret');
    expect((await call('get', '/v1/connections/other/objects')).body.error.code).toBe(
      'portal.unknown-connection',
    );
  });
});

it('a connection to files names its folder', () => {
  const config = mockServices.rootConfig({ data: { aiEtl: { connections: { files: { system: 'file' } } } } });
  expect(() => new Connections(config)).toThrow(/aiEtl.connections.files has no root/);
});
