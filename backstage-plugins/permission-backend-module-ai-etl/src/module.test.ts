import { pipelineCreatePermission } from '@ai-etl/backstage-plugin-ai-etl-common';
import { mockCredentials, mockServices, startTestBackend } from '@backstage/backend-test-utils';
import permissionBackend from '@backstage/plugin-permission-backend';
import request from 'supertest';
import module from './index';

async function authorize(roles: Record<string, string[]>): Promise<string> {
  const backend = await startTestBackend({
    features: [
      permissionBackend,
      module,
      mockServices.rootConfig.factory({
        data: { permission: { enabled: true }, aiEtl: { permissions: { roles } } },
      }),
    ],
  });
  const answer = await request(backend.server)
    .post('/api/permission/authorize')
    .set('authorization', mockCredentials.user.header('user:default/ivan'))
    .send({ items: [{ id: '1', permission: pipelineCreatePermission }] });
  await backend.stop();
  return answer.body.items?.[0].result;
}

it('is the policy of the permission backend, by the roles in the configuration', async () => {
  expect(await authorize({})).toBe('DENY');
  expect(await authorize({ engineer: ['user:default/ivan'] })).toBe('ALLOW');
});
