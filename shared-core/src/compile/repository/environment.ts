import { stringify } from 'yaml';
import type { CompiledFiles } from '../compile-target';
import type { Repository } from './lower';

/** How Airflow is told of a connection, by system; places of secrets stay empty. */
const shapes: Record<string, object> = {
  file: { conn_type: 'fs', extra: { path: '/opt/airflow/data' } },
  postgresql: { conn_type: 'postgres', host: '', port: 5432, login: '', password: '', schema: '' },
  clickhouse: {
    conn_type: 'http',
    host: '',
    port: 8123,
    login: '',
    password: '',
    extra: { database: 'default' },
  },
};

/** One line a connection; a name that no variable can have is made in Airflow's own pages instead. */
export const connectionExamples = (connections: Repository['connections']) =>
  connections.map(({ name, system }) => ({
    name,
    system,
    variable: /^[A-Za-z_]\w*$/.test(name) ? `AIRFLOW_CONN_${name.toUpperCase()}` : '',
    value: JSON.stringify(shapes[system] ?? { conn_type: 'generic' }),
  }));

const install = 'pip install -r requirements-dev.txt -c constraints.txt';
const checks = ['ruff check .', 'ruff format --check .', 'python -m pytest'];
const python = '3.11';
const buildImage = (commit: string) => `docker build --tag pipeline:${commit} .`;

/** The same checks in GitHub and in GitLab. */
export function continuousIntegration({ name }: Repository): CompiledFiles['files'] {
  const github = {
    name: 'CI',
    on: { push: { branches: ['main'] }, pull_request: {} },
    permissions: { contents: 'read' },
    jobs: {
      check: {
        'runs-on': 'ubuntu-latest',
        'timeout-minutes': 30,
        steps: [
          { uses: 'actions/checkout@v5' },
          {
            uses: 'actions/setup-python@v6',
            with: { 'python-version': python, cache: 'pip', 'cache-dependency-path': 'constraints.txt' },
          },
          { run: install },
          ...checks.map((run) => ({ run })),
        ],
      },
      image: {
        'runs-on': 'ubuntu-latest',
        'timeout-minutes': 30,
        needs: 'check',
        steps: [{ uses: 'actions/checkout@v5' }, { run: buildImage('$GITHUB_SHA') }],
      },
    },
  };
  const gitlab = {
    stages: ['check', 'build'],
    check: {
      stage: 'check',
      image: `python:${python}-slim`,
      variables: { PIP_CACHE_DIR: '$CI_PROJECT_DIR/.cache/pip' },
      cache: { key: { files: ['constraints.txt'] }, paths: ['.cache/pip'] },
      script: [install, ...checks],
    },
    // Not "image": that word is a keyword of GitLab's, no name for a job.
    'build-image': {
      stage: 'build',
      image: 'docker:28',
      services: ['docker:28-dind'],
      variables: { DOCKER_TLS_CERTDIR: '/certs' },
      script: [buildImage('$CI_COMMIT_SHA')],
      rules: [{ if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH' }],
    },
  };
  const title = `# Checks of the pipeline ${name}\n`;
  return {
    '.github/workflows/ci.yml': title + spaced(github),
    '.gitlab-ci.yml': title + spaced(gitlab),
  };
}

/** YAML with an empty line between its parts. */
const spaced = (document: object): string =>
  Object.entries(document)
    .map(([key, value]) => stringify({ [key]: value }, { lineWidth: 0 }))
    .join('\n');
