import type { Query, Relation, SelectQuery } from '../sql';
import { columnNodes, mapColumns } from './tree';

/**
 * Says the table of every column where an output takes the name of a column that is read: ClickHouse would read the
 * output instead (`sum(delay) as delay, max(delay) as worst` would be a maximum of a sum).
 */
export function qualifyShadowed(query: Query): Query {
  if (query.kind !== 'select') return query;
  const table = query.from && tableName(query.from);
  return table !== undefined && isShadowed(query) ? mapOwnColumns(query, table) : query;
}

function isShadowed(query: SelectQuery): boolean {
  const { from: _from, ...rest } = query;
  const read = new Set(columnNodes(rest as Query).map((node) => node.name));
  return query.items.some(
    ({ expression, alias }) =>
      alias !== undefined && read.has(alias) && !(expression.kind === 'column' && expression.name === alias),
  );
}

function mapOwnColumns({ from, ...rest }: SelectQuery, table: string): SelectQuery {
  const qualified = mapColumns(rest, (node) => (node.table === undefined ? { ...node, table } : node));
  return { ...qualified, from };
}

function tableName(relation: Relation): string | undefined {
  if (relation.kind === 'table') return relation.alias ?? relation.path.at(-1);
  return relation.kind === 'join' ? undefined : relation.alias;
}
