import { quoteName } from '../sql';
import type { TableDesign } from './table-design';

/** `schema.table`, quoted. @internal */
export const tableName = ({ name, system }: TableDesign, table = name.table): string =>
  [name.container, table]
    .filter((part) => part !== undefined)
    .map((part) => quoteName(part, system))
    .join('.');

/** `a, b`, quoted. @internal */
export const nameList = (names: string[], { system }: TableDesign): string =>
  names.map((name) => quoteName(name, system)).join(', ');

/** Lines of columns: names padded to one width, so that types stand in a column. @internal */
export function columnLines(columns: { name: string; rest: string }[]): string[] {
  const width = Math.max(...columns.map(({ name }) => [...name].length));
  return columns.map(({ name, rest }) => `${name}${' '.repeat(width - [...name].length)} ${rest}`);
}

/** `(` lines `)`, each line indented, with commas. @internal */
export const parenthesized = (lines: string[]): string =>
  `(\n${lines.map((line) => `  ${line}`).join(',\n')}\n)`;

/** Words joined, the absent ones left out. @internal */
export const words = (...parts: (string | false | undefined)[]): string => parts.filter(Boolean).join(' ');
