import { createHash } from 'node:crypto';
import { parseObjectName } from '../../ddl';
import { quoteName } from '../../sql';
import type { HomeSystem } from './dag';

/** `analytics.orders` in its parts. */
export function pathOf(object: string): string[] {
  const { container, table } = parseObjectName(object);
  return container === undefined ? [table] : [container, table];
}

/** The path of a name as a dialect quotes it. */
export const quotedPath = (path: string[], system: HomeSystem): string =>
  path.map((part) => quoteName(part, system)).join('.');

/** A name as files and tasks bear it: letters, digits and `_`. */
export const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '') || 'rule';

const longest = 63;

/** A table's name that PostgreSQL does not cut (63 bytes); two long names stay two. */
export function shortName(name: string): string {
  if (Buffer.byteLength(name) <= longest) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  const letters = [...name];
  while (Buffer.byteLength(letters.join('')) > longest - hash.length - 1) letters.pop();
  return `${letters.join('')}_${hash}`;
}

/** A dataset as a reader of the DAG is told of it. */
export const placeOf = ({ connection, object }: { connection: string; object: string }): string =>
  `${connection}/${object}`;

/** One name for what a pipeline writes and what another waits for. */
export const assetName = placeOf;
