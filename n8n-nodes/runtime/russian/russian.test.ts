import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import { russian } from './texts';

/** Every text that people read on a form, in both languages of the instance. */
const pack = join(__dirname, '../..');
const { n8n } = JSON.parse(readFileSync(join(pack, 'package.json'), 'utf8'));
const read = [
  'action',
  'description',
  'displayName',
  'hint',
  'message',
  'placeholder',
  'noFieldsError',
  'plural',
  'singular',
  'multipleValueButtonText',
  'subtitle',
];

type Made = Partial<INodeType> & Partial<ICredentialType>;

/** Texts by their path in the description, as an instance of that language loads the pack. */
function texts(locale: string): Map<string, string> {
  process.env.N8N_DEFAULT_LOCALE = locale;
  const found = new Map<string, string>();
  jest.isolateModules(() => {
    for (const path of [...n8n.nodes, ...n8n.credentials] as string[]) {
      const source = join(pack, path.replace(/^dist\//, '').replace(/\.js$/, ''));
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- modules anew, for this locale
      const [Class] = Object.values(require(source)) as (new () => Made)[];
      const made = new Class!();
      const name = path.split('/').at(-1)!;
      if (made.description) walk({ ...made.description, displayName: undefined }, name, found);
      else walk(made.properties, name, found);
    }
  });
  return found;
}

function walk(value: unknown, path: string, found: Map<string, string>): void {
  if (typeof value !== 'object' || value === null) return;
  const isOption = 'value' in value && 'name' in value;
  for (const [key, entry] of Object.entries(value)) {
    const isRead = read.includes(key) || (key === 'name' && isOption) || /outputNames$/.test(path);
    if (isRead && typeof entry === 'string') found.set(`${path}.${key}`, entry);
    else walk(entry, `${path}.${key}`, found);
  }
}

/** Names of systems, formats and settings that are the same in every language, and examples of SQL and JSON. */
const isSame = (path: string, text: string) =>
  /\.(placeholder|subtitle)$/.test(path) ||
  /^[a-z-]+$|^(Airflow DAG|ClickHouse|HTML|HTTPS|JSON|Markdown|Mermaid|PostgreSQL|SQL|LR|TB|[\d.,]+)$/.test(
    text,
  ) ||
  text === '';

let english: Map<string, string>;
let translated: Map<string, string>;

beforeAll(() => {
  const before = process.env.N8N_DEFAULT_LOCALE;
  [english, translated] = [texts('en'), texts('ru')];
  if (before === undefined) delete process.env.N8N_DEFAULT_LOCALE;
  else process.env.N8N_DEFAULT_LOCALE = before;
});

test('a form says everything in Russian where the instance does', () => {
  const left = [...translated].filter(([path, text]) => !/[а-яё]/i.test(text) && !isSame(path, text));
  expect(left).toEqual([]);
});

test('and everything in English elsewhere, but for an example of Russian', () => {
  const left = [...english].filter(
    ([, text]) => /[а-яё]/i.test(text) && !text.startsWith('Example in Russian'),
  );
  expect(left).toEqual([]);
});

test('the fields are the same in both', () =>
  expect([...translated.keys()].sort()).toEqual([...english.keys()].sort()));

test('no translation is left over', () => {
  const said = new Set(english.values());
  expect(Object.keys(russian).filter((text) => !said.has(text))).toEqual([]);
});
