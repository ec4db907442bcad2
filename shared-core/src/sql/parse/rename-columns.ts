import type { Query, ValuesQuery } from '../ast';
import type { ParseContext } from './context';

/** Column names behind an alias go to the outputs themselves: not every dialect takes the list. @internal */
export function renameColumns(query: Query, columns: string[], c: ParseContext): Query {
  if (columns.length === 0) return query;
  if (query.kind === 'set') return { ...query, left: renameColumns(query.left, columns, c) };
  if (query.kind === 'values') return { ...query, columns: valueColumns(query, columns, c) };
  if (query.items.some(({ expression }) => expression.kind === 'star') || query.orderBy)
    throw c.refuse('a column list over a star or an ORDER BY');
  if (columns.length > query.items.length) throw c.refuse('more column names than columns');
  return {
    ...query,
    items: query.items.map((item, index) => ({ ...item, alias: columns[index] ?? item.alias })),
  };
}

function valueColumns(query: ValuesQuery, columns: string[], c: ParseContext): string[] {
  const width = query.rows[0]?.length ?? 0;
  if (columns.length > width) throw c.refuse('more column names than columns');
  return Array.from({ length: width }, (_, index) => columns[index] ?? `column${index + 1}`);
}
