import { mockServices } from '@backstage/backend-test-utils';
import { pageUrls } from './page-urls';

it.each([
  [{ app: { baseUrl: 'http://portal.test/' } }, 'http://portal.test/ai-etl/pipelines/a%20b'],
  [
    { app: { baseUrl: 'http://portal.test/base' }, aiEtl: { pagePath: '/data/pipes/' } },
    'http://portal.test/base/data/pipes/pipelines/a%20b',
  ],
  [{}, undefined],
])('pages of %j', (data, expected) => {
  expect(pageUrls(mockServices.rootConfig({ data }))('a b')).toBe(expected);
});
