import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { portalForTests } from './testing/portal-for-tests';

const run = promisify(execFile);
const root = join(__dirname, '../../..');
const mustRun = process.env.AI_ETL_ALL === '1';

jest.setTimeout(240_000);

const target = { connection: 'warehouse', system: 'clickhouse', object: 'analytics.made' };
const forms = {
  'file-to-warehouse': {
    name: 'рейсы-в-хранилище',
    source: { connection: 'files', system: 'file', object: 'flights.csv' },
    where: 'delay > 15',
    target,
    mode: 'replace',
    schedule: { cron: '0 6 * * *', timezone: 'Europe/Moscow' },
  },
  'postgres-to-clickhouse-nightly-merge': {
    name: 'orders-nightly',
    source: { connection: 'app', system: 'postgresql', object: 'public.orders' },
    keys: ['id'],
    cursor: 'updated_at',
    target,
    schedule: { cron: '0 2 * * *', timezone: 'UTC' },
  },
  'pipeline-repository-from-a-sentence': {
    sentence: {
      text: 'Прочитай flights.csv, оставь строки, где delay больше 15, посчитай количество по origin и загрузи в ClickHouse таблицу analytics.delayed',
      connections: ['files', 'warehouse'],
    },
  },
};

(mustRun ? describe : describe.skip)("a template's repository, tested by itself in a real Airflow (npm test -- --all)", () => {
  const portal = portalForTests();

  it.each(Object.entries(forms).flatMap(([name, form]) => ['2.11', '3.3'].map(airflow => ({ name, airflow, form }))))(
    '$name on Airflow $airflow',
    async ({ name, airflow, form }) => {
      const { status, body } = await portal.dryRun(name, { ...form, airflow, publish: 'portal' });
      expect([status, body.error]).toEqual([200, undefined]);
      const home = mkdtempSync(join(tmpdir(), 'ai-etl-repository-'));
      for (const { path, base64Content } of body.directoryContents) {
        mkdirSync(dirname(join(home, path)), { recursive: true });
        writeFileSync(join(home, path), Buffer.from(base64Content, 'base64'));
      }
      const bin = join(root, '.venvs', `airflow-${airflow}`, 'bin');
      const environment = { ...process.env, PATH: `${bin}:${process.env.PATH}`, PYTHONWARNINGS: 'ignore' };
      const { stdout } = await run(join(bin, 'python'), ['-m', 'pytest', '-q'], { cwd: home, env: environment, maxBuffer: 64 << 20 });
      expect(stdout).toMatch(/^2 passed/m);
    },
  );
});
