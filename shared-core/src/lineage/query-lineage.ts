import type { Expression, Query, Relation, SelectItem, SelectQuery } from '../sql';
import { through, uniqueOrigins, type Origin, type Transformation } from './lineage';
import { usesOf } from './uses';

/** Columns of tables by name; a table that is not there has columns that nobody knows. */
export type TableColumns = Readonly<Record<string, readonly string[] | undefined>>;

/** Where each output of a query comes from. */
export interface QueryLineage {
  /** `*` stands for outputs that an unknown table brings. */
  outputs: { name: string; origins: Origin[] }[];
  /** What decides which rows there are. */
  rows: Origin[];
}

/** A name in FROM and what stands behind it; an open one has columns that nobody knows. */
interface Named {
  name: string;
  table?: string;
  lineage: QueryLineage;
  isOpen: boolean;
}

/** What an expression may name: CTEs, the relations of its SELECT, and those of the SELECTs around it. */
interface Scope {
  parts: ReadonlyMap<string, QueryLineage>;
  relations: Named[];
  windows?: SelectQuery['windows'];
  /** Columns that USING made one of two. */
  merged?: ReadonlySet<string>;
  outer?: Scope;
}

/** Follows every output of a query back to the tables that it reads. */
export function queryLineage(query: Query, tables: TableColumns = {}): QueryLineage {
  return new Walk(tables).query(query, { parts: new Map(), relations: [] });
}

class Walk {
  private readonly named = new WeakMap<QueryLineage, Map<string, Origin[]>>();

  constructor(private readonly tables: TableColumns) {}

  query(query: Query, outer: Scope): QueryLineage {
    if (query.kind === 'values') return this.values(query);
    const around = { ...outer, parts: this.parts(query.with ?? [], outer) };
    if (query.kind === 'select') return this.select(query, around);
    return unite(this.query(query.left, around), this.query(query.right, around));
  }

  private parts(list: NonNullable<SelectQuery['with']>, outer: Scope): Scope['parts'] {
    const parts = new Map(outer.parts);
    for (const { name, query, recursive } of list) {
      // A recursive part starts from its first half; what it adds comes from the same columns.
      if (recursive && query.kind === 'set') parts.set(name, this.query(query.left, { ...outer, parts }));
      parts.set(name, this.query(query, { ...outer, parts: new Map(parts) }));
    }
    return parts;
  }

  private values(query: Extract<Query, { kind: 'values' }>): QueryLineage {
    const width = query.rows[0]?.length ?? 0;
    const names = query.columns ?? Array.from({ length: width }, (_, index) => `column${index + 1}`);
    return { outputs: names.map((name) => ({ name, origins: [] })), rows: [] };
  }

  private select(query: SelectQuery, outer: Scope): QueryLineage {
    const relations = query.from ? this.relation(query.from, outer) : [];
    const merged = query.from ? mergedNames(query.from, relations) : new Set<string>();
    const scope: Scope = { parts: outer.parts, relations, merged, windows: query.windows, outer };
    const rows = [
      ...relations.flatMap(({ lineage }) => lineage.rows),
      ...(query.from ? this.joinOrigins(query.from, scope) : []),
      ...rowTerms(query).flatMap(([term, why]) =>
        this.origins(this.meant(term, why, query, scope), scope).map((origin) =>
          through(origin, { kind: 'indirect', transformation: why }),
        ),
      ),
    ];
    return { outputs: query.items.flatMap((item) => this.item(item, scope)), rows: uniqueOrigins(rows) };
  }

  /** GROUP BY and ORDER BY may name an output: the latter looks there first, the former where no field has the name. */
  private meant(term: Expression, why: Transformation, query: SelectQuery, scope: Scope): Expression {
    if (term.kind !== 'column' || term.table !== undefined || why === 'filter') return term;
    const output = query.items.find(({ alias, expression }) => alias === term.name && expression !== term);
    const isField = scope.relations.some((one) => this.byName(one.lineage).has(term.name));
    return output && (why === 'sort' || !isField) ? output.expression : term;
  }

  private item({ expression, alias }: SelectItem, scope: Scope): QueryLineage['outputs'] {
    if (expression.kind !== 'star') return [{ name: alias ?? '?', origins: this.origins(expression, scope) }];
    if (expression.table !== undefined)
      return scope.relations
        .filter(({ name }) => name === expression.table)
        .flatMap(({ lineage }) => lineage.outputs);
    const seen = new Set<string>();
    return scope.relations
      .flatMap(({ lineage }) => lineage.outputs)
      .filter(({ name }) => !scope.merged?.has(name) || (!seen.has(name) && seen.add(name)));
  }

  /** What the conditions of the joins of a relation read. */
  private joinOrigins(relation: Relation, scope: Scope): Origin[] {
    if (relation.kind !== 'join') return [];
    const using = namesMergedBy(relation, scope.relations).flatMap((name) =>
      scope.relations.flatMap((one) => this.lookUp(one, name) ?? []),
    );
    const own = [...(relation.on ? this.origins(relation.on, scope) : []), ...using];
    return [
      ...this.joinOrigins(relation.left, scope),
      ...this.joinOrigins(relation.right, scope),
      ...own.map((origin) => through(origin, { kind: 'indirect', transformation: 'join' })),
    ];
  }

  /** Relations by their names; `before` are those to the left, which LATERAL sees. */
  private relation(relation: Relation, outer: Scope, before: Named[] = []): Named[] {
    switch (relation.kind) {
      case 'join': {
        const left = this.relation(relation.left, outer, before);
        return [...left, ...this.relation(relation.right, outer, [...before, ...left])];
      }
      case 'derived': {
        const around = relation.lateral ? { parts: outer.parts, relations: before, outer } : outer;
        return [{ name: relation.alias, lineage: this.query(relation.query, around), isOpen: false }];
      }
      case 'native':
        return [this.table(relation.alias, relation.text)];
      case 'table': {
        const name = relation.alias ?? relation.path.at(-1)!;
        const part = relation.path.length === 1 ? outer.parts.get(relation.path[0]!) : undefined;
        return [part ? { name, lineage: part, isOpen: false } : this.table(name, relation.path.join('.'))];
      }
    }
  }

  private table(name: string, table: string): Named {
    const known = this.tables[table] ?? this.tables[table.split('.').at(-1) ?? table];
    const outputs = (known ?? ['*']).map((column) => ({ name: column, origins: [columnOf(table, column)] }));
    return { name, table, lineage: { outputs, rows: [] }, isOpen: !known };
  }

  /** Origins of what an expression reads. */
  private origins(expression: Expression, scope: Scope): Origin[] {
    return uniqueOrigins(
      usesOf(expression, scope.windows).flatMap((use) => {
        const found = 'query' in use ? this.subquery(use.query, scope) : this.column(use, scope);
        return found.map((origin) => through(origin, use));
      }),
    );
  }

  /** A subquery's value depends on its rows as well. */
  private subquery(query: Query, scope: Scope): Origin[] {
    const { outputs, rows } = this.query(query, scope);
    return [...outputs.flatMap(({ origins }) => origins), ...rows];
  }

  private column({ table, column }: { table?: string; column: string }, scope: Scope | undefined): Origin[] {
    if (!scope) return [];
    const named = scope.relations.filter(({ name }) => table === undefined || name === table);
    const certain = named.find(({ lineage }) => this.byName(lineage).has(column));
    if (certain) return this.lookUp(certain, column) ?? [];
    const possible = named.flatMap((one) => {
      const origins = this.lookUp(one, column);
      return origins ? [origins] : [];
    });
    if (possible.length === 0) return this.column({ table, column }, scope.outer);
    const isOne = possible.length === 1 || scope.merged?.has(column);
    return possible.flatMap((origins) =>
      origins.map((origin) => (isOne ? origin : { ...origin, ambiguous: true as const })),
    );
  }

  private lookUp({ lineage, table, isOpen }: Named, column: string): Origin[] | undefined {
    const outputs = this.byName(lineage);
    const output = outputs.get(column);
    if (output) return output;
    if (isOpen && table !== undefined) return [columnOf(table, column)];
    // An unknown table further in shows as a star; the column is one of its.
    return outputs.get('*')?.map((origin) => ({ ...origin, column }));
  }

  /** Outputs by their names, the first of a name: a table of 5,000 columns is looked into 5,000 times. */
  private byName(lineage: QueryLineage): Map<string, Origin[]> {
    const known = this.named.get(lineage);
    if (known) return known;
    const made = new Map<string, Origin[]>();
    for (const { name, origins } of lineage.outputs) if (!made.has(name)) made.set(name, origins);
    this.named.set(lineage, made);
    return made;
  }
}

/** Columns that USING and NATURAL merge, anywhere in a FROM. */
function mergedNames(relation: Relation, relations: Named[]): Set<string> {
  if (relation.kind !== 'join') return new Set();
  return new Set([
    ...namesMergedBy(relation, relations),
    ...mergedNames(relation.left, relations),
    ...mergedNames(relation.right, relations),
  ]);
}

/** Columns that a join merges: a natural one, those that several relations are known to have. */
function namesMergedBy(join: Extract<Relation, { kind: 'join' }>, relations: Named[]): string[] {
  if (!join.natural) return join.using ?? [];
  const seen = new Set<string>();
  const names = relations.flatMap(({ lineage }) => [...new Set(lineage.outputs.map(({ name }) => name))]);
  return names.filter((name) => name !== '*' && (seen.has(name) || !seen.add(name)));
}

/** Expressions that decide which rows there are, each with its reason; an order decides only where rows are cut off. */
function rowTerms(query: SelectQuery): [Expression, Transformation][] {
  const keys = Array.isArray(query.distinct) ? query.distinct : [];
  const isCut = query.limit !== undefined || keys.length > 0;
  const terms = (list: (Expression | undefined)[], why: Transformation) =>
    list.flatMap((term): [Expression, Transformation][] => (term ? [[term, why]] : []));
  return [
    ...terms([query.where], 'filter'),
    ...terms([...(query.groupBy?.items ?? []), ...keys], 'group'),
    ...terms([query.having], 'filter'),
    ...terms(isCut ? (query.orderBy ?? []).map(({ expression }) => expression) : [], 'sort'),
  ];
}

const columnOf = (table: string, column: string): Origin => ({
  table,
  column,
  kind: 'direct',
  transformation: 'identity',
});

/** Outputs of a set operation are matched by position; the names are the first part's. */
function unite(left: QueryLineage, right: QueryLineage): QueryLineage {
  const outputs = left.outputs.map(({ name, origins }, index) => ({
    name,
    origins: uniqueOrigins([...origins, ...(right.outputs[index]?.origins ?? [])]),
  }));
  return { outputs, rows: uniqueOrigins([...left.rows, ...right.rows]) };
}
