/** The templates travel inside the package, so that one line of `catalog.locations` finds them. */
import { cpSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const from = fileURLToPath(new URL('../../../templates/scaffolder', import.meta.url));
const to = fileURLToPath(new URL('../templates', import.meta.url));
rmSync(to, { recursive: true, force: true });
cpSync(from, to, { recursive: true, filter: path => !/\.test\.|__/.test(path) });
