import { AiEtlPermissionPolicy, readRoleAssignments } from '@ai-etl/backstage-plugin-ai-etl-node';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { AuthorizeResult } from '@backstage/plugin-permission-common';
import { spec as document } from '../schema/openapi.generated';
import { portalForTests } from '../__testUtils__/portal-for-tests';
import { dataset, runEvent } from '../__testUtils__/events';
import { flightsSpec } from '../__testUtils__/specs';

jest.setTimeout(60_000);

const people: Record<string, string[]> = {
  none: ['user:default/none'],
  viewer: ['user:default/viewer'],
  engineer: ['user:default/engineer', 'group:default/analytics'],
  architect: ['user:default/architect'],
  admin: ['user:default/admin'],
};
const roles = Object.keys(people);

/** The policy that is really delivered, asked as the permission backend asks it. */
const policy = new AiEtlPermissionPolicy({
  assignments: readRoleAssignments(
    mockServices.rootConfig({
      data: {
        aiEtl: {
          permissions: {
            default: 'none',
            roles: Object.fromEntries(roles.slice(1).map((role) => [role, [`user:default/${role}`]])),
          },
        },
      },
    }),
  ),
  ownershipRefsOf: async (credentials) => people[personOf(credentials)] ?? [],
});

const personOf = ({ principal }: BackstageCredentials) =>
  (principal as { userEntityRef: string }).userEntityRef.split('/')[1]!;

const decide = async (requests: { permission: never }[], options?: { credentials: BackstageCredentials }) =>
  Promise.all(
    requests.map(async ({ permission }) =>
      policy.handle({ permission }, { credentials: options!.credentials, info: undefined as never } as never),
    ),
  );

const permissions = mockServices.permissions.mock({
  authorize: decide as never as () => Promise<{ result: AuthorizeResult.ALLOW }[]>,
  authorizeConditional: decide as never,
});

const { call } = portalForTests({ features: [permissions.factory] });
const as = (person: string) => mockCredentials.user.header(`user:default/${person}`);

const finance = { owner: 'finance' };
const cyclicFree = flightsSpec('fresh');

/** Every operation of the document; statuses for none, viewer, engineer, architect and admin. */
const table: [string, 'get' | 'put' | 'post' | 'delete', string, object | undefined, number[]][] = [
  ['whoAmI', 'get', '/v1/whoami', undefined, [200, 200, 200, 200, 200]],
  ['listPipelines', 'get', '/v1/pipelines', undefined, [403, 200, 200, 200, 200]],
  ['getPipeline', 'get', '/v1/pipelines/own', undefined, [403, 200, 200, 200, 200]],
  ['publishPipeline', 'put', '/v1/pipelines/fresh', { spec: cyclicFree }, [403, 403, 201, 200, 200]],
  ['publishPipeline', 'put', '/v1/pipelines/own', { spec: flightsSpec('own') }, [403, 403, 200, 200, 200]],
  [
    'publishPipeline',
    'put',
    '/v1/pipelines/others',
    { spec: flightsSpec('others', finance) },
    [403, 403, 403, 200, 200],
  ],
  ['listVersions', 'get', '/v1/pipelines/own/versions', undefined, [403, 200, 200, 200, 200]],
  ['getVersion', 'get', '/v1/pipelines/own/versions/1', undefined, [403, 200, 200, 200, 200]],
  ['diffVersions', 'get', '/v1/pipelines/own/diff?from=1&to=1', undefined, [403, 200, 200, 200, 200]],
  ['rollBackPipeline', 'post', '/v1/pipelines/own/rollback', { version: 1 }, [403, 403, 403, 200, 200]],
  ['getCode', 'get', '/v1/pipelines/own/code?target=diagram', undefined, [403, 200, 200, 200, 200]],
  ['listRuns', 'get', '/v1/pipelines/own/runs', undefined, [403, 200, 200, 200, 200]],
  ['getRun', 'get', '/v1/runs/run-1', undefined, [403, 200, 200, 200, 200]],
  ['listAudit', 'get', '/v1/pipelines/own/audit', undefined, [403, 403, 403, 200, 200]],
  ['listChanges', 'get', '/v1/audit', undefined, [403, 403, 403, 200, 200]],
  ['listDatasets', 'get', '/v1/datasets', undefined, [403, 200, 200, 200, 200]],
  ['getDataset', 'get', '/v1/datasets/{open}', undefined, [403, 200, 200, 200, 200]],
  ['getDataset', 'get', '/v1/datasets/{restricted}', undefined, [403, 404, 404, 404, 200]],
  ['putProfile', 'put', '/v1/datasets/{open}/profile', { rows: 1 }, [403, 403, 204, 204, 204]],
  ['putProfile', 'put', '/v1/datasets/{restricted}/profile', { rows: 1 }, [403, 403, 404, 404, 204]],
  ['getLineage', 'get', '/v1/lineage?pipeline=own', undefined, [403, 200, 200, 200, 200]],
  ['getLineage', 'get', '/v1/lineage?pipeline=own&run=run-1', undefined, [403, 200, 200, 200, 200]],
  [
    'getLineage',
    'get',
    '/v1/lineage?dataset={restricted}&at=2026-01-01',
    undefined,
    [403, 404, 404, 404, 200],
  ],
  [
    'getLineageChanges',
    'get',
    '/v1/lineage/changes?pipeline=own&from=2026-01-01',
    undefined,
    [403, 200, 200, 200, 200],
  ],
  [
    'getLineageChanges',
    'get',
    '/v1/lineage/changes?dataset={restricted}&fromRun=run-1',
    undefined,
    [403, 404, 404, 404, 200],
  ],
  ['listLineageHistory', 'get', '/v1/lineage/history?pipeline=own', undefined, [403, 200, 200, 200, 200]],
  [
    'listLineageHistory',
    'get',
    '/v1/lineage/history?dataset={restricted}',
    undefined,
    [403, 404, 404, 404, 200],
  ],
  ['getImpact', 'get', '/v1/impact?dataset={open}', undefined, [403, 200, 200, 200, 200]],
  ['getImpact', 'get', '/v1/impact?dataset={restricted}', undefined, [403, 404, 404, 404, 200]],
  ['validateSpec', 'post', '/v1/validate', { spec: cyclicFree }, [403, 200, 200, 200, 200]],
  ['compileSpec', 'post', '/v1/compile', { spec: cyclicFree, target: 'diagram' }, [403, 200, 200, 200, 200]],
  ['generateSpec', 'post', '/v1/generate', { text: 'load a.csv into postgres' }, [403, 403, 200, 200, 200]],
  ['listConnections', 'get', '/v1/connections', undefined, [403, 403, 200, 200, 200]],
  ['listObjects', 'get', '/v1/connections/missing/objects', undefined, [403, 403, 404, 404, 404]],
  ['previewObject', 'get', '/v1/connections/missing/preview?object=x', undefined, [403, 403, 404, 404, 404]],
  [
    'postOpenLineage',
    'post',
    '/api/v1/lineage',
    runEvent('x', 'x', 'START', '2026-01-01T00:00:00Z'),
    [403, 403, 403, 403, 201],
  ],
  [
    'postOpenLineageBatch',
    'post',
    '/api/v1/lineage/batch',
    [runEvent('x', 'x', 'START', '2026-01-01T00:00:00Z')],
    [403, 403, 403, 403, 200],
  ],
  ['deletePipeline', 'delete', '/v1/pipelines/own', undefined, [403, 403, 204, 404, 404]],
  ['deletePipeline', 'delete', '/v1/pipelines/others', undefined, [403, 403, 403, 403, 204]],
  ['restorePipeline', 'post', '/v1/pipelines/own/restore', {}, [403, 403, 403, 200, 404]],
];

describe('every route and every role', () => {
  const ids: Record<string, string> = {};
  const send = (method: (typeof table)[number][1], path: string, body: object | undefined, person: string) =>
    call(
      method,
      path.replace(/\{(\w+)\}/, (_, key) => ids[key]!),
      as(person),
    ).send(body);

  beforeAll(async () => {
    await send('put', '/v1/pipelines/own', { spec: flightsSpec('own') }, 'admin');
    await send('put', '/v1/pipelines/others', { spec: flightsSpec('others', finance) }, 'admin');
    const tags = { tags: [{ key: 'sensitivity', value: 'restricted' }] };
    const outputs = [dataset('file', '/salaries', { tags })];
    await send(
      'post',
      '/api/v1/lineage',
      runEvent('run-1', 'own', 'COMPLETE', '2026-01-01T00:00:00Z', { outputs }),
      'admin',
    );
    const { body } = await send('get', '/v1/datasets', undefined, 'admin');
    for (const { id, sensitivity } of body.items) ids[sensitivity ?? 'open'] = id;
  });

  it.each(table)('%s: %s %s', async (_, method, path, body, expected) => {
    const statuses = [];
    for (const person of roles) statuses.push((await send(method, path, body, person)).status);
    expect(statuses).toEqual(expected);
  });

  it('is in the table', () => {
    const operations = Object.values(document.paths).flatMap((path) =>
      Object.values(path).flatMap((operation) => ('operationId' in operation ? operation.operationId : [])),
    );
    expect([...new Set(table.map(([operation]) => operation))].sort()).toEqual([...operations].sort());
  });

  it('asks for a token', async () => {
    for (const [, method, path] of table)
      expect((await call(method, path, mockCredentials.none.header()).send({})).status).toBe(401);
  });

  it('shows in lists and graphs only what the caller may see', async () => {
    const titles = async (person: string) =>
      (await send('get', '/v1/datasets', undefined, person)).body.items.map(
        ({ title }: { title: string }) => title,
      );
    expect(await titles('viewer')).not.toContain('/salaries');
    expect(await titles('admin')).toContain('/salaries');
    const nodes = async (person: string) =>
      (await send('get', '/v1/lineage?pipeline=fresh', undefined, person)).body.nodes.length;
    await send(
      'post',
      '/api/v1/lineage',
      runEvent('run-2', 'fresh', 'COMPLETE', '2026-01-01T00:00:00Z', {
        outputs: [dataset('file', '/salaries')],
      }),
      'admin',
    );
    expect((await nodes('admin')) - (await nodes('viewer'))).toBe(1);
    const edges = async (path: string, person: string) =>
      JSON.stringify((await send('get', path, undefined, person)).body).split('"to":"dataset:').length - 1;
    for (const path of [
      '/v1/lineage?pipeline=fresh&at=2100-01-01',
      '/v1/lineage/changes?pipeline=fresh&from=2000-01-01',
      '/v1/lineage/history?pipeline=fresh',
    ])
      expect((await edges(path, 'admin')) - (await edges(path, 'viewer'))).toBe(1);
    const { body } = await send('get', '/v1/pipelines/fresh', undefined, 'viewer');
    expect(body).toMatchObject({ mayEdit: false, mayDelete: false });
    expect(body.writes).toHaveLength(1);
  });
});
