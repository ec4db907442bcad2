/** The pages of docs/reference, each from one declaration of the code. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../environment.mjs';
import { cell, code, page, table } from './markdown.mjs';

const require = createRequire(import.meta.url);
const core = () => require(join(root, 'shared-core', 'dist'));

/** File name → text. */
export async function all() {
  return {
    'README.md': await index(),
    'functions.md': await functions(),
    'spec.md': await spec(),
    'command-line.md': await commandLine(),
    'nodes.md': await nodes(),
    'targets.md': await targets(),
    'connections.md': await connections(),
  };
}

const index = () =>
  page(
    'Reference',
    'Made from the code by `npm run docs`; never edited by hand.',
    [
      '[Functions](functions.md) of expressions',
      '[The spec](spec.md), key by key',
      '[The command line](command-line.md)',
      '[Nodes of n8n](nodes.md)',
      '[Compile targets](targets.md) and their options',
      '[Connections](connections.md) and what systems can do',
    ]
      .map((line) => `- ${line}`)
      .join('\n'),
  );

function functions() {
  const kinds = [...new Set(core().functionCatalogue.map(({ kind }) => kind))];
  const sections = kinds.map((kind) => {
    const rows = core().functionCatalogue.filter((one) => one.kind === kind);
    const lines = rows.map(({ name, signatures, nulls, vectors }) => [
      code(name),
      signatures.map(code).join('<br>'),
      nulls,
      String(vectors.length),
    ]);
    return `## ${kind} (${rows.length})\n\n${table(['function', 'signatures', 'NULL when', 'vectors'], lines)}`;
  });
  const about =
    'What expressions may call, in PostgreSQL’s grammar. *NULL when*: any argument is NULL, all are, never, or it may be. Every vector (input → output) is reproduced by every engine that runs here.';
  return page('Functions', about, sections.join('\n\n'));
}

function spec() {
  const schema = core().pipelineSpecJsonSchema();
  const { steps, ...top } = schema.properties;
  const kinds = steps.items.oneOf.map((step) => {
    const { kind, ...properties } = step.properties;
    return `### ${kind.const}\n\n${keys(properties, step.required)}`;
  });
  return page(
    'The pipeline spec',
    'YAML or JSON; `ai-etl validate` reads it with positions. Keys in bold must be there.',
    [`## The document\n\n${keys(top, schema.required)}`, `## Steps\n\n${kinds.join('\n\n')}`].join('\n\n'),
  );
}

const keys = (properties, required = []) =>
  table(
    ['key', 'value', 'meaning'],
    Object.entries(properties).map(([name, value]) => [
      required.includes(name) ? `**${code(name)}**` : code(name),
      typeOf(value),
      cell([
        value.description,
        value.default === undefined ? '' : `Default: ${JSON.stringify(value.default)}.`,
      ]),
    ]),
  );

function typeOf(value) {
  if (value.const !== undefined) return code(JSON.stringify(value.const));
  if (value.enum) return value.enum.map(code).join(', ');
  const choices = value.oneOf ?? value.anyOf;
  if (choices) return choices.map(typeOf).join(' or ');
  if (value.type === 'array') return `list of ${typeOf(value.items)}`;
  if (value.type !== 'object') return [value.type].flat().join(', ');
  if (value.properties) return `{ ${Object.keys(value.properties).join(', ')} }`;
  return `name → ${typeOf(value.additionalProperties)}`;
}

function commandLine() {
  const { verbs } = require(join(root, 'shared-core', 'dist', 'cli', 'verbs'));
  const sections = verbs.map(({ name, arguments: words, summary, options, examples }) =>
    [
      `## ${name}`,
      `${summary.en}.`.replace(/\.\.$/, '.'),
      code(`ai-etl ${name} ${words}`.trim()),
      options.length > 0
        ? table(
            ['option', 'meaning'],
            options.map(([flags, about, fallback]) => [
              code(flags),
              cell([about.en, fallback === undefined ? '' : `Default: ${fallback}.`]),
            ]),
          )
        : '',
      `\`\`\`sh\n${examples.join('\n')}\n\`\`\``,
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
  );
  return page(
    'The command line',
    '`--json`, `--quiet` and `--language en|ru` go with every verb.',
    sections.join('\n\n'),
  );
}

function nodes() {
  const pack = join(root, 'n8n-nodes');
  const { n8n } = JSON.parse(readFileSync(join(pack, 'package.json'), 'utf8'));
  const sections = n8n.nodes.map((path) => {
    const [Node] = Object.values(require(join(pack, path)));
    const { displayName, description, properties, outputNames } = new Node().description;
    const operation = properties.find(({ name }) => name === 'operation');
    return [
      `## ${displayName}`,
      `${description}.`,
      operation
        ? table(
            ['operation', 'does'],
            operation.options.map((option) => [cell([option.name]), cell([option.description])]),
          )
        : '',
      table(['field', 'meaning'], properties.filter(isShown).map(fieldRow)),
      outputNames ? `Outputs: ${outputNames.join(', ')}.` : '',
    ]
      .filter((part) => part !== '')
      .join('\n\n');
  });
  return page(
    'Nodes of n8n',
    'What the forms ask for; a node shows the fields of its operation.',
    sections.join('\n\n'),
  );
}

const isShown = ({ type, name }) => !['notice', 'hidden'].includes(type) && name !== 'operation';

const fieldRow = ({ displayName, description, options, placeholder, displayOptions, type }) => {
  const of = displayOptions?.show?.operation;
  const inside =
    type === 'collection' ? `Options: ${options.map((option) => option.displayName).join(', ')}.` : '';
  return [
    cell([displayName, of ? `<br><sub>${of.join(', ')}</sub>` : '']),
    cell([
      description?.replace(/<[^>]+>/g, ''),
      inside,
      placeholder && type !== 'collection' ? `(${placeholder})` : '',
    ]),
  ];
};

function targets() {
  const { compileTargets, configFields } = core();
  const sections = compileTargets.map(({ id, title, description, options }) => {
    const rows = configFields(options).map(fieldOfSchema);
    const optionsTable = rows.length > 0 ? `\n\n${table(['option', 'meaning'], rows)}` : '';
    return `## ${id}\n\n${title}: ${description.en}.${optionsTable}`;
  });
  return page(
    'Compile targets',
    '`ai-etl compile SPEC --to TARGET`, the node *ETL Compile*.',
    sections.join('\n\n'),
  );
}

function connections() {
  const { connectors, configFields } = core();
  const sections = connectors
    .all()
    .map(({ title, id, description, configSchema, readOptions, capabilities }) => {
      const { offers, accepts, modes } = capabilities;
      const rows = (schema) => table(['setting', 'meaning'], configFields(schema).map(fieldOfSchema));
      return [
        `## ${title}`,
        description.en,
        `System ${code(id)}. Gives ${offers.join(', ')}; takes ${accepts.join(', ')}; loads: ${modes.join(', ')}.`,
        rows(configSchema),
        readOptions ? `Reading options:\n\n${rows(readOptions)}` : '',
      ]
        .filter((part) => part !== '')
        .join('\n\n');
    });
  return page(
    'Connections',
    'Settings of `datasources.yaml`, of n8n’s credentials and of the portal.',
    sections.join('\n\n'),
  );
}

const fieldOfSchema = ({ name, title, description, choices, default: fallback, required }) => [
  required ? `**${code(name)}**` : code(name),
  cell([
    `${title}.`,
    description,
    choices ? `One of ${choices.join(', ')}.` : '',
    fallback === undefined || fallback === '' ? '' : `Default: ${fallback}.`,
  ]),
];
