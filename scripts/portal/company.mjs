/** A shop's data team in a portal's store: pipelines that build on each other, weeks of runs, some of which went wrong. */
import { createHash } from 'node:crypto';
import { daily, pipelines, schemasOf } from './company-pipelines.mjs';

/** How many runs each pipeline has behind it; the list shows the last twenty. */
const RUNS = 24;
const DAY = 86_400_000;

/**
 * @param {{ request(method: string, path: string, body?: unknown): Promise<any> }} portal
 * @returns ids of datasets by their names
 */
export async function fillCompany(portal) {
  for (const { spec, firstSpec } of pipelines) {
    const publish = (text, message) =>
      portal.request('PUT', `/api/ai-etl/v1/pipelines/${nameOf(text)}`, {
        spec: text,
        schemas: schemasOf(text),
        message,
      });
    if (firstSpec) await publish(firstSpec, 'The first one');
    await publish(spec, firstSpec && 'Refunds no longer count as revenue');
  }
  for (const one of pipelines) await runsOf(portal, one);
  const { items } = await portal.request('GET', '/api/ai-etl/v1/datasets?limit=100');
  return Object.fromEntries(items.map(({ id, title }) => [title, id]));
}

const nameOf = (spec) => /^name: (.+)$/m.exec(spec)[1];

async function runsOf(portal, { every = DAY, failures = [], error, running, ...usual }) {
  const name = nameOf(usual.spec);
  const newest = Date.now() - (every === daily ? 5 : 0.2) * 3_600_000;
  for (let ago = RUNS; ago >= 1; ago -= 1) {
    const began = newest - (ago - 1) * every;
    if (running && ago === 1) await start(portal, name, Date.now() - 4000);
    else await run(portal, name, began, outcomeOf(usual, `${name} ${ago}`, failures.includes(ago) && error));
  }
}

/** Different from run to run, the same each time this is asked. */
function outcomeOf({ spec, seconds, rows, rejects = 0 }, id, error) {
  const wave = chance(id);
  const took = seconds * (0.7 + 0.7 * wave);
  if (error) return { seconds: took / 3, error };
  return { seconds: took, written: Math.round(rows * (0.9 + 0.2 * wave)), rejects, spec };
}

/** From 0 to 1. */
const chance = (text) => createHash('md5').update(text).digest().readUInt16BE() / 65_535;

const start = (portal, name, began) => tell(portal, name, began, 'START', began, {});

async function run(portal, name, began, { seconds, error, written, rejects, spec }) {
  await start(portal, name, began);
  await tell(portal, name, began, error ? 'FAIL' : 'COMPLETE', began + seconds * 1000, {
    aiEtl_run: {
      pipeline: name,
      loadId: runIdOf(name, began),
      door: 'airflow',
      seconds: Math.round(seconds * 10) / 10,
      ledgers: error ? [] : [ledgerOf(spec, written, rejects, seconds)],
    },
    ...(error && { errorMessage: { message: error, programmingLanguage: 'Python' } }),
  });
}

const tell = (portal, name, began, eventType, at, facets) =>
  portal.request('POST', '/api/ai-etl/api/v1/lineage', {
    eventType,
    eventTime: new Date(at).toISOString(),
    producer,
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
    run: { runId: runIdOf(name, began), facets: withProducer(facets) },
    job: { namespace: 'airflow', name },
    inputs: [],
    outputs: [],
  });

const producer = 'https://example.org/company';

function ledgerOf(spec, written, rejected, seconds) {
  const [, connection, dataset] = /kind: target.*connection: (\w+), object: ([\w.]+)/.exec(spec);
  const counts = { read: written + rejected, written, rejected, seconds };
  return { step: 'mart', connection, dataset, mode: 'replace', path: 'engine', ...counts };
}

const withProducer = (facets) =>
  Object.fromEntries(
    Object.entries(facets).map(([name, facet]) => [
      name,
      { ...facet, _producer: producer, _schemaURL: 'https://example.org/facet.json' },
    ]),
  );

const runIdOf = (name, began) =>
  createHash('md5')
    .update(`${name} ${began}`)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
