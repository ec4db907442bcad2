import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { connectors, type Connection } from '../../connectors';
import { openEngine, type Engine } from '../../engine';
import { startPostgresServer, type LocalServerHandle } from '../../local';
import { requirePlan } from '../../plan';
import { runPlan } from '../../run';
import { parseSpec } from '../../spec';
import { cases } from '../testing/cases';
import { compile } from '../index';
import {
  airflowAt,
  connectionTo,
  mustRun,
  openConnection,
  warningsOf,
  writeFiles,
} from './testing/real-airflow';

if (!mustRun) console.warn('skipped: files in a real Airflow need Python (npm test -- --all)');

const caseNamed = (name: string) => cases.find((one) => one.name === name)!;

(mustRun ? describe : describe.skip)(
  'files in a real Airflow, as the core itself reads and writes them',
  () => {
    let postgres: LocalServerHandle;
    let database: Connection;
    let engine: Engine;
    let folder: string;
    const at = (...path: string[]) => join(folder, ...path);

    beforeAll(async () => {
      postgres = await startPostgresServer();
      database = await openConnection('postgresql', postgres);
      engine = await openEngine();
      folder = mkdtempSync(join(tmpdir(), 'ai-etl-files-'));
      for (const name of ['airflow', 'core']) mkdirSync(at(name), { recursive: true });
    }, 120_000);

    afterAll(async () => {
      await engine?.close();
      await database?.close();
      await postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    async function runByCore(text: string, schemas: (typeof cases)[number]['schemas']) {
      const connector = connectors.get('file');
      const files = await connector.open({ root: at('core') }, { name: 'files' });
      try {
        const known: Record<string, Connection> = { files, warehouse: database };
        await runPlan(requirePlan(parseSpec(text), schemas), { connections: async (name) => known[name]! });
      } finally {
        await files.close();
      }
    }

    async function airflowWith(name: string, version: string, text: string) {
      const home = at(`${name}-${version}`);
      const { schemas } = caseNamed(name);
      writeFiles(home, await compile(text, 'airflow', { schemas, version }));
      const airflow = airflowAt(version, home, { AIRFLOW__OPENLINEAGE__DISABLED: 'True' });
      await airflow(['db', 'migrate']);
      expect(await warningsOf(version, home, airflow.environment)).toEqual({ errors: {}, warnings: [] });
      return () =>
        airflow(['dags', 'test', parseSpec(text).name, '2026-02-01'], {
          files: { conn_type: 'fs', extra: { path: at('airflow') } },
          warehouse: connectionTo(postgres, 'postgres'),
        });
    }

    const put = (path: string, text: string) =>
      ['airflow', 'core'].forEach((home) => {
        mkdirSync(dirname(at(home, path)), { recursive: true });
        writeFileSync(at(home, path), text);
      });

    it.each(['2.11', '3.0'])(
      'writes CSV, JSON Lines and Parquet beside the old file and puts them in its place, on %s',
      async (version) => {
        const { text, schemas } = caseNamed('file-target');
        await database.query('DROP TABLE IF EXISTS public.airports');
        await database.query('CREATE TABLE public.airports (code text NOT NULL, city text)');
        await database.query(
          `INSERT INTO public.airports VALUES ('SVO', 'Москва'), ('JFK', 'New "York", NY'), ('XXX', ''), ('NUL', NULL)`,
        );
        put(
          'flights.csv',
          'origin,delay,day\nSVO,5,2026-01-02\nSVO,-7,2026-01-01\nJFK,,2026-01-03\nXXX,1,\nNUL,2,2026-01-04\nZZZ,3,\n',
        );
        const test = await airflowWith(
          'file-target',
          version,
          text.replace('notNull: [delay]', 'notNull: [origin]'),
        );
        await runByCore(text.replace('notNull: [delay]', 'notNull: [origin]'), schemas);

        await test();
        const outputs = {
          'out/delays.csv.gz': 'read_csv',
          'out/delays.jsonl': 'read_json',
          'delays.parquet': 'read_parquet',
        };
        for (const [path, read] of Object.entries(outputs)) {
          const rowsIn = async (home: string) =>
            (await engine.query(`SELECT * FROM ${read}('${at(home, path)}') ORDER BY ALL`)).rows;
          expect(await rowsIn('airflow')).toEqual(await rowsIn('core'));
          expect(await rowsIn('airflow')).toHaveLength(4);
        }
        expect(readdirSync(at('airflow', 'out')).sort()).toEqual(['delays.csv.gz', 'delays.jsonl']);

        // A row that is not what the file promises: nothing takes the place of what is there.
        const before = readFileSync(at('airflow', 'delays.parquet'));
        writeFileSync(at('airflow', 'flights.csv'), 'origin,delay,day\nSVO,5.5,2026-01-02\n');
        await expect(test()).rejects.toThrow(/delay/);
        expect(readFileSync(at('airflow', 'delays.parquet')).equals(before)).toBe(true);
        expect(existsSync(at('airflow', '.delays.parquet.part'))).toBe(false);
      },
      1_800_000,
    );

    it.each(['2.10', '3.3'])(
      'reads Parquet, JSON and JSON Lines into PostgreSQL, on %s',
      async (version) => {
        const { text } = caseNamed('parquet-and-json');
        for (const home of ['airflow', 'core']) {
          await engine.execute(`COPY (SELECT * FROM (VALUES
          (1::BIGINT, 7::BIGINT, TIMESTAMPTZ '2026-01-01 00:00:00.000001+00', 12.50::DECIMAL(12,2), '\\x00\\xFF'::BLOB, {'x': 1.5::DOUBLE, 'y': NULL::DOUBLE}),
          (2, NULL, NULL, NULL, NULL, NULL), (3, 8, TIMESTAMPTZ 'infinity', -0.01, ''::BLOB, {'x': 0.1, 'y': 2e300})
        ) AS t(trip, person, "at", cost, photo, place)) TO '${at(home, 'trips.parquet')}' (FORMAT parquet)`);
          await engine.execute(`COPY (SELECT 1::BIGINT AS trip, '' AS note, '["a","Ё"]'::JSON AS tags UNION ALL SELECT 3, 'line
break, "quote" \\N', NULL) TO '${at(home, 'notes.jsonl.zst')}' (FORMAT json, COMPRESSION zstd)`);
        }
        put(
          'people.json',
          '[{"person": 7, "name": "Ёлка", "born": "2000-02-29"}, {"person": 8, "name": null}]',
        );
        const test = await airflowWith('parquet-and-json', version, text);
        await test();
        await runByCore(
          text.replace('public.trips', 'public.by_core'),
          caseNamed('parquet-and-json').schemas,
        );
        const rowsIn = async (table: string) =>
          (await database.query(`SELECT t::text AS row FROM public.${table} AS t ORDER BY trip`)).rows;
        expect(await rowsIn('trips')).toEqual(await rowsIn('by_core'));
        expect(await rowsIn('trips')).toHaveLength(3);

        put('people.json', '[{"person": 7.5, "name": "nobody"}]');
        await expect(test()).rejects.toThrow(/7\.5/);
        expect(await rowsIn('trips')).toHaveLength(3);
      },
      1_800_000,
    );

    it('reads a file once for all targets of a connection, and drops it after the last, on 3.3', async () => {
      const text = caseNamed('shared-source').text.replace('system: clickhouse', 'system: postgresql');
      put(
        'flights.csv',
        'date,delay,distance,origin,destination\n2026-01-01,107,10,SVO,JFK\n2026-01-02,1,20,JFK,SVO\n2026-01-03,2,30,JFK,SVO\n2026-01-04,,40,ATL,SVO\n',
      );
      const test = await airflowWith('shared-source', '3.3', text);
      await test();
      await runByCore(text.replaceAll('marts.', 'core.'), caseNamed('shared-source').schemas);
      const rowsIn = async (table: string) =>
        (await database.query(`SELECT t::text AS row FROM ${table} AS t ORDER BY 1`)).rows;
      for (const [table, count] of [
        ['late_flights', 1],
        ['calm_airports', 1],
      ] as const) {
        expect(await rowsIn(`marts.${table}`)).toEqual(await rowsIn(`core.${table}`));
        expect(await rowsIn(`marts.${table}`)).toHaveLength(count);
      }
      const { rows } = await database.query("SELECT tablename FROM pg_tables WHERE schemaname = 'marts'");
      expect(rows.map(({ tablename }) => tablename).sort()).toEqual(['calm_airports', 'late_flights']);
    }, 1_800_000);
  },
);
