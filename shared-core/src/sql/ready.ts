import type * as LibPgQuery from 'libpg-query';
import { sqlErrors } from './errors';

type Grammar = typeof LibPgQuery;

let grammar: Grammar | undefined;
let loading: Promise<void> | undefined;

/**
 * Loads PostgreSQL's grammar (WebAssembly, 1.8 MB) once; afterwards parsing is synchronous.
 * @public
 */
export function sqlReady(): Promise<void> {
  loading ??= load();
  return loading;
}

/** The loaded grammar. @throws `sql.not-ready` (internal) @internal */
export function loadedGrammar(): Grammar {
  if (!grammar) throw sqlErrors['not-ready']({});
  return grammar;
}

async function load(): Promise<void> {
  const loaded = await import('libpg-query');
  await loaded.loadModule();
  grammar = loaded;
}
