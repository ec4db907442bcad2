/** `npm run build`: the core, then the doors that stand on it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, root, runNode, say, tool } from './environment.mjs';

const tsc = tool('typescript', 'bin/tsc');

/** Compiles what changed since the last time; a few seconds when nothing did. */
export async function build() {
  await ensureInstalled(root, { size: '400 MB' });
  say('Building …');
  await runNode([tsc, '-p', 'shared-core/tsconfig.build.json']);
  if (existsSync(join(root, 'n8n-nodes', 'scripts', 'build.mjs')))
    await runNode([join('n8n-nodes', 'scripts', 'build.mjs')]);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await build();
