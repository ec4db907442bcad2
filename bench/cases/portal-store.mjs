/** The portal's API over 10,000 pipelines, 50,000 datasets and 1,000,000 runs in PostgreSQL, and events as they pour in. */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../scripts/environment.mjs';
import { installPortal, preparePortal, startPortal } from '../../scripts/portal/portal-rig.mjs';
import { dataFolder } from '../measure.mjs';
import { seedPortal } from '../portal-seed.mjs';

export const title = 'Portal over 10,000 pipelines, 50,000 datasets, 1,000,000 runs in PostgreSQL';
export const target =
  'list and search p95 under 200 ms, page of a pipeline under 150 ms, lineage three hops both ways under 200 ms; 500 events/s for a minute without loss';

const require = createRequire(import.meta.url);
const api = '/api/ai-etl/v1';

export async function measure({ runs }) {
  const { startLocal, stopLocal } = require(join(root, 'shared-core', 'dist', 'local'));
  const databases = join(dataFolder, 'portal-databases');
  await installPortal();
  const { servers } = await startLocal({ dir: databases, systems: ['postgresql'] });
  const { host, port, user, password } = servers.find(({ system }) => system === 'postgresql');
  const connection = { host, port, user, password };
  try {
    const resting = await withPortal(connection, { processingInterval: false }, async (portal, startSeconds) => {
      await seedPortal({ ...connection, database: 'backstage_plugin_ai-etl' });
      const rows = [];
      for (const [what, path, asked] of requests)
        rows.push({ what, asked, ...(await latencies(portal, path, runs * 40)) });
      const perSecond = await throughput(portal, `${api}/pipelines?limit=50`, 10);
      const events = await pour(portal, { perSecond: 500, seconds: 60 });
      const most = await pour(portal, { perSecond: Infinity, seconds: 20 });
      return [
        ...rows,
        row('list of 50, requests per second, 8 at a time', { figure: perSecond.toFixed(0) }),
        row('events', { asked: '500/s for a minute, none lost', ...events }),
        row('events, as many as it takes', most),
        row('portal answers after its start', { asked: '60 s', figure: `${startSeconds.toFixed(1)} s` }),
      ];
    });
    const busy = await withPortal(connection, {}, (portal) => pour(portal, { perSecond: 500, seconds: 60 }));
    return [...resting, row('events, while the catalog takes in and processes all 60,000 entities', busy)];
  } finally {
    await stopLocal(databases);
  }
}

const row = (what, figures) => ({ what, asked: '', 'p50, ms': '', 'p95, ms': '', figure: '', ...figures });

/**
 * A portal with a catalog that rests, or one that works as Backstage's defaults have it: each entity again every two
 * minutes, which for 60,000 of them is more than two cores can do, whatever the portal does beside it.
 */
async function withPortal(connection, catalog, work) {
  const folder = join(dataFolder, 'portal');
  rmSync(folder, { recursive: true, force: true });
  const settings = { catalog, aiEtl: { lineage: { eventsPerSecond: 5000 } } };
  const started = performance.now();
  const portal = await startPortal(await preparePortal({ folder, database: { client: 'pg', connection }, settings }));
  try {
    return await work(portal, (performance.now() - started) / 1000);
  } finally {
    await portal.stop();
  }
}

const hoursAgo = (hours) => new Date(Date.now() - hours * 3_600_000).toISOString();

/** What is asked for, by a number that makes each request another one. */
const requests = [
  ['list of 50 pipelines', (n) => `${api}/pipelines?limit=50&offset=${(n * 50) % 10_000}`, '200 ms'],
  ['search of pipelines', (n) => `${api}/pipelines?search=orders%20${n % 100}`, '200 ms'],
  ['filter by owner and state', (n) => `${api}/pipelines?owner=team-${n % 50}&status=failed`, '200 ms'],
  ['list, what failed first', (n) => `${api}/pipelines?sort=status&limit=50&offset=${(n * 50) % 10_000}`, '200 ms'],
  ['list, the longest first', (n) => `${api}/pipelines?sort=duration&order=desc&limit=50&offset=${(n * 50) % 10_000}`, '200 ms'],
  ['search of datasets', (n) => `${api}/datasets?search=table_${n * 7}`, '200 ms'],
  ['page of a pipeline', (n) => `${api}/pipelines/orders-${1 + ((n * 37) % 10_000)}`, '150 ms'],
  ['runs of a pipeline', (n) => `${api}/pipelines/orders-${1 + ((n * 37) % 10_000)}/runs`, '150 ms'],
  ['lineage, three hops both ways', (n) => `${api}/lineage?pipeline=orders-${1 + ((n * 37) % 10_000)}&depth=3`, '200 ms'],
  [
    'the same as of a moment',
    (n) => `${api}/lineage?pipeline=orders-${1 + ((n * 37) % 10_000)}&depth=3&at=${hoursAgo(60)}`,
    '200 ms',
  ],
  [
    'what changed in it since',
    (n) =>
      `${api}/lineage/changes?pipeline=orders-${1 + ((n * 37) % 10_000)}&depth=3&from=${hoursAgo(60)}`,
    '200 ms',
  ],
  [
    'history of the lineage of a pipeline',
    (n) =>
      `${api}/lineage/history?pipeline=orders-${1 + ((n * 37) % 10_000)}`,
    '200 ms',
  ],
];

async function latencies(portal, pathOf, count) {
  const times = [];
  await portal.request('GET', pathOf(0)); // the first one compiles and connects
  for (let n = 1; n <= count; n += 1) {
    const began = performance.now();
    await portal.request('GET', pathOf(n));
    times.push(performance.now() - began);
  }
  return quantiles(times);
}

function quantiles(times) {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(0);
  return { 'p50, ms': at(0.5), 'p95, ms': at(0.95), figure: '' };
}

async function throughput(portal, path, seconds) {
  const end = performance.now() + seconds * 1000;
  let answered = 0;
  const client = async () => {
    for (; performance.now() < end; answered += 1) await portal.request('GET', path);
  };
  await Promise.all(Array.from({ length: 8 }, client));
  return answered / seconds;
}

/** Sends START and COMPLETE of new runs at a steady rate over 128 connections, then counts what the store holds. */
async function pour(portal, { perSecond, seconds }) {
  const post = postedTo(portal, '/api/ai-etl/api/v1/lineage');
  const times = [];
  const runIds = [];
  const began = performance.now();
  const end = perSecond === Infinity ? began + seconds * 1000 : Infinity;
  let next = 0;
  const sender = async () => {
    for (let n = next++; n < perSecond * seconds && performance.now() < end; n = next++) {
      const wait = began + (n * 1000) / perSecond - performance.now();
      if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
      const sent = performance.now();
      await post(eventOf((runIds[n >> 1] ??= randomUUID()), n % 2 === 0 ? 'START' : 'COMPLETE', n));
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, sender));
  const rate = times.length / ((performance.now() - began) / 1000);
  // The last run of all may have had no time for its end.
  const sample = runIds.slice(0, times.length >> 1).filter((_, at) => at % 50 === 0);
  let stored = 0;
  for (const runId of sample) stored += (await portal.request('GET', `${api}/runs/${runId}`)).state === 'success';
  const { 'p50, ms': p50, 'p95, ms': p95 } = quantiles(times);
  const figure = `${times.length} at ${rate.toFixed(0)}/s; ${stored} of ${sample.length} sampled runs stored`;
  return { figure, 'p50, ms': p50, 'p95, ms': p95 };
}

const CONNECTIONS = 128;

/** Over connections that stay; `fetch` costs the two cores as much again as the portal does. */
function postedTo({ port, token }, path) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return (event) =>
    new Promise((resolve, reject) => {
      const sent = httpRequest({ agent, host: '127.0.0.1', port, path, method: 'POST', headers }, (answer) => {
        answer.resume().on('end', () => {
          if (answer.statusCode === 201) resolve();
          else reject(new Error(`an event got ${answer.statusCode}`));
        });
      });
      sent.on('error', reject).end(JSON.stringify(event));
    });
}

const eventOf = (runId, eventType, n) => ({
  eventType,
  eventTime: new Date().toISOString(),
  producer: 'https://example.org/bench',
  schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
  run: { runId },
  job: { namespace: 'bench', name: `orders-${1 + ((n >> 1) % 2_000)}` },
  inputs: [{ namespace: 'postgres://db:5432', name: `shop.public.table_${(n >> 1) % 2_000}` }],
  outputs: [{ namespace: 'clickhouse://dw:8123', name: `mart.table_${(n >> 1) % 2_000}` }],
});
