import aiEtlPlugin from '@ai-etl/backstage-plugin-ai-etl-backend';
import { mockCredentials, mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { RequestListener } from 'node:http';
import request from 'supertest';
import { airflowModule } from './module';
import { airflow3, json, runs, serverThat, stopServers } from './__testUtils__/server';

jest.setTimeout(60_000);

const page =
  (status: number, text: string, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(text);

/** What may be at an address instead of a healthy Airflow, and what people are told. */
const bad: Record<string, [answers: RequestListener, code: string, message: RegExp]> = {
  'a login page': [
    page(200, '<html><title>Sign in</title>'),
    'airflow.not-airflow',
    /something else answers: 200 Sign in/,
  ],
  'a redirect to one': [
    page(302, '', { location: 'https://sso.test/login?state=s3cret' }),
    'airflow.not-airflow',
    /302 → https:\/\/sso.test\/login\. The address/,
  ],
  'a proxy whose Airflow is down': [
    page(502, '<html><head><title>502 Bad Gateway</title></head>'),
    'airflow.failed',
    /failed: 502 502 Bad Gateway/,
  ],
  'another service': [
    (_, response) => json(response, { ok: true }),
    'airflow.not-airflow',
    /neither \/api\/v2 nor \/api\/v1/,
  ],
  'one that refuses the password': [
    (request_, response) =>
      request_.url === '/auth/token'
        ? json(response, { detail: 'Invalid credentials' }, 401)
        : json(response, { version: '3.3.2' }),
    'airflow.wrong-credential',
    /does not accept the user and password/,
  ],
  'one that refuses its own token': [
    airflow3((_, response) => json(response, { detail: 'expired' }, 401)),
    'airflow.wrong-credential',
    /does not accept/,
  ],
  'one that does not let the user read': [
    airflow3((_, response) => json(response, { detail: 'Forbidden' }, 403)),
    'airflow.not-allowed',
    /does not let the portal's user read DAG runs/,
  ],
  'half an answer': [
    airflow3(
      (_, response) =>
        void response.writeHead(200, { 'content-type': 'application/json' }).end('{"dag_runs": [{"da'),
    ),
    'airflow.broken-answer',
    /is broken: /,
  ],
  'a cut connection': [
    airflow3((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '9000' }).write('{');
      setImmediate(() => response.destroy());
    }),
    'airflow.unreachable',
    /cannot be reached/,
  ],
  'runs of another shape': [
    airflow3((_, response) => json(response, { dag_runs: [{ id: 1 }] })),
    'airflow.broken-answer',
    /dag_runs\.0\.dag_run_id/,
  ],
  'one that never answers': [airflow3(() => {}), 'portal.run-source-slow', /has not answered in 3 s/],
};

/** A portal with a healthy Airflow beside another one. */
async function portalWith(url: string) {
  const healthy = await serverThat(airflow3());
  const user = { username: 'portal', password: 's3cret' };
  const backend = await startTestBackend({
    features: [
      aiEtlPlugin,
      airflowModule,
      mockServices.rootConfig.factory({
        data: { aiEtl: { airflow: { healthy: { url: `${healthy}/`, ...user }, other: { url, ...user } } } },
      }),
    ],
  });
  const call = (method: 'get' | 'post', path: string) =>
    request(backend.server)[method](`/api/ai-etl${path}`).set('authorization', mockCredentials.user.header());
  const event = {
    eventType: 'START',
    eventTime: '2026-01-01T00:00:03Z',
    producer: 'https://example.org',
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
    run: {
      runId: 'own',
      facets: { airflowDagRun: { dag: {}, dagRun: { run_id: 'scheduled__2026-01-01' } } },
    },
    job: { namespace: 'airflow', name: 'one' },
  };
  expect((await call('post', '/api/v1/lineage').send(event)).status).toBe(201);
  return { call, stop: () => backend.stop() };
}

afterAll(stopServers);

const down = 'http://127.0.0.1:1';

const cases = [
  ...Object.entries(bad).map(([name, [answers, code, message]]) => ({ name, answers, code, message })),
  {
    name: 'nobody',
    answers: undefined,
    code: 'airflow.unreachable',
    message: /cannot be reached at http:\/\/127.0.0.1:1 \(.+\)/,
  },
];

it.each(cases)(
  '$name where Airflow should be: said clearly, and runs of others are there',
  async ({ answers, code, message }) => {
    const portal = await portalWith(answers ? await serverThat(answers) : down);
    try {
      const { status, body, text } = await portal.call('get', '/v1/pipelines/one/runs');
      expect(status).toBe(200);
      expect(body.items).toMatchObject([
        { runId: 'own', state: 'success', endedAt: '2026-01-01T00:01:02.500Z', stateFrom: 'healthy' },
        { runId: 'healthy/one/manual__queued', state: 'running', door: 'airflow' },
      ]);
      expect(body.problems).toMatchObject([
        { source: 'other', code, message: expect.stringMatching(message) },
      ]);
      expect(body.problems[0].messageRu).toMatch(/[а-я]/);
      expect(text).not.toContain('s3cret');
    } finally {
      await portal.stop();
    }
  },
);

it('asks for a new token when the old one has run out, and for states that Airflow has', async () => {
  let refusals = 1;
  const urls: string[] = [];
  const url = await serverThat(
    airflow3((request_, response) => {
      urls.push(request_.url!);
      if (refusals > 0) {
        refusals -= 1;
        json(response, { detail: 'expired' }, 401);
      } else json(response, runs);
    }),
  );
  const portal = await portalWith(url);
  try {
    const { body } = await portal.call('get', '/v1/pipelines/one/runs?status=failed');
    expect([body.problems, urls.length]).toEqual([undefined, 2]);
    expect(urls[1]).toBe('/api/v2/dags/one/dagRuns?limit=50&order_by=-start_date&state=failed');
    await portal.call('get', '/v1/pipelines/one/runs?status=silent');
    expect(urls).toHaveLength(2);
  } finally {
    await portal.stop();
  }
});
