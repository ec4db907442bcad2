import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startClickHouseServer, startPostgresServer, type LocalServerHandle } from '../../local';
import type { SourceSchemas } from '../../plan';
import type { OpenLineageEvent } from '../../lineage';
import { compile } from '../index';
import {
  airflowAt,
  connectionTo,
  installed,
  mustRun,
  root,
  rowsOf,
  versions,
  warningsOf,
  writeFiles,
} from './testing/real-airflow';

/** Versions that also run into ClickHouse: the newest of each major, since a run takes a quarter of a minute. */
const newest = ['2.11', '3.3'];
if (!mustRun) console.warn('skipped: DAGs in a real Airflow need Python (npm test -- --all)');

/** A Russian export: windows-1251, semicolons, decimal commas, dates with dots; and what must come out of it. */
const csv =
  'город;сумма;дата\r\nМосква;1 250,50;31.12.2024\r\nТверь;10,00;01.01.2025\r\nМосква;0,50;02.01.2025\r\n;7,00;03.01.2025\r\n';
const spec = (name: string, system: string, object: string) => ({
  apiVersion: 'ai-etl/v1',
  name,
  owner: 'analytics',
  schedule: { cron: '0 6 * * *', timezone: 'Europe/Moscow' },
  retry: { attempts: 0 },
  parameters: { least: { type: 'int64', default: 1 } },
  connections: { files: { system: 'file' }, warehouse: { system } },
  steps: [
    { id: 'orders', kind: 'source', connection: 'files', object: 'заказы.csv' },
    {
      id: 'checked',
      kind: 'quality',
      input: 'orders',
      checks: [
        { name: 'сумма есть', notNull: ['сумма'] },
        { name: 'город есть', notNull: ['город'], severity: 'reject' },
      ],
    },
    { id: 'big', kind: 'filter', input: 'checked', where: "сумма >= parameter('least')" },
    {
      id: 'totals',
      kind: 'aggregate',
      input: 'big',
      by: ['город'],
      measures: { заказов: 'count(*)', итого: 'sum(сумма)', последний: 'max(дата)' },
    },
    { id: 'mart', kind: 'target', input: 'totals', connection: 'warehouse', object, mode: 'replace' },
  ],
});
const field = (name: string, type: SourceSchemas[string]['fields'][number]['type']) => ({
  name,
  type,
  nullable: true,
});
const schemas: SourceSchemas = {
  orders: {
    fields: [
      field('город', { kind: 'string' }),
      field('сумма', { kind: 'decimal', precision: 12, scale: 2 }),
      field('дата', { kind: 'date' }),
    ],
  },
};
const facts = {
  orders: {
    format: 'csv',
    compression: 'none',
    encoding: 'windows-1251',
    csv: { delimiter: ';', decimalSeparator: ',', dateFormat: '%d.%m.%Y' },
  },
};

/** The bytes of windows-1251, which Node writes no other way. */
const windows1251 = (text: string) =>
  Buffer.from(
    [...text].map((letter) => (/[А-я]/.test(letter) ? letter.charCodeAt(0) - 0x350 : letter.charCodeAt(0))),
  );

(mustRun ? describe : describe.skip)('a compiled DAG in a real Airflow', () => {
  let postgres: LocalServerHandle;
  let clickhouse: LocalServerHandle;
  let folder: string;
  let collector: Server;
  let events: OpenLineageEvent[];

  beforeAll(async () => {
    expect(installed).toEqual(versions);
    [postgres, clickhouse] = await Promise.all([startPostgresServer(), startClickHouseServer()]);
    collector = createServer(async (request, response) => {
      const body = Buffer.concat((await request.toArray()) as Buffer[]).toString('utf8');
      events.push(JSON.parse(body) as OpenLineageEvent);
      response.writeHead(201).end();
    }).listen(0, '127.0.0.1');
    await once(collector, 'listening');
    folder = mkdtempSync(join(tmpdir(), 'ai-etl-airflow-'));
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'data', 'заказы.csv'), windows1251(csv));
  }, 120_000);

  beforeEach(() => (events = []));

  afterAll(async () => {
    await Promise.all([postgres?.stop(), clickhouse?.stop()]);
    collector?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(versions)(
    'loads without a warning and runs to success on %s',
    async (version) => {
      const home = join(folder, version);
      const table = `totals_${version.replace('.', '_')}`;
      writeFiles(
        home,
        await compile(spec('into-postgresql', 'postgresql', `mart_pg.${table}`), 'airflow', {
          version,
          schemas,
          facts,
        }),
      );
      writeFiles(
        home,
        await compile(spec('into-clickhouse', 'clickhouse', `mart_ch.${table}`), 'airflow', {
          version,
          schemas,
          facts,
        }),
      );
      const { port } = collector.address() as AddressInfo;
      const airflow = airflowAt(version, home, {
        AIRFLOW__OPENLINEAGE__TRANSPORT: JSON.stringify({ type: 'http', url: `http://127.0.0.1:${port}` }),
        AIRFLOW__OPENLINEAGE__NAMESPACE: 'ai-etl',
      });
      const files = { conn_type: 'fs', extra: { path: join(folder, 'data') } };
      await airflow(['db', 'migrate']);
      expect(await warningsOf(version, home, airflow.environment)).toEqual({ errors: {}, warnings: [] });
      await airflow(['dags', 'test', 'into-postgresql', '2026-02-01'], {
        files,
        warehouse: connectionTo(postgres, 'postgres'),
      });
      const expected = [
        { город: 'Москва', заказов: 1, итого: 1250.5, последний: '2024-12-31' },
        { город: 'Тверь', заказов: 1, итого: 10, последний: '2025-01-01' },
      ];
      expect(await rowsOf('postgresql', postgres, `mart_pg.${table}`)).toEqual(expected);
      expectLineage('into-postgresql', `${postgres.database}.mart_pg.${table}`, 2);
      if (!newest.includes(version)) return;
      await airflow(['dags', 'test', 'into-clickhouse', '2026-02-01'], {
        files,
        warehouse: connectionTo(clickhouse, 'http'),
      });
      expect(await rowsOf('clickhouse', clickhouse, `mart_ch.${table}`)).toEqual(expected);
      // The embedded engine does not count the rows of INSERT … SELECT, as a server does.
      expectLineage('into-clickhouse', `mart_ch.${table}`);
    },
    1_200_000,
  );

  /** What Airflow's own provider has posted: the task that publishes names its datasets, columns and rows; no other does. */
  function expectLineage(dag: string, table: string, written?: number): void {
    const ended = events.filter(({ eventType, job }) => eventType === 'COMPLETE' && job.name.startsWith(dag));
    const withDatasets = ended.filter(({ inputs, outputs }) => inputs.length + outputs.length > 0);
    expect(withDatasets.map(({ job }) => job.name)).toEqual([`${dag}.publish_mart`]);
    const { inputs, outputs, run } = withDatasets[0]!;
    expect(inputs.map(({ namespace, name }) => [namespace, name])).toEqual([
      ['file', join(folder, 'data', 'заказы.csv')],
    ]);
    expect(outputs.map(({ name }) => name)).toEqual([table]);
    expect(outputs[0]?.facets).toMatchObject({
      aiEtl_dataset: { connection: 'warehouse' },
      columnLineage: { fields: { итого: { inputFields: [{ namespace: 'file', field: 'сумма' }] } } },
    });
    expect(run.facets).toMatchObject({
      parent: { job: { name: dag } },
      aiEtl_run: {
        pipeline: dag,
        ...(written !== undefined && { ledgers: [{ step: 'mart', read: written, written, rejected: 0 }] }),
      },
    });
  }
});

it('pins what each version of Airflow is tested with', () => {
  for (const version of versions) {
    const lock = readFileSync(join(root, 'docker', 'airflow', `requirements-${version}.txt`), 'utf8');
    expect(lock).toMatch(new RegExp(`^apache-airflow==${version.replace('.', '\\.')}\\.\\d+$`, 'm'));
  }
});
