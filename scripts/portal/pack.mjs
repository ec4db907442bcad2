/**
 * `node scripts/portal/pack.mjs [folder]`: builds the core and the Backstage plugins and packs them as they are published,
 * one `.tgz` each. Without a folder they go to backstage-plugins/dist/packages.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from '../build.mjs';
import { nodeBinary, root, run, say } from '../environment.mjs';
import { backstage, installPortal, workspace } from './portal-rig.mjs';

const core = join(root, 'shared-core');

/** Folders of the packages that are published, in the order in which they need each other. */
export function publishedPackages() {
  const order = ['ai-etl-common', 'ai-etl-node'];
  const rank = (name) => (order.includes(name) ? order.indexOf(name) : order.length);
  return readdirSync(workspace)
    .filter(
      (name) => existsSync(join(workspace, name, 'src')) && existsSync(join(workspace, name, 'package.json')),
    )
    .sort((one, other) => rank(one) - rank(other))
    .map((name) => join(workspace, name));
}

/**
 * Builds and packs everything.
 * @param folder - gets the archives
 * @returns `[{ file, manifest }]`, the manifest as it is inside the archive
 */
export async function packAll(folder) {
  mkdirSync(folder, { recursive: true });
  await build();
  await installPortal();
  say('Writing the types of the plugins …');
  await run(nodeBinary, [join(workspace, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', '.'], {
    cwd: workspace,
  });
  const packed = [await pack(core, folder)];
  for (const one of publishedPackages()) {
    say(`Building ${one.slice(workspace.length + 1)} …`);
    await backstage(one, ['package', 'build'], { quiet: true });
    packed.push(await pack(one, folder));
  }
  return packed;
}

/** `npm pack` runs Backstage's prepack and postpack, which write `exports` and types and take them back. */
async function pack(source, folder) {
  const { output } = await run('npm', ['pack', '--json', '--loglevel=error', '--pack-destination', folder], {
    cwd: source,
    quiet: true,
    env: { PATH: `${join(workspace, 'node_modules', '.bin')}:${process.env.PATH}` },
  });
  const [{ filename }] = JSON.parse(output.slice(output.indexOf('[\n')));
  return opened(join(folder, filename.replace('@', '').replace('/', '-')));
}

async function opened(file) {
  const { output } = await run('tar', ['-xzOf', file, 'package/package.json'], { quiet: true });
  return { file, manifest: JSON.parse(output) };
}

/** What {@link packAll} put into a folder earlier. */
export const packedIn = (folder) =>
  Promise.all(
    readdirSync(folder)
      .filter((name) => name.endsWith('.tgz'))
      .map((name) => opened(join(folder, name))),
  );

/** The version of the Backstage release that the plugins are made for. */
export const backstageVersion = () =>
  JSON.parse(readFileSync(join(workspace, 'backstage.json'), 'utf8')).version;

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = resolve(process.argv[2] ?? join(workspace, 'dist', 'packages'));
  for (const { file } of await packAll(folder)) console.log(file);
}
