/**
 * `npm run new -- connector mysql`, `-- dialect mysql`, `-- target spark`, `-- node Quality`: the folder with a skeleton that compiles and a
 * test that fails with what is to be done, its line in the registry, a changeset. `--root FOLDER` works on another checkout.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { root as house } from './environment.mjs';

const templates = join(dirname(fileURLToPath(import.meta.url)), 'new');
const { values, positionals } = parseArgs({
  options: { root: { type: 'string', default: house } },
  allowPositionals: true,
});
const [kind, given] = positionals;
const root = resolve(values.root);

/** Where each kind of thing lives, and the line that makes it known. */
const kinds = {
  connector: {
    folder: ({ id }) => `shared-core/src/connectors/${id}`,
    register: ({ id }) => listed('shared-core/src/connectors/connectors.ts', id, /registry\(\[([^\]]*)\]\)/),
    next: ({ id }) => `npm test -- shared-core/src/connectors/${id}   # asks for one thing after another`,
    note: ({ name }) => `Reads and writes ${name}.`,
    package: '@ai-etl/core',
  },
  dialect: {
    folder: ({ id }) => `shared-core/src/sql/dialects/${id}`,
    register: ({ id }) => {
      listed('shared-core/src/sql/dialects/index.ts', id, /DialectId, Dialect> = \{([^}]*)\}/);
      added('shared-core/src/sql/dialects/dialect.ts', `'${id}'`, /dialectIds = \[([^\]]*)\]/);
    },
    next: ({ id }) => `npm test -- shared-core/src/sql/dialects/${id}   # says what is to be done`,
    note: ({ name }) => `SQL is said in ${name}'s dialect.`,
    package: '@ai-etl/core',
  },
  target: {
    folder: ({ id }) => `shared-core/src/compile/${id}`,
    register: ({ id }) => listed('shared-core/src/compile/targets.ts', id, /= \[([^\]]*)\]/),
    next: () => 'npm run golden   # writes what it makes of every case; read the difference',
    note: ({ name }) => `Compiles a pipeline for ${name}.`,
    package: '@ai-etl/core',
  },
  node: {
    folder: ({ type }) => `n8n-nodes/nodes/AiEtl${type}`,
    register: ({ type }) => registerNode(`dist/nodes/AiEtl${type}/AiEtl${type}.node.js`),
    next: () =>
      'npm test -- n8n-nodes   # wants its name in the list of nodes, Russian texts, an output schema',
    note: ({ name }) => `The node ETL ${name}.`,
    package: 'n8n-nodes-ai-etl',
  },
};

const chosen = Object.hasOwn(kinds, kind ?? '') ? kinds[kind] : undefined;
if (!chosen || !/^[A-Za-z][A-Za-z0-9]*$/.test(given ?? ''))
  fail(`npm run new -- ${Object.keys(kinds).join('|')} NAME, the name in letters and digits`);

const type = given[0].toUpperCase() + given.slice(1);
const words = { id: given[0].toLowerCase() + given.slice(1), type, name: type };
const folder = chosen.folder(words);
if (existsSync(join(root, folder))) fail(`${folder} is there already`);

for (const file of readdirSync(join(templates, kind))) {
  const path = join(folder, filled(file).replace(/\.tmpl$/, ''));
  write(path, filled(readFileSync(join(templates, kind, file), 'utf8')));
}
chosen.register(words);
write(
  `.changeset/${kind}-${words.id.toLowerCase()}.md`,
  `---\n'${chosen.package}': minor\n---\n\n${chosen.note(words)}\n`,
);
console.log(`\nNext: ${chosen.next(words)}`);

function filled(text) {
  const by = { __id__: words.id, __Type__: words.type, __Name__: words.name };
  return text.replace(/__(id|Type|Name)__/g, (place) => by[place]);
}

/** An import, and a word in the list, both sorted. */
function listed(path, id, list) {
  const text = readFileSync(join(root, path), 'utf8');
  const line = `import { ${id} } from './${id}';\n`;
  const at =
    [...text.matchAll(/^import \{ (\w+) \} from '\.\/\w+';\n/gm)].find(([, other]) => other > id)?.index ?? 0;
  write(
    path,
    withWord(text.slice(0, at) + line + text.slice(at), id, list, (words) => words.sort()),
  );
}

/** A word at the end of a list. */
function added(path, word, list) {
  write(
    path,
    withWord(readFileSync(join(root, path), 'utf8'), word, list, (words) => words),
  );
}

/** A text with a word more in the list that the pattern's group is. */
function withWord(text, word, list, arrange) {
  return text.replace(list, (whole, before) => {
    const words = before.split(',').map((one) => one.trim());
    const padding = /^\s*/.exec(before)[0];
    return whole.replace(before, padding + arrange([...words.filter(Boolean), word]).join(', ') + padding);
  });
}

function registerNode(line) {
  const path = 'n8n-nodes/package.json';
  const document = JSON.parse(readFileSync(join(root, path), 'utf8'));
  document.n8n.nodes.push(line);
  write(path, `${JSON.stringify(document, null, 2)}\n`);
}

function write(path, text) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(path);
}

function fail(text) {
  console.error(text);
  process.exit(2);
}
