/** `npm run lint`: types, eslint, prettier, boundaries; types, Backstage's lint and API reports of the portal's packages. */
import { existsSync } from 'node:fs';
import { build } from './build.mjs';
import { ensureInstalled, root, runNode, tool } from './environment.mjs';
import { checkPortal } from './portal/portal-checks.mjs';

await ensureInstalled(root, { size: '400 MB' });
const checks = [
  [tool('typescript', 'bin/tsc'), '-p', 'shared-core/tsconfig.json'],
  [tool('eslint', 'bin/eslint.js'), '--config', 'eslint.config.mjs', '.'],
  [tool('prettier', 'bin/prettier.cjs'), '--check', '.', '--log-level', 'warn'],
  [
    tool('dependency-cruiser', 'bin/dependency-cruiser.mjs'),
    '--config',
    '.dependency-cruiser.cjs',
    'shared-core/src',
    ...(existsSync('n8n-nodes/nodes') ? ['n8n-nodes'] : []),
  ],
];
let failed = 0;
for (const check of checks) failed += (await runNode(check, { allowFailure: true })).code === 0 ? 0 : 1;
// The portal's packages stand on the core as it is built.
await build();
failed += await checkPortal();
process.exit(failed ? 1 : 0);
