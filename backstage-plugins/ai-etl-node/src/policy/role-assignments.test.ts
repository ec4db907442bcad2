import { mockServices } from '@backstage/backend-test-utils';
import { readRoleAssignments, roleOf } from './role-assignments';

const read = (permissions?: object) =>
  readRoleAssignments(
    mockServices.rootConfig({ data: { aiEtl: { ...(permissions && { permissions }) } } as never }),
  );

it('makes everybody a viewer, and hides what is restricted, when nothing is configured', () => {
  expect(read()).toEqual({ roles: {}, default: 'viewer', restricted: ['restricted'] });
});

it('takes the highest of several roles, also against the default', () => {
  const assignments = read({
    default: 'engineer',
    roles: { viewer: ['user:ivan'], architect: ['group:core'] },
  });
  expect(roleOf(assignments, ['user:default/ivan', 'group:default/core'])).toBe('architect');
  expect(roleOf(assignments, ['user:default/ivan'])).toBe('engineer');
  expect(roleOf(assignments, [])).toBe('engineer');
});

it('gives no role to strangers when the default is none', () => {
  expect(
    roleOf(read({ default: 'none', roles: { admin: ['user:ivan'] } }), ['user:default/eve']),
  ).toBeUndefined();
});

it.each([
  [{ roles: { boss: ['user:ivan'] } }, /no role "boss"; there are viewer, engineer, architect, admin/],
  [{ default: 'all' }, /no role "all"/],
  [{ roles: { admin: ['ivan'] } }, /"ivan" is nobody; write user:default/],
])('refuses %j', (permissions, message) => {
  expect(() => read(permissions)).toThrow(message);
});
