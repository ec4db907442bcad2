import aiEtlPlugin from '@ai-etl/backstage-plugin-ai-etl-backend';
import { mockCredentials, mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import request from 'supertest';
import { airflowModule } from './module';

const run = promisify(execFile);
const root = join(__dirname, '../../..');
const mustRun = process.env.AI_ETL_ALL === '1';
const password = 's3cret-of-airflow';

jest.setTimeout(900_000);

const imports = {
  2: 'from airflow import DAG\nfrom airflow.operators.bash import BashOperator',
  3: 'from airflow.sdk import DAG\nfrom airflow.providers.standard.operators.bash import BashOperator',
};

const dag = (major: keyof typeof imports) => `${imports[major]}
from datetime import datetime

with DAG("real-dag", schedule=None, start_date=datetime(2026, 1, 1)):
    BashOperator(task_id="load", bash_command="true")
`;

/** How a web server with one user that may only read is started. */
const servers = {
  2: {
    prepare: [
      ['db', 'migrate'],
      ['sync-perm'],
      [
        'users',
        'create',
        '-r',
        'Viewer',
        '-u',
        'portal',
        '-p',
        password,
        '-e',
        'p@example.org',
        '-f',
        'p',
        '-l',
        'p',
      ],
    ],
    start: (port: number) => ['webserver', '--port', String(port), '--workers', '1'],
    version: '/api/v1/version',
    environment: () => ({ AIRFLOW__API__AUTH_BACKENDS: 'airflow.api.auth.backend.basic_auth' }),
  },
  3: {
    prepare: [['db', 'migrate']],
    start: (port: number) => ['api-server', '--port', String(port), '--workers', '1'],
    version: '/api/v2/version',
    environment: (home: string) => {
      const file = join(home, 'passwords.json');
      writeFileSync(file, JSON.stringify({ portal: password }));
      return {
        AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS: 'portal:viewer',
        AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE: file,
      };
    },
  },
};

/** An Airflow of a version with a home of its own, and its web server. */
async function startAirflow(version: string, lineageUrl: string) {
  const major = Number(version[0]) as 2 | 3;
  const home = mkdtempSync(join(tmpdir(), 'ai-etl-airflow-'));
  mkdirSync(join(home, 'dags'));
  writeFileSync(join(home, 'dags', 'real.py'), dag(major));
  const bin = join(root, '.venvs', `airflow-${version}`, 'bin');
  const server = servers[major];
  const transport = {
    type: 'http',
    url: lineageUrl,
    endpoint: 'api/ai-etl/api/v1/lineage',
    auth: { type: 'api_key', apiKey: mockCredentials.user.token() },
  };
  const env = {
    ...process.env,
    PATH: `${bin}:${process.env.PATH}`,
    AIRFLOW_HOME: home,
    AIRFLOW__CORE__LOAD_EXAMPLES: 'False',
    AIRFLOW__CORE__DAGS_FOLDER: join(home, 'dags'),
    AIRFLOW__OPENLINEAGE__TRANSPORT: JSON.stringify(transport),
    ...server.environment(home),
  };
  const airflow = (...words: string[]) => run(join(bin, 'airflow'), words, { env, maxBuffer: 64 << 20 });
  for (const words of server.prepare) await airflow(...words);
  await airflow('dags', 'reserialize');
  const port = await freePort();
  const web = spawn(join(bin, 'airflow'), server.start(port), { env, stdio: 'ignore', detached: true });
  const url = `http://127.0.0.1:${port}`;
  await answering(`${url}${server.version}`, web).catch(async (error) => {
    await stopped(web, home);
    throw error;
  });
  return { url, airflow, stop: () => stopped(web, home) };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answering(url: string, web: ChildProcess): Promise<void> {
  const deadline = Date.now() + 300_000;
  while (Date.now() < deadline) {
    if (web.exitCode !== null) throw new Error(`Airflow's web server ended with ${web.exitCode}`);
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`${url} did not answer`);
}

/** Its workers are processes of the same group. */
async function stopped(web: ChildProcess, home: string): Promise<void> {
  const ended = new Promise((resolve) => web.once('close', resolve));
  process.kill(-web.pid!, 'SIGTERM');
  const timer = setTimeout(() => process.kill(-web.pid!, 'SIGKILL'), 15_000);
  await ended;
  clearTimeout(timer);
  rmSync(home, { recursive: true, force: true });
}

/** A portal of its own, told of an Airflow by its configuration. */
async function startPortal(airflow: Record<string, object> = {}) {
  const backend = await startTestBackend({
    features: [aiEtlPlugin, airflowModule, mockServices.rootConfig.factory({ data: { aiEtl: { airflow } } })],
  });
  const get = (path: string) =>
    request(backend.server).get(`/api/ai-etl${path}`).set('authorization', mockCredentials.user.header());
  return { url: `http://127.0.0.1:${backend.server.port()}`, get, stop: () => backend.stop() };
}

/** How a wrong password is refused. */
const refusals = { 2: 'airflow.not-allowed', 3: 'airflow.wrong-credential' };

const versions = ['2.11', '3.0', '3.3'];

(mustRun ? describe : describe.skip)('a real Airflow (Python is needed: npm test -- --all)', () => {
  it.each(versions)('%s tells its runs, and the end of one whose events are there', async (version) => {
    const listener = await startPortal();
    const airflow = await startAirflow(version, listener.url);
    const user = { username: 'portal', password };
    try {
      await airflow.airflow('dags', 'test', 'real-dag', '2026-01-02');
      const events = (await listener.get('/v1/pipelines/real-dag/runs')).body.items;
      expect(events).toMatchObject([{ pipeline: 'real-dag', nativeId: expect.stringContaining('2026-') }]);

      const portal = await startPortal({ real: { url: airflow.url, ...user } });
      const wrong = await startPortal({ real: { url: airflow.url, ...user, password: 'guessed' } });
      try {
        for (const one of [portal, wrong])
          await request(one.url)
            .post('/api/ai-etl/api/v1/lineage')
            .set('authorization', mockCredentials.user.header())
            .send(startOf(events[0]))
            .expect(201);
        const { body } = await portal.get('/v1/pipelines/real-dag/runs');
        expect(body.problems).toBeUndefined();
        expect(body.items).toMatchObject([{ runId: events[0].runId, state: 'success', stateFrom: 'real' }]);
        const refused = (await wrong.get('/v1/pipelines/real-dag/runs')).body;
        expect(refused.items).toMatchObject([{ runId: events[0].runId, state: 'running' }]);
        expect(refused.problems).toMatchObject([{ source: 'real', code: refusals[version[0] as '2' | '3'] }]);
        expect((await portal.get('/v1/pipelines/real-dag/runs?status=failed')).body.problems).toBeUndefined();
      } finally {
        await Promise.all([portal.stop(), wrong.stop()]);
      }
    } finally {
      await airflow.stop();
      await listener.stop();
    }
  });
});

/** The start of a run that Airflow told of, as if its end had been lost. */
const startOf = ({ runId, nativeId, startedAt }: { runId: string; nativeId: string; startedAt: string }) => ({
  eventType: 'START',
  eventTime: startedAt,
  producer: 'https://example.org',
  schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
  run: { runId, facets: { airflowDagRun: { dag: {}, dagRun: { run_id: nativeId } } } },
  job: { namespace: 'airflow', name: 'real-dag' },
});
