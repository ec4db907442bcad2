import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectors, type Connection } from '../connectors';
import { startPostgres } from '../connectors/testing/start-postgres';
import { validateSpec, type Plan, type SourceSchemas } from '../plan';
import { previewStep, runPlan } from '.';

let root: string;
let server: Awaited<ReturnType<typeof startPostgres>>;
const opened: Record<string, Connection> = {};
const connections = async (name: string) => opened[name] as Connection;
const postgres = () => opened.warehouse as Connection;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'ai-etl-push-test-'));
  server = await startPostgres();
  opened.files = await connectors.get('file').open({ root }, { name: 'files' });
  opened.warehouse = await connectors.get('postgresql').open(server.settings, { name: 'warehouse' });
  await postgres().execute([
    'CREATE TABLE orders (id bigint PRIMARY KEY, customer text, amount numeric(10,2), "Дата" date)',
    `INSERT INTO orders VALUES (1, 'Анна', 10.50, '2024-01-01'), (2, NULL, 7, '2024-02-01'), (3, 'Анна', NULL, NULL)`,
  ]);
  writeFileSync(join(root, 'cities.csv'), 'customer;city\nАнна;Москва\n');
}, 120_000);
afterAll(async () => {
  for (const connection of Object.values(opened)) await connection.close();
  await server?.stop();
  rmSync(root, { recursive: true, force: true });
});

async function planOf(steps: Record<string, unknown>[]): Promise<Plan> {
  const spec = {
    apiVersion: 'ai-etl/v1',
    name: 'push',
    connections: { files: { system: 'file' }, warehouse: { system: 'postgresql' } },
    steps,
  };
  const schemas: SourceSchemas = {};
  for (const step of steps)
    if (step.kind === 'source')
      schemas[String(step.id)] = (
        await (await connections(String(step.connection))).describe(String(step.object))
      ).schema;
  const { plan, findings } = await validateSpec(spec, { schemas });
  if (!plan) throw new Error(JSON.stringify(findings, null, 1));
  return plan;
}

const orders = { id: 'orders', kind: 'source', connection: 'warehouse', object: 'public.orders' };
const totals = {
  id: 'totals',
  kind: 'aggregate',
  input: 'orders',
  by: ['customer'],
  measures: { n: 'count(*)', total: 'sum(amount)' },
};
const query = async (sql: string) => (await postgres().query(sql)).rows;

describe('a plan over PostgreSQL', () => {
  it('stays inside the server where sources and target are there', async () => {
    const plan = await planOf([
      orders,
      totals,
      {
        id: 'mart',
        kind: 'target',
        input: 'totals',
        connection: 'warehouse',
        object: 'public.totals',
        mode: 'replace',
      },
    ]);
    const { ledgers } = await runPlan(plan, { connections });
    expect(ledgers[0]).toMatchObject({ path: 'push-down', read: 2, written: 2, rejected: 0 });
    expect(await query('SELECT customer, n, total::text FROM totals ORDER BY customer')).toEqual([
      { customer: 'Анна', n: 2, total: expect.stringMatching(/^10\.50?$/) },
      { customer: null, n: 1, total: expect.stringMatching(/^7/) },
    ]);
  });

  it('is asked as one query where only the sources are there', async () => {
    const plan = await planOf([
      orders,
      totals,
      {
        id: 'out',
        kind: 'target',
        input: 'totals',
        connection: 'files',
        object: 'totals.csv',
        mode: 'replace',
      },
    ]);
    const { ledgers } = await runPlan(plan, { connections });
    expect(ledgers[0]).toMatchObject({ written: 2 });
    expect((await opened.files!.describe('totals.csv')).rows).toBe(2);
  });

  it('is joined with a file in the engine, and loaded back', async () => {
    const plan = await planOf([
      orders,
      { id: 'cities', kind: 'source', connection: 'files', object: 'cities.csv' },
      { id: 'both', kind: 'join', left: 'orders', right: 'cities', type: 'left', on: ['customer'] },
      {
        id: 'mart',
        kind: 'target',
        input: 'both',
        connection: 'warehouse',
        object: 'public.both',
        mode: 'replace',
      },
    ]);
    const { ledgers } = await runPlan(plan, { connections });
    expect(ledgers[0]).toMatchObject({ written: 3, rejected: 0 });
    expect(await query('SELECT id, city, "Дата"::text AS day FROM "both" ORDER BY id')).toEqual([
      { id: 1, city: 'Москва', day: '2024-01-01' },
      { id: 2, city: null, day: '2024-02-01' },
      { id: 3, city: 'Москва', day: null },
    ]);
  });

  it('reads a table twice in one plan as one state', async () => {
    const plan = await planOf([
      orders,
      { id: 'cities', kind: 'source', connection: 'files', object: 'cities.csv' },
      totals,
      { id: 'again', kind: 'join', left: 'orders', right: 'totals', on: ['customer'] },
      { id: 'named', kind: 'join', left: 'again', right: 'cities', on: ['customer'] },
      {
        id: 'out',
        kind: 'target',
        input: 'named',
        connection: 'files',
        object: 'named.parquet',
        mode: 'replace',
      },
    ]);
    expect((await runPlan(plan, { connections })).ledgers[0]).toMatchObject({ written: 2 });
  });

  it('has its checks counted where its rows are', async () => {
    const plan = await planOf([
      orders,
      {
        id: 'q',
        kind: 'quality',
        input: 'orders',
        checks: [{ name: 'amounts', notNull: ['amount'], severity: 'reject' }],
      },
      {
        id: 'mart',
        kind: 'target',
        input: 'q',
        connection: 'warehouse',
        object: 'public.checked',
        mode: 'replace',
      },
    ]);
    const { ledgers, checks } = await runPlan(plan, { connections });
    expect(checks).toEqual([
      { step: 'q', name: 'amounts', severity: 'reject', passed: false, failedRows: 1, totalRows: 3 },
    ]);
    expect(ledgers[0]).toMatchObject({
      read: 3,
      written: 2,
      rejected: 1,
      rejects: [{ reason: 'failed-check', raw: expect.stringContaining('"id":3') }],
    });
  });

  it('is previewed from a part of its table', async () => {
    expect(await previewStep(await planOf([orders, totals]), 'totals', { connections })).toMatchObject({
      sampled: false,
      rows: expect.arrayContaining([expect.objectContaining({ customer: 'Анна', n: 2 })]),
    });
  });
});
