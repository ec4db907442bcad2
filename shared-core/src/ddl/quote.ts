import type { DdlSystem } from './systems';

/** @internal */
export const quoteName = (name: string, system: DdlSystem) =>
  system === 'postgresql'
    ? `"${name.replaceAll('"', '""')}"`
    : `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;

/** @internal */
export const quoteText = (text: string, system: DdlSystem) =>
  system === 'postgresql'
    ? `'${text.replaceAll("'", "''")}'`
    : `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
