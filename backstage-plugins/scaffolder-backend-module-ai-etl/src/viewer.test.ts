import { existsSync } from 'node:fs';
import { pipelineCreatePermission } from '@ai-etl/backstage-plugin-ai-etl-common';
import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { forms } from './testing/forms';
import { portalForTests } from './testing/portal-for-tests';

jest.setTimeout(60_000);

const { ALLOW, DENY } = AuthorizeResult;
const resultOf = ({ permission }: { permission: { name: string } }) => ({
  result: permission.name === pipelineCreatePermission.name ? DENY : ALLOW,
});
/** Decides as a viewer's role does: all may be seen and tried, nothing created. */
const permissions = mockServices.permissions.mock({
  authorize: async asked => asked.map(resultOf) as never,
  authorizeConditional: async asked => asked.map(resultOf) as never,
});
const portal = portalForTests({ features: [permissions.factory] });

describe.each(Object.keys(forms))('a viewer who runs %s', template => {
  const form = { ...forms[template], airflow: '3.3', publish: 'portal', name: 'not-mine' };

  it('sees what it would make', async () => {
    const { status, body } = await portal.dryRun(template, form);
    expect([status, body.error]).toEqual([200, undefined]);
    expect(body.directoryContents.length).toBeGreaterThan(20);
    expect(existsSync(portal.repositories)).toBe(false);
  });

  it('is told before anything is made that creating is not theirs', async () => {
    const done = await portal.run(template, form);
    expect([done.status, done.error?.message]).toEqual([
      'failed',
      expect.stringContaining('you may not create pipelines in this portal (ai-etl.pipeline.create): ask for the role of an engineer'),
    ]);
    expect(existsSync(portal.repositories)).toBe(false);
    expect((await portal.call('get', '/api/ai-etl/v1/pipelines/not-mine')).status).toBe(404);
  });
});
