import type { ObjectParts } from '../object-name';

/** @internal */
export const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** @internal */
export const quoteList = (names: string[]) => names.map(quote).join(', ');

/** @internal */
export const quoteObject = ({ container, name }: ObjectParts) =>
  container === undefined ? quote(name) : `${quote(container)}.${quote(name)}`;

/** A string literal that means the same whatever `standard_conforming_strings` says. @internal */
export const literal = (text: string) =>
  text.includes('\\')
    ? ` E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
    : `'${text.replaceAll("'", "''")}'`;
