import { stringify } from 'yaml';
import type { CompiledFiles } from '../compile-target';
import { continuousIntegration, connectionExamples } from './environment';
import type { Repository } from './lower';
import { lockText } from './python-locks';
import { asText } from './transforms';
import { filled, plain } from './templates';

/** The files of a repository. */
export function renderRepository(repository: Repository): CompiledFiles['files'] {
  const { parts, requirements, development, version } = repository;
  const view = viewOf(repository);
  const { 'requirements.txt': _own, ...dag } = parts.dag;
  return {
    ...dag,
    ...testFiles(repository),
    ...continuousIntegration(repository),
    'pipeline.yaml': repository.spec,
    'catalog-info.yaml': repository.catalog,
    'requirements.txt': lines(requirements),
    'requirements-dev.txt': lines(['-r requirements.txt', ...development]),
    'constraints.txt': lockText(version),
    'README.md': filled('README.md.hbs', view),
    'README.ru.md': filled('README.ru.md.hbs', view),
    'docs/index.md': filled('index.md.hbs', view),
    'mkdocs.yml': mkdocs(repository),
    Dockerfile: filled('Dockerfile.hbs', view),
    '.dockerignore': lines(['*', '!dags', '!requirements.txt', '!constraints.txt']),
    '.env.example': filled('env.example.hbs', view),
    '.gitignore': plain('gitignore'),
    '.pre-commit-config.yaml': plain('pre-commit-config.yaml'),
    'pyproject.toml': filled('pyproject.toml.hbs', view),
  };
}

const lines = (texts: string[]) => `${texts.join('\n')}\n`;

const viewOf = (repository: Repository) => ({
  ...repository,
  description: repository.description ?? '',
  owner: repository.owner ?? '',
  shortHash: repository.hash.slice(0, 12),
  isManual: repository.schedule.kind === 'manual',
  incremental: repository.incremental,
  diagram: fenced(repository.parts.english),
  diagramRu: fenced(repository.parts.russian),
  examples: connectionExamples(repository.connections),
  reads: repository.datasets.filter(({ isRead }) => isRead),
  writes: repository.datasets.filter(({ isWritten }) => isWritten),
  moving: repository.transforms.targets.filter(({ expected }) => expected === undefined),
  untested: repository.transforms.untested,
  compiled: JSON.stringify([
    'dags',
    ...Object.keys(repository.parts.dag).filter((path) => path.startsWith('tests/')),
  ]),
});

/** A chart between fences that nothing in it can close. */
function fenced(files: CompiledFiles['files']): string {
  const chart = Object.values(files)[0] ?? '';
  return `\`\`\`mermaid\n${chart.replaceAll('```', 'ʼʼʼ').trimEnd()}\n\`\`\``;
}

/** Tests that run the pipeline's own SQL on sample rows. */
function testFiles({ transforms }: Repository): CompiledFiles['files'] {
  const { sources, targets } = transforms;
  const cases = {
    sources: sources.map(({ id, file, create }) => ({ table: id, create, file })),
    targets: targets.map(({ id, file, expected }) => ({
      id,
      sql: `${file}.sql`,
      expected: expected === undefined ? null : `${file}.csv`,
    })),
  };
  return {
    'tests/conftest.py': plain('conftest.py'),
    'tests/test_transforms.py': plain('test_transforms.py'),
    'tests/transforms/cases.json': `${JSON.stringify(cases, undefined, 2)}\n`,
    ...Object.fromEntries(sources.map(({ file, text }) => [`tests/samples/${file}`, text])),
    ...Object.fromEntries(
      targets.map(({ file, sql }) => [`tests/transforms/${file}.sql`, `${asText(sql)}\n`]),
    ),
    ...Object.fromEntries(
      targets.flatMap(({ file, expected }) =>
        expected === undefined ? [] : [[`tests/expected/${file}.csv`, expected]],
      ),
    ),
  };
}

const mkdocs = ({ name }: Repository): string =>
  stringify(
    { site_name: name, nav: [{ Overview: 'index.md' }], plugins: ['techdocs-core'] },
    { lineWidth: 0 },
  );
