import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fieldsTranslationRef } from './scaffolder/translation';
import fieldsRu from './scaffolder/translation-ru';
import { aiEtlTranslationRef } from './translation';
import ru from './translation-ru';

const messagesOf = (ref: unknown) =>
  (ref as { getDefaultMessages(): Record<string, string> }).getDefaultMessages();
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === '__testUtils__' ? [] : sources(path);
    return /\.tsx?$/.test(path) && !/(translation(-ru)?|\.test)\.tsx?$/.test(path) ? [path] : [];
  });
const code = sources(__dirname)
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

describe.each([
  ['the pages', messagesOf(aiEtlTranslationRef), ru as Record<string, string>],
  ['the fields', messagesOf(fieldsTranslationRef), fieldsRu as Record<string, string>],
])('messages of %s', (_, english, russian) => {
  it('say everything in Russian, with the same holes', () => {
    expect(Object.keys(russian).sort()).toEqual(Object.keys(english).sort());
    const differing = Object.keys(english).filter(
      (key) => String(holes(russian[key])) !== String(holes(english[key])),
    );
    expect(differing).toEqual([]);
  });

  it('are all said somewhere', () => {
    // Such as state.${state}: what is made up of a value has a group of its own.
    const madeUp = [...code.matchAll(/`([a-zA-Z]+)\.\$\{/g)].map(([, group]) => group);
    const unused = Object.keys(english).filter(
      (key) => !code.includes(`'${key}'`) && !madeUp.includes(key.split('.')[0]),
    );
    expect(unused).toEqual([]);
  });

  it('are in English only where both languages have one word', () => {
    const same = Object.keys(english).filter(
      (key) => english[key] === russian[key] && /[a-z]{4}/i.test(english[key].replace(/\{\{\w+\}\}/g, '')),
    );
    expect(same.filter((key) => !/Command$|^pipeline\.airflowVersion$/.test(key))).toEqual([]);
  });
});

it('no key is said that there is not', () => {
  const known = new Set([
    ...Object.keys(messagesOf(aiEtlTranslationRef)),
    ...Object.keys(messagesOf(fieldsTranslationRef)),
  ]);
  const said = [...code.matchAll(/\bt\(\s*'([\w.]+)'/g)].map(([, key]) => key);
  expect(said.filter((key) => !known.has(key))).toEqual([]);
});
