import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { compile } from '../index';
import { cases } from '../testing/cases';
import { airflowIds, lockText } from './python-locks';

const root = join(__dirname, '../../../..');
const flagship = cases.find(({ name }) => name === 'flagship')!;
const cyrillic = cases.find(({ name }) => name === 'cyrillic')!;
const made = async ({ text, schemas }: typeof flagship, options = {}) =>
  (await compile(text, 'airflow-repository', { schemas, ...options })).files;

describe('a repository around a DAG', () => {
  it('has everything that a team needs beside the DAG', async () => {
    const files = await made(flagship, { version: '2.11' });
    expect(Object.keys(files).sort()).toEqual([
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
      'dags/delayed_flights_by_airport.py',
      'dags/sql/delayed_flights_by_airport/clean_up_mart.sql',
      'dags/sql/delayed_flights_by_airport/land_flights.sql',
      'dags/sql/delayed_flights_by_airport/publish_mart.lineage.json',
      'dags/sql/delayed_flights_by_airport/publish_mart.sql',
      'docs/index.md',
      'mkdocs.yml',
      'pipeline.yaml',
      'pyproject.toml',
      'requirements-dev.txt',
      'requirements.txt',
      'tests/conftest.py',
      'tests/expected/mart.csv',
      'tests/samples/flights.csv',
      'tests/test_delayed_flights_by_airport.py',
      'tests/test_transforms.py',
      'tests/transforms/cases.json',
      'tests/transforms/mart.sql',
    ]);
    expect(files['requirements.txt']).toMatch(/^apache-airflow==2\.11\.2$/m);
    expect(files['requirements.txt']).toMatch(/^apache-airflow-providers-openlineage==/m);
    expect(files['Dockerfile']).toContain('FROM apache/airflow:2.11.2-python3.11');
  });

  it('gives the same bytes for the same pipeline', async () => {
    expect(await made(flagship)).toEqual(await made(flagship));
  });

  const componentOf = (files: Record<string, string>) => {
    const documents = parseAllDocuments(files['catalog-info.yaml']!).map((document) => document.toJS());
    expect(documents).toHaveLength(1);
    return documents[0];
  };

  it('describes the pipeline alone to the catalog, a Cyrillic one under a name that it takes', async () => {
    const component = componentOf(await made(cyrillic));
    expect(component).toMatchObject({
      kind: 'Component',
      metadata: {
        name: expect.stringMatching(/^[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*$/),
        annotations: { 'ai-etl.io/pipeline': cyrillic.spec.name },
      },
      spec: { type: 'data-pipeline' },
    });
    const named = componentOf(await made(cyrillic, { entity: 'prodazhi-po-gorodam-1' }));
    expect(named.metadata.name).toBe('prodazhi-po-gorodam-1');
  });

  it('names datasets as the spec does, as nobody knows their entities without a portal', async () => {
    const { spec } = componentOf(await made(flagship));
    expect(spec).not.toHaveProperty('dependsOn');
    expect(spec.aiEtl).toEqual({
      reads: [{ connection: 'files', object: 'flights.csv', system: 'file' }],
      writes: [{ connection: 'warehouse', object: 'analytics.delayed_flights', system: 'clickhouse' }],
    });
  });

  it('only refers to datasets that the portal has in its catalog, where other pipelines have them too', async () => {
    const [source, target] = ['files:flights.csv', 'warehouse:analytics.delayed_flights'];
    const files = await made(flagship, { datasets: { [source]: 'flights-1', [target]: 'delayed-2' } });
    const [reads, writes] = [['resource:default/flights-1'], ['resource:default/delayed-2']];
    const { spec } = componentOf(files);
    expect(spec).toMatchObject({ dependsOn: reads, dependencyOf: writes });
    expect(spec.aiEtl).toEqual({ consumes: reads, produces: writes });
  });

  it.each([
    ['ivan@example.org', 'user:default/ivan_example.org'],
    ['group:data/core', 'group:data/core'],
    ['analytics', 'analytics'],
    [undefined, 'unknown'],
  ])('owner %p is %s in the catalog', async (owner, ref) => {
    const spec = { ...parse(flagship.text), owner };
    const { files } = await compile(spec, 'airflow-repository', { schemas: flagship.schemas });
    expect(parseAllDocuments(files['catalog-info.yaml']!)[0]!.toJS().spec.owner).toBe(ref);
  });

  it.each(cases.map((one) => [one.name, one] as const))(
    'tests the transforms of %s on rows that come out, or refuses as the DAG does',
    async (_, one) => {
      const files = await made(one).catch((error: { code?: string }) => {
        expect(error.code).toBe('compile.cannot-say');
        return undefined;
      });
      if (!files) return;
      const expected = Object.keys(files).filter((path) => path.startsWith('tests/expected/'));
      expect(expected.length).toBeGreaterThan(0);
      for (const path of expected) expect(files[path]!.trimEnd().split('\n').length).toBeGreaterThan(1);
    },
  );

  it('refuses by step and reason where a source is not known', async () => {
    const spec = parse(flagship.text);
    await expect(compile(spec, 'airflow-repository')).rejects.toMatchObject({ code: 'compile.cannot-say' });
    await expect(compile(spec, 'airflow-repository')).rejects.toThrow(/"flights" \(source\.fields\)/);
  });

  it('takes the fields of a table that nobody read from the spec, as the refusal says', async () => {
    const spec = parse(flagship.text);
    spec.connections.files.system = 'postgresql';
    const fields = { delay: 'int64', origin: 'string' };
    const source = {
      ...spec.steps[0],
      object: 'public.flights',
      fields: Object.keys(fields),
      schema: fields,
    };
    const { files } = await compile(
      { ...spec, steps: [source, ...spec.steps.slice(1)] },
      'airflow-repository',
    );
    expect(files['tests/expected/mart.csv']!.trimEnd().split('\n').length).toBeGreaterThan(1);
  });

  it('lets nothing of a spec out of its place', async () => {
    const hostile = '```\n# x\n[a](javascript:b) <script>`| {{ y }} ${z}\n- item';
    const spec = { ...parse(flagship.text), description: hostile, owner: hostile, tags: [hostile] };
    const files = (await compile(spec, 'airflow-repository', { schemas: flagship.schemas })).files;
    for (const path of ['README.md', 'README.ru.md', 'docs/index.md']) {
      const prose = files[path]!.replace(/```[\s\S]*?```/g, '');
      expect(prose).not.toContain('<script>');
      expect(prose).not.toMatch(/^# x$/m);
      expect(prose).not.toMatch(/(?<!\\)\]\(javascript/);
    }
    const [component] = parseAllDocuments(files['catalog-info.yaml']!).map((document) => document.toJS());
    expect(component.metadata.description).toBe(hostile);
    expect(component.metadata.tags).toEqual(['ai-etl']);
    expect(component.spec.owner).toMatch(/^[A-Za-z0-9-]+$/);
  });

  it.each([
    [
      'what it is for, in Russian',
      { description: 'Рейсы для отчёта' },
      {},
      /^Конвейер для Airflow/m,
      'README.en.md',
      'Обзор',
    ],
    ['a name in Russian', { name: 'рейсы' }, {}, /^Конвейер для Airflow/m, 'README.en.md', 'Обзор'],
    ['Russian', {}, { language: 'ru' }, /^Конвейер для Airflow/m, 'README.en.md', 'Обзор'],
    ['nothing', {}, {}, /^An Airflow 3\.3 pipeline/m, 'README.ru.md', 'Overview'],
  ] as const)(
    'is read first in the language of who asked for it with %s',
    async (_, said, asked, first, other, overview) => {
      const { schemas } = flagship;
      const { files } = await compile({ ...parse(flagship.text), ...said }, 'airflow-repository', {
        schemas,
        ...asked,
      });
      expect(files['README.md']).toMatch(first);
      expect(files['README.md']).toContain(`](${other})`);
      expect(files[other]).toContain('](README.md)');
      expect(files['mkdocs.yml']).toContain(`- ${overview}: index.md`);
      expect(/\p{Script=Cyrillic}/u.test(files['docs/index.md']!)).toBe(overview === 'Обзор');
    },
  );

  it("calls no job of GitLab's by a keyword of GitLab's, which would be no job", async () => {
    const gitlab = parse((await made(flagship))['.gitlab-ci.yml']!) as Record<string, unknown>;
    const keywords = ['image', 'services', 'cache', 'pages', 'variables', 'include', 'default', 'workflow'];
    expect(Object.keys(gitlab)).toEqual(['stages', 'check', 'build-image']);
    expect(Object.keys(gitlab).filter((job) => keywords.includes(job))).toEqual([]);
  });

  it.each(airflowIds)('pins what docker/airflow installs for %s', (version) => {
    expect(lockText(version)).toBe(
      readFileSync(join(root, 'docker/airflow', `requirements-${version}.txt`), 'utf8'),
    );
  });
});
