import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { code, markdown, oneLine } from './safe-text';

/** Where the texts of a repository lie. */
export const templatesFolder = join(__dirname, '..', '..', '..', 'templates', 'repository');

// Nothing here is HTML: each place has an escape of its own.
const handlebars = Handlebars.create();
handlebars.registerHelper({ md: markdown, code, comment: oneLine });

/** A template of the folder, filled. */
export function filled(name: string, view: object): string {
  const text = readFileSync(join(templatesFolder, name), 'utf8');
  return handlebars.compile(text, { noEscape: true, strict: true, assumeObjects: true })(view);
}

/** A file that needs no filling. */
export const plain = (name: string): string => readFileSync(join(templatesFolder, name), 'utf8');
