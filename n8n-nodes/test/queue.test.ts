import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { chain, named, node, postgres, startedBy } from './canvas';
import { N8nUnderTest, type NodeRun } from './n8n-under-test';

/** Queue mode: executions go to workers. Redis is no npm package, so this runs with `npm test -- --all` only. */
const isAsked = process.env.AI_ETL_ALL === '1';
const suite = isAsked ? describe : describe.skip;
const FLIGHTS = 2000;

if (!isAsked) process.stderr.write('skipped: n8n’s queue mode (needs `--all` and redis-server)\n');

jest.setTimeout(300_000);

const flights = node('Flights', 'File', { operation: 'read', object: named('flights.csv') });
const late = node('Late', 'Transform', { operation: 'filter', where: 'delay > 15' });
const load = (table: string) =>
  node(
    'Load',
    'Postgres',
    { operation: 'write', target: named(table), mode: 'replace' },
    { credentials: postgres },
  );
const webhook = { httpMethod: 'POST', path: 'queued', responseMode: 'lastNode', options: {} };
const queued = startedBy(chain('queued', flights, late, load('public.queued')), 'webhook', 2, webhook, {
  webhookId: 'queued',
});
const stepwise = chain('stepwise', flights, late, load('public.stepwise'));
const first = (one?: NodeRun) => one?.json[0] ?? {};

suite('n8n with workers', () => {
  let redis: ChildProcess;
  let n8n: N8nUnderTest;

  beforeAll(async () => {
    const port = await freePort();
    const words = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    redis = spawn('redis-server', words, { stdio: 'ignore' });
    await once(redis, 'spawn');
    n8n = await N8nUnderTest.start({
      rows: FLIGHTS,
      environment: {
        EXECUTIONS_MODE: 'queue',
        QUEUE_BULL_REDIS_PORT: String(port),
        OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
      },
    });
    await n8n.importWorkflows([queued, stepwise]);
    await n8n.startWorker();
  }, 1_200_000);

  afterAll(async () => {
    await n8n?.stop();
    redis?.kill();
  });

  test('a worker runs a whole canvas, and the webhook answers with its ledger', async () => {
    await n8n.activate(queued.id);
    let answer = await ask();
    while (answer.status === 404) answer = await ask();
    expect(await answer.json()).toMatchObject({ written: expect.any(Number), rejected: 0 });
  });

  const ask = () =>
    fetch(`${n8n.started.url}/webhook/queued`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });

  test('a step in another worker than the one that opened the connection names the node to run again', async () => {
    const whole = await n8n.run(stepwise.id);
    expect(whole.error).toBeUndefined();
    expect(first(whole.nodes.Load)).toMatchObject({ rejected: 0 });
    const again = await n8n.executeStep(stepwise.id, 'Load', whole);
    expect(again.error).toBeUndefined();
    await n8n.stopWorkers();
    await n8n.startWorker();
    const elsewhere = await n8n.executeStep(stepwise.id, 'Load', whole);
    expect(elsewhere.error).toMatchObject({
      node: 'Load',
      message: expect.stringContaining('no longer open'),
      description: expect.stringContaining('"Flights"'),
    });
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
