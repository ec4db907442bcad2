/** The code blocks of backstage-plugins/README.md that a reader copies, so that a proof can copy them too. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspace } from './portal-rig.mjs';

const block = /<!-- minimal: ([\w-]+) -->\n```\w+\n([\s\S]*?)```/g;

/** Blocks by the name that the comment above each gives it. */
export function readmeBlocks() {
  const text = readFileSync(join(workspace, 'README.md'), 'utf8');
  return Object.fromEntries([...text.matchAll(block)].map(([, name, code]) => [name, code]));
}
