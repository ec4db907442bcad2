import { parse } from 'yaml';
import { portalForTests } from './testing/portal-for-tests';

jest.setTimeout(60_000);
const portal = portalForTests();

const schedule = { cron: '0 6 * * *', timezone: 'Europe/Moscow' };
const target = { connection: 'warehouse', system: 'clickhouse', object: 'analytics.flights' };

const repository = (module: string, sources: string[], tasks: string[], end = 'load') =>
  [
    '.dockerignore',
    '.env.example',
    '.github/workflows/ci.yml',
    '.gitignore',
    '.gitlab-ci.yml',
    '.pre-commit-config.yaml',
    'Dockerfile',
    'README.md',
    'README.ru.md',
    'catalog-info.yaml',
    'constraints.txt',
    'dags/ai_etl_runtime.py',
    `dags/${module}.py`,
    ...tasks.map(task => `dags/sql/${module}/${task}`),
    'docs/index.md',
    'mkdocs.yml',
    'pipeline.yaml',
    'pyproject.toml',
    'requirements-dev.txt',
    'requirements.txt',
    'tests/conftest.py',
    `tests/expected/${end}.csv`,
    ...sources.map(source => `tests/samples/${source}.csv`),
    `tests/test_${module}.py`,
    'tests/test_transforms.py',
    'tests/transforms/cases.json',
    `tests/transforms/${end}.sql`,
  ].sort();

const filesOf = (body: { directoryContents: { path: string }[] }) => body.directoryContents.map(({ path }) => path).sort();

const fileForm = {
  name: 'flights-to-warehouse',
  source: { connection: 'files', system: 'file', object: 'flights.csv' },
  where: 'delay > 15',
  target,
  mode: 'replace',
  schedule,
  airflow: '2.11',
  publish: 'portal',
};

describe('templates in a dry run of a real scaffolder', () => {
  it('file-to-warehouse gives a whole repository', async () => {
    const { status, body } = await portal.dryRun('file-to-warehouse', fileForm);
    expect([status, body.error ?? body.errors]).toEqual([200, undefined]);
    expect(filesOf(body)).toEqual(
      repository('flights_to_warehouse', ['rows'], ['clean_up_load.sql', 'land_rows.sql', 'publish_load.lineage.json', 'publish_load.sql']),
    );
    const dag = textOf(body, 'dags/flights_to_warehouse.py');
    expect(dag).toContain('CronDataIntervalTimetable("0 6 * * *", timezone="Europe/Moscow")');
    expect(textOf(body, 'requirements.txt')).toContain('apache-airflow==2.11.2');
  });

  it('postgres-to-clickhouse-nightly-merge reads what is new, checks the key and merges by it', async () => {
    const { status, body } = await portal.dryRun('postgres-to-clickhouse-nightly-merge', {
      name: 'orders-to-clickhouse',
      source: { connection: 'app', system: 'postgresql', object: 'public.orders', fields: ['id', 'amount'] },
      keys: ['id'],
      cursor: 'updated_at',
      target: { ...target, object: 'analytics.orders' },
      schedule,
      airflow: '3.3',
      publish: 'portal',
    });
    expect([status, body.error ?? body.errors]).toEqual([200, undefined]);
    expect(filesOf(body)).toEqual(
      repository(
        'orders_to_clickhouse',
        ['rows'],
        [
          'check_checked_keys_are_there.sql',
          'check_checked_keys_are_unique.sql',
          'clean_up_load.sql',
          'keep_watermark_load.sql',
          'land_rows.sql',
          'publish_load.lineage.json',
          'publish_load.sql',
          'read_rows.sql',
          'watermark_rows.sql',
        ],
      ),
    );
    expect(textOf(body, 'dags/sql/orders_to_clickhouse/read_rows.sql')).toContain("updated_at >= '{{ watermark }}'");
  });

  it.each([
    ['customer', /customer is string/],
    ['changed_at', /changed_at/],
  ])('postgres-to-clickhouse-nightly-merge refuses %s as what tells new rows', async (cursor, reason) => {
    const { status, body } = await portal.dryRun('postgres-to-clickhouse-nightly-merge', {
      name: 'orders-to-clickhouse',
      source: { connection: 'app', system: 'postgresql', object: 'public.orders' },
      keys: ['id'],
      cursor,
      target: { ...target, object: 'analytics.orders' },
      airflow: '3.3',
      publish: 'portal',
    });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(JSON.stringify(body)).toMatch(reason);
  });

  it('pipeline-repository-from-a-sentence understands and compiles', async () => {
    const { status, body } = await portal.dryRun('pipeline-repository-from-a-sentence', {
      sentence: { text: 'Read flights.csv, keep delay > 15, count flights by origin, load into ClickHouse table analytics.delayed', connections: ['files', 'warehouse'] },
      name: 'рейсы-в-хранилище',
      airflow: '3.3',
      publish: 'portal',
    });
    expect([status, body.error ?? body.errors]).toEqual([200, undefined]);
    expect(filesOf(body)).toEqual(expect.arrayContaining(['pipeline.yaml', 'dags/рейсы_в_хранилище.py', 'catalog-info.yaml']));
  });

  it('takes Cyrillic names of pipeline and file', async () => {
    const { status, body } = await portal.dryRun('file-to-warehouse', {
      ...fileForm,
      name: 'рейсы',
      source: { ...fileForm.source, object: 'рейсы.csv' },
    });
    expect([status, body.error ?? body.errors]).toEqual([200, undefined]);
    expect(textOf(body, 'catalog-info.yaml')).toMatch(/name: reysy-[0-9a-f]{10}/);
  });

  it('gives a name that is too long for the catalog an entity that it takes, and keeps it as the title', async () => {
    const name = 'рейсы-'.repeat(16);
    const { status, body } = await portal.dryRun('file-to-warehouse', { ...fileForm, name });
    expect([status, body.error ?? body.errors]).toEqual([200, undefined]);
    const { metadata } = parse(textOf(body, 'catalog-info.yaml'));
    expect(metadata).toMatchObject({ title: name, annotations: { 'ai-etl.io/pipeline': name } });
    expect(metadata.name).toMatch(/^[A-Za-z0-9][\w.-]{0,61}[A-Za-z0-9]$/);
  });

  it.each([
    ['a name of 101 letters', { name: 'y'.repeat(101) }, /maximum length of 100/],
    ['a name with spaces', { name: 'a b' }, /pattern/],
    ['no table', { target: undefined }, /target/],
    ['a merge without a key', { mode: 'merge', keys: [] }, /at least 1/],
    ['a field that is not there', { where: 'lateness > 15' }, /wanted.*lateness/],
    ['a file that is not there', { source: { ...fileForm.source, object: 'none.csv' } }, /none\.csv/],
  ])('refuses %s', async (_, change, reason) => {
    const { status, body } = await portal.dryRun('file-to-warehouse', { ...fileForm, ...change });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(JSON.stringify(body)).toMatch(reason);
  });

  it('asks back where a sentence is open, and writes nothing', async () => {
    const { status, body } = await portal.dryRun('pipeline-repository-from-a-sentence', {
      sentence: { text: 'сделай красиво', connections: ['files'] },
      airflow: '3.3',
      publish: 'portal',
    });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body.error.message).toMatch(/sentence/);
  });
});

interface DryRun {
  directoryContents: { path: string; base64Content: string }[];
}

const textOf = ({ directoryContents }: DryRun, path: string): string =>
  Buffer.from(directoryContents.find(file => file.path === path)!.base64Content, 'base64').toString('utf8');
