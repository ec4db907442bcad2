import { simple } from '../../schema';
import type { TableSchema } from '../../schema';
import type { LogicalType } from '../../schema';
import type { Expression, Query, Relation, SelectItem, SelectQuery, SetQuery, ValuesQuery } from '../ast';
import { sqlErrors } from '../errors';
import { checkGrouping } from './grouping';
import type { Report } from './report';
import { nearest, starFields, type InnerScope, type ScopeRelation, type TypedField } from './scope';
import { commonType, describe, type Typed } from './sql-type';
import { Typer } from './typer';

type Outputs = TypedField[] | undefined;
type Common = Map<string, Outputs>;

/** Types whole queries; with a lenient report it goes as far as the schemas are known. */
export class QueryTyper {
  readonly typer: Typer;
  /** Relations that each SELECT reads, for those who print. */
  readonly scopes = new Map<SelectQuery, InnerScope>();
  /** Outputs of each set operation, for those who print. */
  readonly outputs = new Map<SetQuery, TypedField[]>();
  /** Fields by which a NATURAL JOIN joins, where both sides are known. */
  readonly shared = new Map<Relation, string[]>();
  private common: Common = new Map();

  constructor(
    private readonly report: Report,
    private readonly tables: Record<string, TableSchema>,
    private readonly parameters?: Record<string, LogicalType>,
  ) {
    this.typer = new Typer(report, (query, outer) => this.query(query, outer));
  }

  query(query: Query, outer?: InnerScope): Outputs {
    const before = this.common;
    if (query.kind !== 'values' && query.with) this.common = this.withCommon(query.with, outer);
    const outputs =
      query.kind === 'select'
        ? this.select(query, outer)
        : query.kind === 'set'
          ? this.set(query, outer)
          : this.values(query, outer);
    this.common = before;
    return outputs;
  }

  private withCommon(parts: NonNullable<SelectQuery['with']>, outer?: InnerScope): Common {
    const common = new Map(this.common);
    for (const { name, query, recursive } of parts) {
      this.common = common;
      if (recursive) common.set(name, this.firstRound(query, outer));
      common.set(name, this.query(query, outer));
    }
    return common;
  }

  /** A recursive query has the columns of its part that does not recurse. */
  private firstRound(query: Query, outer?: InnerScope): Outputs {
    return query.kind === 'set' ? this.query(query.left, outer) : undefined;
  }

  private select(query: SelectQuery, outer?: InnerScope): Outputs {
    const base: InnerScope = {
      relations: [],
      ...(this.parameters && { parameters: this.parameters }),
      ...(outer && { outer }),
    };
    const scope = query.from ? this.relation(query.from, base) : base;
    scope.grouped = query.groupBy?.kind === 'plain' && query.groupBy.items.length > 0;
    this.scopes.set(query, scope);
    for (const { spec } of query.windows ?? []) this.typer.window(spec, scope);
    if (query.where) this.typer.condition(query.where, scope, 'WHERE');
    const outputs = this.items(query.items, scope);
    const withOutputs = { ...scope, outputs };
    for (const item of query.groupBy?.items ?? [])
      this.typer.type(item, this.groupScope(item, scope, outputs));
    if (query.having) this.typer.condition(query.having, scope, 'HAVING');
    if (Array.isArray(query.distinct)) for (const item of query.distinct) this.typer.type(item, withOutputs);
    this.typer.order(query.orderBy ?? [], withOutputs);
    this.typeLimits(query, scope);
    checkGrouping(query, this.report);
    return outputs && nullableByGrouping(query, outputs);
  }

  /** GROUP BY may name an output, where no field of the relations has that name. */
  private groupScope(item: Expression, scope: InnerScope, outputs: Outputs): InnerScope {
    if (item.kind !== 'column' || item.table !== undefined) return scope;
    const isField = scope.relations.some(
      ({ fields }) => !fields || fields.some(({ name }) => name === item.name),
    );
    return isField ? scope : { ...scope, outputs };
  }

  private items(items: SelectItem[], scope: InnerScope): Outputs {
    const fields: TypedField[] = [];
    let known = true;
    for (const { expression, alias } of items) {
      if (expression.kind === 'star') {
        const star = starFields(expression.table, expression.at, scope, this.report);
        if (star) fields.push(...star);
        else known = false;
      } else fields.push({ name: alias ?? '?column?', ...this.typer.type(expression, scope) });
    }
    return known ? fields : undefined;
  }

  private set(query: SetQuery, outer?: InnerScope): Outputs {
    const left = this.query(query.left, outer);
    const right = this.query(query.right, outer);
    const outputs = left && right && this.aligned(query, left, right);
    if (outputs) this.outputs.set(query, outputs);
    const scope: InnerScope = { relations: [], ...(outputs ? { outputs } : { relations: [{}] }) };
    this.typer.order(query.orderBy ?? [], scope);
    this.typeLimits(query, scope);
    return outputs;
  }

  private aligned(query: SetQuery, left: TypedField[], right: TypedField[]): Outputs {
    const operation = query.operator.toUpperCase();
    if (left.length !== right.length)
      return this.report.problem(
        sqlErrors['column-count'],
        { operation, left: left.length, right: right.length, at: undefined },
        undefined,
      );
    return left.map((field, index) => {
      const other = right[index] as TypedField;
      const type = commonType([field.type, other.type]);
      const nullable = query.operator === 'union' ? field.nullable || other.nullable : field.nullable;
      if (type !== undefined) return { name: field.name, type, nullable };
      const types = [field.type, other.type].map(describe);
      const what = { operation: `${operation} of column "${field.name}"`, types, at: undefined };
      return this.report.problem(sqlErrors['type-mismatch'], what, {
        name: field.name,
        type: 'unknown',
        nullable,
      });
    });
  }

  private values(query: ValuesQuery, outer?: InnerScope): Outputs {
    const scope: InnerScope = { relations: [], ...(outer && { outer }) };
    const rows = query.rows.map((row) => row.map((value) => this.typer.type(value, scope)));
    const width = rows[0]?.length ?? 0;
    return Array.from({ length: width }, (_, column) => {
      const cells = rows.map((row) => row[column]).filter((cell): cell is Typed => cell !== undefined);
      const types = cells.map(({ type }) => type);
      const name = query.columns?.[column] ?? `column${column + 1}`;
      const nullable = cells.some((cell) => cell.nullable);
      const type = commonType(types);
      if (type !== undefined) return { name, type: type === 'text' ? simple('string') : type, nullable };
      const what = { operation: `VALUES of column "${name}"`, types: types.map(describe), at: undefined };
      return this.report.problem(sqlErrors['type-mismatch'], what, {
        name,
        type: 'unknown' as const,
        nullable,
      });
    });
  }

  /** A limit is one for all rows: it sees no fields. */
  private typeLimits(
    { limit, offset }: { limit?: Expression; offset?: Expression },
    scope: InnerScope,
  ): void {
    const blind = { relations: [], parameters: scope.parameters };
    for (const expression of [limit, offset]) if (expression) this.typer.type(expression, blind);
  }

  private relation(relation: Relation, base: InnerScope): InnerScope {
    if (relation.kind === 'join') return this.join(relation, base);
    return { ...base, relations: [this.source(relation, base)] };
  }

  private source(relation: Exclude<Relation, { kind: 'join' }>, base: InnerScope): ScopeRelation {
    if (relation.kind === 'native') return { name: relation.alias, fields: relation.schema?.fields };
    if (relation.kind === 'derived')
      return {
        name: relation.alias,
        fields: this.query(relation.query, relation.lateral ? base : base.outer),
      };
    const last = relation.path.at(-1) ?? '';
    return { name: relation.alias ?? last, fields: this.tableFields(relation, last) };
  }

  private tableFields({ path, schema, at }: Extract<Relation, { kind: 'table' }>, last: string): Outputs {
    if (path.length === 1 && this.common.has(last)) return this.common.get(last);
    const known = schema ?? this.tables[path.join('.')];
    if (known) return known.fields;
    const names = [...this.common.keys(), ...Object.keys(this.tables)];
    return this.report.problem(sqlErrors['unknown-table'], nearest(path.join('.'), names, at), undefined);
  }

  private join(join: Extract<Relation, { kind: 'join' }>, base: InnerScope): InnerScope {
    const left = this.relation(join.left, base);
    const lateralBase = { ...base, relations: left.relations };
    const right = this.relation(join.right, isLateral(join.right) ? { ...base, outer: lateralBase } : base);
    const both: InnerScope = {
      ...base,
      relations: [
        ...optional(left.relations, join.type, 'left'),
        ...optional(right.relations, join.type, 'right'),
      ],
    };
    const merged = [...(left.merged ?? []), ...(right.merged ?? []), ...this.merged(join, left, right)];
    if (merged.length > 0) both.merged = merged;
    if (join.on)
      this.typer.condition(join.on, { ...both, relations: [...left.relations, ...right.relations] }, 'ON');
    return both;
  }

  private merged(
    join: Extract<Relation, { kind: 'join' }>,
    left: InnerScope,
    right: InnerScope,
  ): TypedField[] {
    const { type } = join;
    const shared = join.natural ? sharedNames(left, right) : undefined;
    if (shared) this.shared.set(join, shared);
    return (join.using ?? shared ?? []).map((name) => {
      const column = { kind: 'column' as const, name };
      const [a, b] = [
        this.typer.type(column, { ...left, outer: undefined }),
        this.typer.type({ ...column }, { ...right, outer: undefined }),
      ];
      const common = commonType([a.type, b.type]);
      const nullable =
        type === 'full' ? a.nullable || b.nullable : type === 'right' ? b.nullable : a.nullable;
      if (common !== undefined) return { name, type: common, nullable };
      const what = { operation: `USING (${name})`, types: [a.type, b.type].map(describe), at: undefined };
      return this.report.problem(sqlErrors['type-mismatch'], what, {
        name,
        type: 'unknown' as const,
        nullable,
      });
    });
  }
}

/** Names that both sides of a join have, in the order of the left one; undefined where a side is not known. */
function sharedNames(left: InnerScope, right: InnerScope): string[] | undefined {
  const namesOf = (side: InnerScope): string[] | undefined => {
    if (side.relations.some(({ fields }) => !fields)) return undefined;
    return side.relations.flatMap(({ fields }) => (fields ?? []).map(({ name }) => name));
  };
  const [own, others] = [namesOf(left), namesOf(right)];
  return own && others && [...new Set(own)].filter((name) => others.includes(name));
}

const isLateral = (relation: Relation) => relation.kind === 'derived' && relation.lateral === true;

/** The side of an outer join that may have no row gives NULLs. */
function optional(relations: ScopeRelation[], type: string, side: 'left' | 'right'): ScopeRelation[] {
  const keeps = type === 'inner' || type === 'cross' || type === side;
  if (keeps) return relations;
  return relations.map(({ name, fields }) => ({
    name,
    fields: fields?.map((field) => ({ ...field, nullable: true })),
  }));
}

/** ROLLUP, CUBE and grouping sets put NULL where a key is summed over. */
function nullableByGrouping(query: SelectQuery, outputs: TypedField[]): TypedField[] {
  const isPlain = !query.groupBy || query.groupBy.kind === 'plain';
  return isPlain ? outputs : outputs.map((field) => ({ ...field, nullable: true }));
}
