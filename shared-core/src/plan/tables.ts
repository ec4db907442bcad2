import type { Query } from '../sql';
import type { TableNode } from './tree';

/** Tables that a query reads and does not define itself, in reading order. */
export function tablesRead(query: Query): TableNode[] {
  const found: TableNode[] = [];
  visitTables(query, new Set(), (table) => (found.push(table), table));
  return found;
}

/**
 * A query that reads its tables under other names; where a name changes, the old one stays as the alias, so that
 * the columns that name it still do.
 */
export function renameTables(query: Query, names: ReadonlyMap<string, string>): Query {
  return visitTables(query, new Set(), (table) => {
    const [old] = table.path;
    const name = table.path.length === 1 ? names.get(old!) : undefined;
    return name === undefined || name === old ? table : { ...table, path: [name], alias: table.alias ?? old };
  });
}

type TableChange = (table: TableNode) => TableNode;

/** Walks a query with the names that its CTEs hide: a CTE is seen by the parts after it, and by itself if recursive. */
function visitTables<T>(tree: T, hidden: ReadonlySet<string>, change: TableChange): T {
  if (Array.isArray(tree)) return tree.map((item) => visitTables(item, hidden, change)) as T;
  if (typeof tree !== 'object' || tree === null) return tree;
  const node = tree as unknown as {
    kind?: string;
    with?: { name: string; query: Query; recursive?: boolean }[];
  };
  if (node.kind === 'table') {
    const table = tree as unknown as TableNode;
    return (table.path.length === 1 && hidden.has(table.path[0]!) ? table : change(table)) as T;
  }
  const seen = new Set(hidden);
  const parts = node.with?.map((part) => {
    const inner = part.recursive ? new Set([...seen, part.name]) : new Set(seen);
    seen.add(part.name);
    return { ...part, query: visitTables(part.query, inner, change) };
  });
  const entries = Object.entries(tree).map(([key, value]) => [
    key,
    key === 'with' && parts ? parts : key === 'type' ? value : visitTables(value, seen, change),
  ]);
  return Object.fromEntries(entries) as T;
}
