import { aiEtlPermissions } from '@ai-etl/backstage-plugin-ai-etl-common';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import { AuthorizeResult, type Permission, type PolicyDecision } from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  type PermissionPolicy,
  type PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { AiEtlPermissionPolicy } from './AiEtlPermissionPolicy';
import { readRoleAssignments } from './role-assignments';
import { hasSensitivity, isOwner } from './rules';

const assignments = readRoleAssignments(
  mockServices.rootConfig({
    data: {
      aiEtl: {
        permissions: {
          default: 'none',
          roles: {
            viewer: ['user:default/viewer'],
            engineer: ['group:engineers'],
            architect: ['user:default/Architect'],
            admin: ['user:default/admin'],
          },
        },
      },
    },
  }),
);

const people: Record<string, string[]> = {
  nobody: ['user:default/nobody'],
  viewer: ['user:default/viewer', 'group:default/readers'],
  engineer: ['user:default/engineer', 'group:default/engineers', 'group:default/analytics'],
  architect: ['user:default/architect'],
  admin: ['user:default/admin'],
};

const resources = {
  'a pipeline of the engineer': { owner: 'group:default/analytics' },
  'a pipeline of others': { owner: 'group:default/finance' },
  'a dataset never classified': {},
  'an internal dataset': { sensitivity: 'internal' },
  'a restricted dataset': { sensitivity: 'restricted' },
};
type ResourceName = keyof typeof resources;

const everybody = 'viewer engineer architect admin';
const makers = 'engineer architect admin';
const pipelines = (own: string, others: string) => ({
  'a pipeline of the engineer': own,
  'a pipeline of others': others,
});
const datasets = (open: string, restricted: string) => ({
  'a dataset never classified': open,
  'an internal dataset': open,
  'a restricted dataset': restricted,
});

/** Who may, by permission and, where it is about a resource, by what it is used on. */
const table: Record<string, string | Partial<Record<ResourceName, string>>> = {
  'ai-etl.pipeline.read': pipelines(everybody, everybody),
  'ai-etl.pipeline.create': makers,
  'ai-etl.pipeline.update': pipelines(makers, 'architect admin'),
  'ai-etl.pipeline.delete': pipelines('engineer admin', 'admin'),
  'ai-etl.pipeline.restore': pipelines('architect admin', 'architect admin'),
  'ai-etl.audit.read': 'architect admin',
  'ai-etl.dataset.read': datasets(everybody, 'admin'),
  'ai-etl.dataset.profile': datasets(makers, 'admin'),
  'ai-etl.connection.read': makers,
  'ai-etl.spec.generate': makers,
  'ai-etl.lineage.ingest': 'admin',
};

const userNamed = (name: string): PolicyQueryUser => ({
  credentials: mockCredentials.user(`user:default/${name}`),
  info: { userEntityRef: `user:default/${name}`, ownershipEntityRefs: [] },
});

const policyWith = (otherwise?: PermissionPolicy) =>
  new AiEtlPermissionPolicy({
    assignments,
    otherwise,
    ownershipRefsOf: async ({ principal }) =>
      people[(principal as { userEntityRef: string }).userEntityRef.split('/')[1]],
  });
const policy = policyWith();

const judge = createConditionAuthorizer<{ owner?: string; sensitivity?: string }>({
  getRuleByName: (name) => [isOwner, hasSensitivity].find((rule) => rule.name === name) as never,
});

const cases = aiEtlPermissions.flatMap((permission) => {
  const row = table[permission.name];
  const variants = typeof row === 'string' ? [['', row]] : Object.entries(row ?? { unlisted: '?' });
  return variants.flatMap(([resource, who]) =>
    Object.keys(people).map((person) => ({
      permission,
      resource,
      person,
      may: who.split(' ').includes(person),
    })),
  );
});

describe('every role and permission', () => {
  it('is in the table', () => {
    expect(Object.keys(table).sort()).toEqual(aiEtlPermissions.map(({ name }) => name).sort());
  });

  it.each(cases)(
    '$person · $permission.name · $resource · $may',
    async ({ permission, resource, person, may }) => {
      const decision = await policy.handle({ permission }, userNamed(person));
      expect(judge(decision, resources[resource as ResourceName] ?? {})).toBe(may);
    },
  );

  it.each(aiEtlPermissions)('$name is refused to who is not signed in', async (permission) => {
    expect(await policy.handle({ permission })).toEqual({ result: AuthorizeResult.DENY });
  });
});

describe('what is not about AI-ETL', () => {
  const other: Permission = { type: 'basic', name: 'other.thing', attributes: {} };
  const deny: PermissionPolicy = { handle: async () => ({ result: AuthorizeResult.DENY }) };

  it('is allowed when there is no other policy', async () => {
    expect(await policy.handle({ permission: other }, userNamed('viewer'))).toEqual({
      result: AuthorizeResult.ALLOW,
    });
  });

  it.each([other, catalogEntityDeletePermission, catalogEntityReadPermission])(
    'is for the other policy to decide: $name',
    async (permission) => {
      expect(await policyWith(deny).handle({ permission }, userNamed('viewer'))).toEqual({
        result: AuthorizeResult.DENY,
      });
    },
  );

  const hidden = {
    not: {
      rule: 'HAS_LABEL',
      resourceType: 'catalog-entity',
      params: { label: 'ai-etl.io/sensitivity', value: 'restricted' },
    },
  };

  it('hides catalog entities of restricted datasets from all but admins', async () => {
    const read = (name: string) =>
      policy.handle({ permission: catalogEntityReadPermission }, userNamed(name));
    expect(await read('admin')).toEqual({ result: AuthorizeResult.ALLOW });
    expect(await read('architect')).toMatchObject({ pluginId: 'catalog', conditions: { allOf: [hidden] } });
  });

  it('narrows what another policy allows, and keeps its conditions', async () => {
    const theirs = { rule: 'IS_ENTITY_OWNER', resourceType: 'catalog-entity', params: { claims: [] } };
    const decision: PolicyDecision = {
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'catalog',
      resourceType: 'catalog-entity',
      conditions: theirs,
    };
    const both = policyWith({ handle: async () => decision });
    expect(await both.handle({ permission: catalogEntityReadPermission }, userNamed('viewer'))).toEqual({
      ...decision,
      conditions: { allOf: [theirs, hidden] },
    });
  });
});
