/** How 10,000 pipelines and 50,000 datasets come into the catalog of a portal, and how it answers meanwhile. */
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../scripts/environment.mjs';
import { freePort } from '../../scripts/n8n/processes.mjs';
import { installPortal, preparePortal, startPortal } from '../../scripts/portal/portal-rig.mjs';
import { dataFolder, median, residentMb } from '../measure.mjs';
import { seedPortal } from '../portal-seed.mjs';

export const title = 'The catalog takes in 10,000 pipelines and 50,000 datasets (PostgreSQL)';
export const target = 'no stall: reads answer while it goes on; a change is in the catalog within seconds';

const require = createRequire(import.meta.url);
const [pipelines, datasets] = [10_000, 50_000];
const catalog = '/api/catalog/entities';
/** A round that takes longer has stalled. */
const patienceMs = 30 * 60_000;

export async function measure({ runs }) {
  const { startLocal, stopLocal } = require(join(root, 'shared-core', 'dist', 'local'));
  const databases = join(dataFolder, 'catalog-databases');
  const folder = join(dataFolder, 'catalog-portal');
  rmSync(folder, { recursive: true, force: true });
  await installPortal();
  const [postgresPort, clickhousePort] = [await freePort(), await freePort()];
  const { servers } = await startLocal({ dir: databases, postgresPort, clickhousePort });
  const { host, port, user, password } = servers.find(({ system }) => system === 'postgresql');
  const connection = { host, port, user, password };
  const settings = await preparePortal({
    folder,
    database: { client: 'pg', connection },
    // As backstage-plugins/README.md advises: by default everything is processed again every two minutes.
    settings: { catalog: { processingInterval: { minutes: 30 } } },
  });
  let portal;
  try {
    await (await startPortal(settings)).stop(); // makes the tables
    await seedPortal({ ...connection, database: 'backstage_plugin_ai-etl' });
    await forget(connection, 'backstage_plugin_catalog');
    portal = await startPortal(settings);
    const taken = await takenIn(portal);
    const before = cpuSeconds(portal.pid);
    const quiet = await reads(portal, until(20_000));
    const idle = ((cpuSeconds(portal.pid) - before) / 20) * 100;
    const deltas = [];
    for (let run = 0; run < runs; run += 1) deltas.push(await change(portal, run));
    return [
      row('all entities are there', `${taken.seconds.toFixed(0)} s, ${taken.cpu.toFixed(0)} s of CPU`),
      row('peak of memory', `${Math.round(taken.peakMb)} MB`),
      row('reads of an entity meanwhile', '', taken.entity),
      row('lists of 20 meanwhile', '', taken.list),
      row('liveness meanwhile (delay of the event loop)', '', taken.liveness),
      row('reads of an entity when all is there', `${idle.toFixed(0)} % of a core besides`, quiet.entity),
      row('lists of 20 when all is there', '', quiet.list),
      row('one changed pipeline is in the catalog', `${median(deltas).toFixed(1)} s`),
    ];
  } finally {
    await portal?.stop();
    await stopLocal(databases);
  }
}

const row = (what, figure, times) => {
  const sorted = times?.toSorted((one, other) => one - other);
  const at = (share) => sorted?.[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(0) ?? '';
  return { what, 'p50, ms': at(0.5), 'p95, ms': at(0.95), 'p99, ms': at(0.99), 'longest, ms': at(1), figure };
};

/** Until the catalog has them all, processed and searchable. */
async function takenIn(portal) {
  const started = performance.now();
  let peakMb = 0;
  let isDone = false;
  const watching = reads(portal, () => isDone);
  while (!isDone) {
    if (performance.now() - started > patienceMs) throw new Error('the catalog stalled');
    await new Promise((resolve) => setTimeout(resolve, 3000));
    peakMb = Math.max(peakMb, residentMb(portal.pid));
    const [components, resources] = [await count(portal, 'component'), await count(portal, 'resource')];
    if (process.env.BENCH_VERBOSE) console.error(((performance.now() - started) / 1000).toFixed(0), components, resources);
    isDone = components >= pipelines && resources >= datasets;
  }
  const seconds = (performance.now() - started) / 1000;
  return { seconds, peakMb, cpu: cpuSeconds(portal.pid), ...(await watching) };
}

async function count(portal, kind) {
  return (await portal.request('GET', `${catalog}/by-query?filter=kind=${kind}&limit=0`)).totalItems;
}

const until = (ms) => {
  const end = performance.now() + ms;
  return () => performance.now() > end;
};

/** What people do meanwhile, ten times a second each: open an entity, look at a list; and a probe that does nothing. */
async function reads(portal, isDone) {
  const entity = [];
  const list = [];
  const liveness = [];
  for (let n = 1; !isDone(); n += 1) {
    const name = `orders-${1 + ((n * 37) % pipelines)}`;
    await timed(entity, portal, `${catalog}/by-name/component/default/${name}`);
    await timed(liveness, portal, '/.backstage/health/v1/liveness');
    await timed(list, portal, `${catalog}/by-query?filter=kind=component&limit=20&fields=metadata.name`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { entity, list, liveness };
}

async function timed(times, { url, token }, path) {
  const began = performance.now();
  const answer = await fetch(url + path, { headers: { authorization: `Bearer ${token}` } });
  await answer.arrayBuffer();
  // An entity that is not there yet is an answer, too.
  if (answer.status >= 500) throw new Error(`${path}: ${answer.status}`);
  times.push(performance.now() - began);
}

/** Publishes a newer version of a pipeline and waits until the catalog shows it. */
async function change(portal, run) {
  const name = `orders-${100 + run}`;
  const description = `changed at ${Date.now()}`;
  const spec = {
    apiVersion: 'ai-etl/v1',
    name,
    description,
    owner: 'team-1',
    connections: { db: { system: 'postgresql' }, dw: { system: 'clickhouse' } },
    steps: [
      { id: 'orders', kind: 'source', connection: 'db', object: 'public.orders' },
      { id: 'mart', kind: 'target', input: 'orders', connection: 'dw', object: 'mart.orders', mode: 'replace' },
    ],
  };
  await portal.request('PUT', `/api/ai-etl/v1/pipelines/${name}`, { spec });
  const began = performance.now();
  for (;;) {
    const { metadata } = await portal.request('GET', `${catalog}/by-name/component/default/${name}`);
    if (metadata.description === description) return (performance.now() - began) / 1000;
    if (performance.now() - began > 120_000) throw new Error(`"${name}" did not arrive`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The catalog starts from nothing, as after an upgrade that changes it. */
async function forget(connection, database) {
  const { Client } = require('pg');
  const client = new Client({ ...connection, database: 'postgres' });
  await client.connect();
  try {
    await client.query(`DROP DATABASE "${database}" WITH (FORCE)`);
  } finally {
    await client.end();
  }
}

/** Seconds of CPU that a process has used. */
function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
