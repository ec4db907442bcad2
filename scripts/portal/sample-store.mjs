/** A small team's work in a portal's store, sent as it comes in life: a spec with versions, runs, a profile. */
import { randomUUID } from 'node:crypto';

export const pipeline = 'orders-by-region';

const spec = (condition) => `apiVersion: ai-etl/v1
name: ${pipeline}
description: Orders of the day by region, without test orders
owner: analytics
tags: [sales, nightly]
schedule: { cron: "0 6 * * *", timezone: Europe/Moscow }
connections:
  shop: { system: postgresql }
  warehouse: { system: clickhouse }
steps:
  - { id: orders, kind: source, connection: shop, object: public.orders }
  - { id: regions, kind: source, connection: shop, object: public.regions }
  - { id: real, kind: filter, input: orders, where: "${condition}" }
  - { id: named, kind: join, left: real, right: regions, type: left, on: { region: code } }
  - { id: by_region, kind: aggregate, input: named, by: [title], measures: { orders: count(*), revenue: sum(amount) } }
  - { id: mart, kind: target, input: by_region, connection: warehouse, object: sales.orders_by_region, mode: replace }
`;

const integer = { kind: 'integer', bits: 64, signed: true };
const text = { kind: 'string' };
const fields = (types) =>
  Object.entries(types).map(([name, type]) => ({ name, type, nullable: name !== 'id' }));
/** What the connections would say, which are not there. */
const schemas = {
  'shop:public.orders': {
    fields: fields({ id: integer, region: text, amount: { kind: 'float', bits: 64 }, customer_email: text }),
  },
  'shop:public.regions': { fields: fields({ code: text, title: text }) },
};

const profile = {
  rows: 1200,
  columns: [
    {
      name: 'amount',
      type: { kind: 'float' },
      nullShare: 0.04,
      distinct: 480,
      minimum: '1',
      maximum: '12500.5',
      histogram: [
        { from: '1', to: '4000', count: 900 },
        { from: '4000', to: '8000', count: 200 },
        { from: '8000', to: '12500.5', count: 52 },
      ],
    },
    {
      name: 'region',
      type: { kind: 'string' },
      nullShare: 0,
      distinct: 3,
      top: [
        { value: 'north', count: 800 },
        { value: 'юг', count: 300 },
      ],
    },
  ],
  keys: [{ fields: ['id'] }],
};

/**
 * @param {{ request(method: string, path: string, body?: unknown): Promise<any> }} portal
 * @returns the words that addresses of pages are made with
 */
export async function fillStore(portal) {
  const publish = (condition, message) =>
    portal.request('PUT', `/api/ai-etl/v1/pipelines/${pipeline}`, {
      spec: spec(condition),
      schemas,
      message,
    });
  await publish('amount > 0', 'The first one');
  await publish("amount > 0 AND customer_email <> 'test@example.com'", 'Without test orders');
  await portal.request('POST', `/api/ai-etl/v1/pipelines/${pipeline}/rollback`, {
    version: 1,
    expectedVersion: 2,
  });
  const rejecting = await run(portal, 2, 'COMPLETE', ledger({ rejected: 7 }));
  const failed = await run(portal, 1, 'FAIL', {
    errorMessage: {
      message: 'connection "warehouse": memory limit exceeded',
      programmingLanguage: 'TypeScript',
      stackTrace: 'Error: memory limit exceeded\n    at load (write.ts:40:11)',
    },
  });
  const { reads, writes } = await portal.request('GET', `/api/ai-etl/v1/pipelines/${pipeline}`);
  const orders = reads.find(({ name, title }) => (title ?? name).includes('orders')).id;
  await portal.request('PUT', `/api/ai-etl/v1/datasets/${orders}/profile`, profile);
  return { pipeline, orders, mart: writes[0].id, failed, rejecting };
}

const ledger = ({ rejected }) => ({
  aiEtl_run: {
    pipeline,
    loadId: randomUUID(),
    door: 'n8n',
    version: 1,
    seconds: 41.5,
    ledgers: [
      {
        step: 'mart',
        connection: 'warehouse',
        dataset: 'sales.orders_by_region',
        mode: 'replace',
        path: 'engine',
        read: 1200,
        written: 1200 - rejected,
        rejected,
        seconds: 40,
        firstRejects: [
          { row: 17, line: 18, field: 'amount', reason: 'not-a-number' },
          { row: 204, line: 205, field: 'placed_at', reason: 'not-a-timestamp' },
        ],
      },
    ],
    checks: [{ name: 'region is known', severity: 'warn', passed: false, failedRows: 3, totalRows: 1200 }],
  },
});

async function run(portal, hoursAgo, eventType, facets) {
  const runId = randomUUID();
  const began = Date.now() - hoursAgo * 3_600_000;
  const send = (type, at, runFacets) =>
    portal.request('POST', '/api/ai-etl/api/v1/lineage', {
      eventType: type,
      eventTime: new Date(at).toISOString(),
      producer: 'https://example.org/sample',
      schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
      run: { runId, facets: runFacets },
      job: { namespace: 'sample', name: pipeline },
      inputs: [],
      outputs: [],
    });
  await send('START', began, {});
  await send(eventType, began + 41_500, withProducer(facets));
  return runId;
}

const withProducer = (facets) =>
  Object.fromEntries(
    Object.entries(facets).map(([name, facet]) => [
      name,
      { ...facet, _producer: 'https://example.org/sample', _schemaURL: 'https://example.org/facet.json' },
    ]),
  );
