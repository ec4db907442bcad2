/**
 * `npm run bench -- NAME …`: measures and prints a Markdown table; `--runs N` counts runs (5), `--write` puts the table
 * into bench/README.md. Without a name: all of them.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../scripts/build.mjs';
import { nodeBinary, root, run, say } from '../scripts/environment.mjs';

if (process.execPath !== nodeBinary) {
  await build();
  process.exit((await run(nodeBinary, process.argv.slice(1), { allowFailure: true })).code);
}

const { machine, table } = await import('./measure.mjs');
const words = process.argv.slice(2);
const option = (name) => (words.includes(name) ? words.splice(words.indexOf(name), 2)[1] : undefined);
const runs = Number(option('--runs') ?? 5);
const write = words.includes('--write') && words.splice(words.indexOf('--write'), 1).length > 0;
const names = readdirSync(join(root, 'bench', 'cases')).map((file) => file.replace(/\.mjs$/, ''));
const chosen = words.length ? words : names;

for (const name of chosen) {
  if (!names.includes(name)) throw new Error(`no bench "${name}"; there are: ${names.join(', ')}`);
  const { title, target, measure } = await import(`./cases/${name}.mjs`);
  say(`${name} …`);
  const rows = await measure({ runs });
  const text = `### ${title}\n\nAsked: ${target}\n\n${table(rows)}\n\n${machine()}, median of ${runs}, \`npm run bench -- ${name}\``;
  console.log(`${text}\n`);
  if (write) publish(name, text);
}
process.exit(0);

/** Each case owns the part of bench/README.md between its two marks. */
function publish(name, text) {
  const file = join(root, 'bench', 'README.md');
  const page = readFileSync(file, 'utf8');
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const block = `${open}\n\n${text}\n\n${close}`;
  const known = page.includes(open)
    ? page.replace(new RegExp(`${open}[\\s\\S]*${close}`), () => block)
    : `${page.trimEnd()}\n\n${block}\n`;
  writeFileSync(file, known);
}
