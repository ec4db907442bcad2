import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from '../../connectors';
import { startClickHouseServer, startPostgresServer, type LocalServerHandle } from '../../local';
import { requirePlan } from '../../plan';
import { runPlan } from '../../run';
import { parseSpec } from '../../spec';
import { cases, type Case } from '../testing/cases';
import { compile } from '../index';
import { cuttingProxy, type CuttingProxy } from './testing/cutting-proxy';
import {
  airflowAt,
  connectionTo,
  mustRun,
  openConnection,
  rowsOf,
  writeFiles,
  type AirflowConnection,
} from './testing/real-airflow';

if (!mustRun) console.warn('skipped: incremental loads in a real Airflow need Python (npm test -- --all)');

/** A case whose tasks are not tried again by themselves: a death ends the run. */
function caseNamed(name: string): Case {
  const one = cases.find((known) => known.name === name)!;
  return { ...one, text: one.text.replace(/^retry: .*\n/m, '') };
}

(mustRun ? describe : describe.skip)('a source with a cursor, in a real Airflow', () => {
  let postgres: LocalServerHandle;
  let clickhouse: LocalServerHandle;
  let toPostgres: CuttingProxy;
  let toClickHouse: CuttingProxy;
  let app: Connection;
  let warehouse: Connection;
  let folder: string;

  beforeAll(async () => {
    [postgres, clickhouse] = await Promise.all([startPostgresServer(), startClickHouseServer()]);
    [toPostgres, toClickHouse] = await Promise.all([cuttingProxy(postgres), cuttingProxy(clickhouse)]);
    [app, warehouse] = await Promise.all([
      openConnection('postgresql', postgres),
      openConnection('clickhouse', clickhouse),
    ]);
    folder = mkdtempSync(join(tmpdir(), 'ai-etl-incremental-'));
    mkdirSync(join(folder, 'data'));
  }, 120_000);

  afterAll(async () => {
    [toPostgres, toClickHouse].forEach((proxy) => proxy?.close());
    await Promise.all([app?.close(), warehouse?.close()]);
    await Promise.all([postgres?.stop(), clickhouse?.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  /** A home with a case compiled into it; `test` runs the DAG as Airflow's own `dags test` does. */
  async function airflowWith(one: Case, version: string, connections: Record<string, AirflowConnection>) {
    const home = join(folder, `${one.name}-${version}`);
    writeFiles(home, await compile(one.text, 'airflow', { schemas: one.schemas, version }));
    const airflow = airflowAt(version, home, { AIRFLOW__OPENLINEAGE__DISABLED: 'True' });
    await airflow(['db', 'migrate']);
    const id = one.spec.name;
    return {
      test: (day: string) => airflow(['dags', 'test', id, day], connections),
      retry: (task: string, day: string) => airflow(['tasks', 'test', id, task, day], connections),
    };
  }

  /** The same pipeline by the core's own run, into another table. */
  async function runByCore(one: Case, object: string, connections: Record<string, Connection>) {
    const target = one.spec.steps.at(-1) as { object: string };
    const spec = parseSpec(one.text.replace(`object: ${target.object}`, `object: ${object}`));
    await runPlan(requirePlan(spec, one.schemas), { connections: async (name) => connections[name]! });
  }

  it.each(['2.11', '3.3'])(
    'merges what is new, also after a death between rows and watermark, on %s',
    async (version) => {
      const one = caseNamed('incremental-merge');
      await app.query('DROP TABLE IF EXISTS public.orders');
      await warehouse.query('DROP DATABASE IF EXISTS analytics SYNC');
      await app.query(
        'CREATE TABLE public.orders (id bigint PRIMARY KEY, customer text, amount numeric(12,2), changed_at timestamptz)',
      );
      await app.query(`INSERT INTO public.orders VALUES
        (1, 'ann', 10, '2026-01-01 00:00:00.000001+00'), (2, 'Ёлка', 20.50, '2026-01-02 03:00:00+03'),
        (3, NULL, 30, NULL), (4, 'below zero', -1, '2026-01-02 00:00:00+00')`);
      const airflow = await airflowWith(one, version, {
        shop: connectionTo(postgres, 'postgres'),
        warehouse: connectionTo(clickhouse, 'http', toClickHouse.port),
      });
      const loaded = () => rowsOf('clickhouse', clickhouse, 'analytics.orders');
      const byCore = async () => {
        await warehouse.query('DROP TABLE IF EXISTS analytics.by_core SYNC');
        await runByCore(one, 'analytics.by_core', { shop: app, warehouse });
        return rowsOf('clickhouse', clickhouse, 'analytics.by_core');
      };

      await airflow.test('2026-02-01');
      expect(await loaded()).toEqual(await byCore());
      expect(await loaded()).toHaveLength(3);

      // Row 1 changes behind the cursor's back: who reads only what is new does not see it.
      await app.query("UPDATE public.orders SET customer = 'unseen' WHERE id = 1");
      await app.query("UPDATE public.orders SET amount = 21, changed_at = '2026-02-01' WHERE id = 2");
      await app.query("INSERT INTO public.orders VALUES (5, 'new', 50, '2026-02-01')");
      toClickHouse.cut = { at: 'INSERT INTO analytics.ai_etl_watermark', when: 'before' };
      await expect(airflow.test('2026-02-02')).rejects.toThrow(/keep_watermark_load/);
      expect(toClickHouse.cut).toBeUndefined();
      // Late rows at the very moment of the watermark that was kept before, and at that of the last row.
      await app.query(`INSERT INTO public.orders VALUES (6, 'at the old one', 60, '2026-01-02 00:00:00+00'),
        (7, 'at the new one', 70, '2026-02-01')`);
      await airflow.test('2026-02-03');
      expect((await loaded())[0]).toMatchObject({ id: 1, customer: 'ANN' });
      await app.query("UPDATE public.orders SET customer = 'ann' WHERE id = 1");
      expect(await loaded()).toEqual(await byCore());
      expect(await loaded()).toHaveLength(6);

      // Nothing new: the same rows, and the watermark stays.
      await airflow.test('2026-02-04');
      expect(await loaded()).toEqual(await byCore());
    },
    1_800_000,
  );

  it.each(['2.11', '3.3'])(
    'appends each row once, whenever the load dies, on %s',
    async (version) => {
      const one = caseNamed('incremental-append');
      await warehouse.query('DROP DATABASE IF EXISTS app SYNC');
      await warehouse.query('CREATE DATABASE app');
      await warehouse.query(
        'CREATE TABLE app.events (number UInt64, person Nullable(Int64), happened Nullable(DateTime64(3))) ENGINE = MergeTree ORDER BY number',
      );
      for (const table of ['people', 'seen_events', 'by_core', 'ai_etl_watermark'])
        await app.query(`DROP TABLE IF EXISTS public.${table}`);
      await app.query('CREATE TABLE public.people (person bigint NOT NULL, name text)');
      await app.query("INSERT INTO public.people VALUES (1, 'ann'), (2, 'Боря')");
      const add = (...numbers: number[]) =>
        warehouse.query(
          `INSERT INTO app.events VALUES ${numbers.map((number) => `(${number}, ${number % 3}, '2026-01-01 10:00:00.123')`).join(', ')}`,
        );
      const airflow = await airflowWith(one, version, {
        log: connectionTo(clickhouse, 'http'),
        warehouse: connectionTo(postgres, 'postgres', toPostgres.port),
      });
      const loaded = async () =>
        (await rowsOf('postgresql', postgres, 'public.seen_events')).map(({ number }) => number);

      await add(50, 101, 102, 103);
      await airflow.test('2026-02-01');
      expect(await loaded()).toEqual([101, 103]);

      // 103 and 104 have no name: they are read, and the watermark passes them.
      await add(104, 105, 106);
      toPostgres.cut = { at: 'UPDATE public.ai_etl_watermark', when: 'before' };
      await expect(airflow.test('2026-02-02')).rejects.toThrow(/publish_load/);
      expect(await loaded()).toEqual([101, 103]);

      toPostgres.cut = { at: 'UPDATE public.ai_etl_watermark', when: 'committed' };
      await expect(airflow.test('2026-02-03')).rejects.toThrow(/publish_load/);
      expect(await loaded()).toEqual([101, 103, 104, 106]);
      // The task is tried again, over the rows that landed then.
      await airflow.retry('publish_load', '2026-02-03');
      expect(await loaded()).toEqual([101, 103, 104, 106]);

      await add(107);
      await airflow.test('2026-02-04');
      expect(toPostgres.cuts).toBeGreaterThanOrEqual(2);
      await runByCore(one, 'public.by_core', { log: warehouse, warehouse: app });
      expect(await rowsOf('postgresql', postgres, 'public.seen_events')).toEqual(
        await rowsOf('postgresql', postgres, 'public.by_core'),
      );
      expect(await loaded()).toEqual([101, 103, 104, 106, 107]);
    },
    1_800_000,
  );

  it.each(['2.11', '3.3'])(
    'appends the new lines of a growing file to ClickHouse, all at once, on %s',
    async (version) => {
      await warehouse.query('DROP DATABASE IF EXISTS analytics SYNC');
      const one = caseNamed('incremental-file');
      const lines = ['at,sensor,value', '2026-01-01 00:00:00,a,1', '2026-01-01 00:00:01.5,b,2'];
      const grow = (...more: string[]) =>
        writeFileSync(join(folder, 'data', 'readings.csv'), `${[...lines, ...more].join('\n')}\n`);
      const airflow = await airflowWith(one, version, {
        files: { conn_type: 'fs', extra: { path: join(folder, 'data') } },
        warehouse: connectionTo(clickhouse, 'http', toClickHouse.port),
      });
      const loaded = async () =>
        (await rowsOf('clickhouse', clickhouse, 'analytics.readings')).map(({ sensor }) => sensor);

      grow();
      await airflow.test('2026-02-01');
      expect(await loaded()).toEqual(['a', 'b']);
      grow('2026-01-01 00:00:02,c,3', '2026-01-01 00:00:03,d,');
      toClickHouse.cut = { at: 'DROP TABLE analytics.readings__rows', when: 'before' };
      await expect(airflow.test('2026-02-02')).rejects.toThrow(/publish_load/);
      await airflow.test('2026-02-03');
      expect(await loaded()).toEqual(['a', 'b', 'c', 'd']);
      grow('2026-01-01 00:00:02,c,3', '2026-01-01 00:00:03,d,', ',without a moment,1');
      await expect(airflow.test('2026-02-04')).rejects.toThrow(/check_readings_cursor/);
      expect(await loaded()).toEqual(['a', 'b', 'c', 'd']);
    },
    1_800_000,
  );

  /** Numbers and moments are given before a transaction commits: what is seen first is not what was first. */
  it('finds rows that were committed late, on 2.10', async () => {
    const one = caseNamed('lookback-merge');
    await warehouse.query('DROP DATABASE IF EXISTS app SYNC');
    await warehouse.query('CREATE DATABASE app');
    await warehouse.query(
      'CREATE TABLE app.orders (number UInt64, customer Nullable(String), amount Nullable(Decimal(12, 2))) ENGINE = MergeTree ORDER BY number',
    );
    for (const table of ['paid_orders', 'ai_etl_watermark'])
      await app.query(`DROP TABLE IF EXISTS public.${table}`);
    const airflow = await airflowWith(one, '2.10', {
      shop: connectionTo(clickhouse, 'http'),
      warehouse: connectionTo(postgres, 'postgres'),
    });
    const add = (...numbers: number[]) =>
      warehouse.query(
        `INSERT INTO app.orders VALUES ${numbers.map((number) => `(${number}, 'Ё', 1)`).join(', ')}`,
      );
    const loaded = async () =>
      (await rowsOf('postgresql', postgres, 'public.paid_orders')).map(({ number }) => number);

    await add(50, 2000);
    await airflow.test('2026-02-01');
    expect(await loaded()).toEqual([2000]);
    await add(999, 1000, 1999, 2001);
    await airflow.test('2026-02-02');
    expect(await loaded()).toEqual([1000, 1999, 2000, 2001]);
  }, 1_800_000);

  it('appends rows that were committed late, once, on 3.0', async () => {
    const one = caseNamed('lookback-append');
    await warehouse.query('DROP DATABASE IF EXISTS analytics SYNC');
    await app.query('DROP TABLE IF EXISTS public.clicks');
    await app.query(
      'CREATE TABLE public.clicks (click bigint PRIMARY KEY, happened timestamp NOT NULL, page text)',
    );
    const airflow = await airflowWith(one, '3.0', {
      app: connectionTo(postgres, 'postgres'),
      warehouse: connectionTo(clickhouse, 'http', toClickHouse.port),
    });
    const loaded = async () =>
      (await rowsOf('clickhouse', clickhouse, 'analytics.clicks')).map(({ click }) => click);

    await app.query("INSERT INTO public.clicks VALUES (1, '2026-02-01 12:00', '/')");
    await airflow.test('2026-02-02');
    await app.query(`INSERT INTO public.clicks VALUES
      (2, '2026-01-31 12:00', '/late'), (3, '2026-01-31 11:59:59', '/too-late'), (4, '2026-02-01 12:00', '/same')`);
    toClickHouse.cut = { at: 'DROP TABLE analytics.clicks__rows', when: 'before' };
    await expect(airflow.test('2026-02-03')).rejects.toThrow(/publish_load/);
    await airflow.test('2026-02-04');
    expect(await loaded()).toEqual([1, 2, 4]);
  }, 1_800_000);
});
