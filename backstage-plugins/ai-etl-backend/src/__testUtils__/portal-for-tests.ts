import type { BackendFeature } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import request from 'supertest';
import { aiEtlPlugin } from '../plugin';
import { objectionTo } from './conformance';
import { databaseFactory, databasesForTests, type Engine } from './databases';

type Method = 'get' | 'put' | 'post' | 'delete';

/** A whole backend with the plugin, for one test file; `call` speaks as a person unless a header is given. */
export function portalForTests(
  options: { config?: JsonObject; features?: BackendFeature[]; engine?: Engine } = {},
) {
  const open = databasesForTests(options.engine ?? 'SQLite');
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        aiEtlPlugin,
        databaseFactory(open),
        mockServices.rootConfig.factory({
          data: { app: { baseUrl: 'http://portal.test' }, ...options.config },
        }),
        ...(options.features ?? []),
      ],
    });
  });

  afterAll(() => backend.stop());

  return {
    /** A request; whatever comes back is held against the OpenAPI document as well. */
    call: (method: Method, path: string, authorization = mockCredentials.user.header()) =>
      request(backend.server)
        [method](`/api/ai-etl${path}`)
        .set('authorization', authorization)
        .expect(({ status, body }) => {
          const objection = objectionTo(method, path, status, body);
          if (objection) throw new Error(objection);
        }),
    server: () => backend.server,
  };
}
