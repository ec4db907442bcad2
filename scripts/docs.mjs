/**
 * `npm run docs`: tables of the documentation from what the code declares: functions, steps, verbs, nodes, compile targets,
 * connections. Written into docs/reference/; `--check` writes nothing and fails where they are out of date.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from './build.mjs';
import { nodeBinary, root, run } from './environment.mjs';

const check = process.argv.includes('--check');
if (!check) await build();
if (process.execPath !== nodeBinary) {
  const { code } = await run(nodeBinary, process.argv.slice(1), { allowFailure: true });
  process.exit(code);
}

const pages = await import('./docs/pages.mjs');
const folder = join(root, 'docs', 'reference');
const made = await pages.all();
const old = [];
for (const [name, text] of Object.entries(made)) {
  const path = join(folder, name);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  old.push(`docs/reference/${name}`);
  if (check) continue;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
if (old.length > 0) console.log(`${check ? 'out of date (npm run docs)' : 'written'}: ${old.join(', ')}`);
process.exit(check && old.length > 0 ? 1 : 0);
