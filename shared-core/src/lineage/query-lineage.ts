import type { Expression, Query, Relation, SelectItem, SelectQuery } from '../sql';
import { through, uniqueOrigins, type Origin, type Transformation } from './lineage';
import { usesOf, type Use } from './uses';

/** Columns of tables by name; a table that is not there has columns that nobody knows. */
export type TableColumns = Readonly<Record<string, readonly string[] | undefined>>;

/** Where each output of a query comes from. */
export interface QueryLineage {
  /** `*` stands for outputs that an unknown table brings. */
  outputs: { name: string; origins: Origin[] }[];
  /** What decides which rows there are. */
  rows: Origin[];
}

/** A name in FROM and what stands behind it; `outputs` is undefined for a table whose columns are not known. */
interface Named {
  name: string;
  table?: string;
  lineage: QueryLineage;
  isOpen: boolean;
}

type Parts = ReadonlyMap<string, QueryLineage>;

/** Follows every output of a query back to the tables that it reads. */
export function queryLineage(query: Query, tables: TableColumns = {}): QueryLineage {
  return new Walk(tables).query(query, new Map());
}

class Walk {
  constructor(private readonly tables: TableColumns) {}

  query(query: Query, outer: Parts): QueryLineage {
    const parts = query.kind === 'values' ? outer : this.parts(query.with ?? [], outer);
    if (query.kind === 'select') return this.select(query, parts);
    if (query.kind === 'values') return this.values(query);
    const left = this.query(query.left, parts);
    const right = this.query(query.right, parts);
    return unite(left, right);
  }

  private parts(list: NonNullable<SelectQuery['with']>, outer: Parts): Parts {
    const parts = new Map(outer);
    for (const { name, query, recursive } of list) {
      // A recursive part starts from its first half; what it adds comes from the same columns.
      const start = recursive && query.kind === 'set' ? this.query(query.left, parts) : undefined;
      parts.set(name, this.query(query, start ? new Map([...parts, [name, start]]) : parts));
    }
    return parts;
  }

  private values(query: Extract<Query, { kind: 'values' }>): QueryLineage {
    const width = query.rows[0]?.length ?? 0;
    const names = query.columns ?? Array.from({ length: width }, (_, index) => `column${index + 1}`);
    return { outputs: names.map((name) => ({ name, origins: [] })), rows: [] };
  }

  private select(query: SelectQuery, parts: Parts): QueryLineage {
    const scope = query.from ? this.relation(query.from, parts) : [];
    const origins = (expression: Expression, transformation?: Transformation) =>
      this.origins(expression, scope, parts, transformation);
    const outputs = query.items.flatMap((item) => this.item(item, scope, query, parts));
    const limited = query.limit !== undefined || Array.isArray(query.distinct);
    const rows = [
      ...scope.flatMap(({ lineage }) => lineage.rows),
      ...(query.from ? this.joinOrigins(query.from, scope, parts) : []),
      ...(query.where ? origins(query.where, 'filter') : []),
      ...(query.groupBy?.items ?? []).flatMap((item) => origins(item, 'group')),
      ...(query.having ? origins(query.having, 'filter') : []),
      ...(Array.isArray(query.distinct) ? query.distinct.flatMap((item) => origins(item, 'group')) : []),
      ...(limited ? (query.orderBy ?? []).flatMap((term) => origins(term.expression, 'sort')) : []),
    ];
    return { outputs, rows: uniqueOrigins(rows) };
  }

  private item(item: SelectItem, scope: Named[], query: SelectQuery, parts: Parts): QueryLineage['outputs'] {
    const { expression, alias } = item;
    if (expression.kind !== 'star')
      return [
        { name: alias ?? '?', origins: this.origins(expression, scope, parts, undefined, query.windows) },
      ];
    return scope
      .filter(({ name }) => expression.table === undefined || expression.table === name)
      .flatMap(({ lineage }) => lineage.outputs);
  }

  /** What the conditions of the joins of a relation read. */
  private joinOrigins(relation: Relation, scope: Named[], parts: Parts): Origin[] {
    if (relation.kind !== 'join') return [];
    const using = (relation.using ?? []).flatMap((name) =>
      scope.flatMap((table) => this.lookUp(table, name) ?? []).map((origin) => indirect(origin, 'join')),
    );
    return [
      ...this.joinOrigins(relation.left, scope, parts),
      ...this.joinOrigins(relation.right, scope, parts),
      ...(relation.on ? this.origins(relation.on, scope, parts, 'join') : []),
      ...using,
    ];
  }

  private relation(relation: Relation, parts: Parts): Named[] {
    switch (relation.kind) {
      case 'join':
        return [...this.relation(relation.left, parts), ...this.relation(relation.right, parts)];
      case 'derived':
        return [{ name: relation.alias, lineage: this.query(relation.query, parts), isOpen: false }];
      case 'native':
        return [this.table(relation.alias, relation.text)];
      case 'table': {
        const name = relation.alias ?? relation.path.at(-1)!;
        const part = relation.path.length === 1 ? parts.get(relation.path[0]!) : undefined;
        return [part ? { name, lineage: part, isOpen: false } : this.table(name, relation.path.join('.'))];
      }
    }
  }

  private table(name: string, table: string): Named {
    const known = this.tables[table];
    const outputs = (known ?? ['*']).map((column) => ({ name: column, origins: [whole(table, column)] }));
    return { name, table, lineage: { outputs, rows: [] }, isOpen: !known };
  }

  /** Origins of what an expression reads; all indirect where only the rows depend on it. */
  private origins(
    expression: Expression,
    scope: Named[],
    parts: Parts,
    asRows?: Transformation,
    windows?: SelectQuery['windows'],
  ): Origin[] {
    const found = usesOf(expression, windows).flatMap((use) => this.useOrigins(use, scope, parts));
    return uniqueOrigins(asRows ? found.map((origin) => indirect(origin, asRows)) : found);
  }

  private useOrigins(use: Use, scope: Named[], parts: Parts): Origin[] {
    if ('query' in use) {
      // A correlated subquery also sees the tables around it; they are found by name, like its own.
      const inner = this.query(use.query, parts);
      const all = [...inner.outputs.flatMap(({ origins }) => origins), ...inner.rows];
      return all.map((origin) => through(origin, use));
    }
    const tables = scope.filter(({ name }) => use.table === undefined || use.table === name);
    const holder = tables
      .map((table) => this.lookUp(table, use.column))
      .find((origins) => origins !== undefined);
    return (holder ?? []).map((origin) => through(origin, use));
  }

  private lookUp({ lineage, table, isOpen }: Named, column: string): Origin[] | undefined {
    const output = lineage.outputs.find(({ name }) => name === column);
    if (output) return output.origins;
    if (isOpen && table !== undefined) return [whole(table, column)];
    // An unknown table further in shows as a star; the column is one of its.
    const star = lineage.outputs.find(({ name }) => name === '*');
    return star?.origins.map((origin) => ({ ...origin, column }));
  }
}

const whole = (table: string, column: string): Origin => ({
  table,
  column,
  kind: 'direct',
  transformation: 'identity',
});

const indirect = (origin: Origin, transformation: Transformation): Origin =>
  through(origin, { kind: 'indirect', transformation });

/** Outputs of a set operation are matched by position; the names are the first part's. */
function unite(left: QueryLineage, right: QueryLineage): QueryLineage {
  const outputs = left.outputs.map(({ name, origins }, index) => ({
    name,
    origins: uniqueOrigins([...origins, ...(right.outputs[index]?.origins ?? [])]),
  }));
  return { outputs, rows: uniqueOrigins([...left.rows, ...right.rows]) };
}
