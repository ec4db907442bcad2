/** Builds the pack into dist/: TypeScript, icons, codex files, output schemas. Plain Node, run by `npm run build`. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const pack = dirname(dirname(fileURLToPath(import.meta.url)));
const tsc = join(dirname(pack), 'node_modules', 'typescript', 'bin', 'tsc');
const isAsset = /\.svg$|\.node\.json$|__schema__.*\.json$/;

const { status } = spawnSync(process.execPath, [tsc, '-p', join(pack, 'tsconfig.build.json')], {
  stdio: 'inherit',
});

for (const folder of ['nodes', 'credentials'])
  for (const path of readdirSync(join(pack, folder), { recursive: true }).filter((name) =>
    isAsset.test(name),
  ))
    cpSync(join(pack, folder, path), join(pack, 'dist', folder, path));

// n8n would load a node whose source is gone.
for (const folder of ['nodes', 'credentials'])
  for (const path of readdirSync(join(pack, 'dist', folder), { recursive: true }).filter((name) =>
    name.endsWith('.js'),
  ))
    if (!existsSync(join(pack, folder, path.replace(/\.js$/, '.ts'))))
      rmSync(join(pack, 'dist', folder, path));

process.exit(status ?? 1);
