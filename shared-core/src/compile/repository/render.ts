import { stringify } from 'yaml';
import type { Language } from '../../language';
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
  const { language } = repository;
  const other = language === 'en' ? 'ru' : 'en';
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
    'README.md': filled(pages[language].readme, { ...view, otherReadme: `README.${other}.md` }),
    [`README.${other}.md`]: filled(pages[other].readme, { ...view, otherReadme: 'README.md' }),
    'docs/index.md': filled(pages[language].index, view),
    'mkdocs.yml': mkdocs(repository),
    Dockerfile: filled('Dockerfile.hbs', view),
    '.dockerignore': lines(['*', '!dags', '!requirements.txt', '!constraints.txt']),
    '.env.example': filled('env.example.hbs', view),
    '.gitignore': plain('gitignore'),
    '.pre-commit-config.yaml': plain('pre-commit-config.yaml'),
    'pyproject.toml': filled('pyproject.toml.hbs', view),
  };
}

/** What people read, by language. */
const pages: Record<Language, { readme: string; index: string; overview: string }> = {
  en: { readme: 'README.md.hbs', index: 'index.md.hbs', overview: 'Overview' },
  ru: { readme: 'README.ru.md.hbs', index: 'index.ru.md.hbs', overview: 'Обзор' },
};

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
  compiled: `[${['dags', ...Object.keys(repository.parts.dag).filter((path) => path.startsWith('tests/'))]
    .map((path) => JSON.stringify(path))
    .join(', ')}]`,
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

const mkdocs = ({ name, language }: Repository): string =>
  stringify(
    { site_name: name, nav: [{ [pages[language].overview]: 'index.md' }], plugins: ['techdocs-core'] },
    { lineWidth: 0 },
  );
