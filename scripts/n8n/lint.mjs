/** n8n's community lint over the pack, with its own ESLint and TypeScript. */
import { join } from 'node:path';
import { ensureInstalled, root, runNode } from '../environment.mjs';

const pack = join(root, 'n8n-nodes');
const lint = join(pack, 'lint');

await ensureInstalled(lint, { size: '60 MB' });
const eslint = join(lint, 'node_modules', 'eslint', 'bin', 'eslint.js');
const parameters = [
  eslint,
  '-c',
  join(lint, 'eslint.config.mjs'),
  '--max-warnings',
  '0',
  'nodes',
  'credentials',
  'package.json',
];
const { code } = await runNode(parameters, { cwd: pack, allowFailure: true });
process.exit(code);
