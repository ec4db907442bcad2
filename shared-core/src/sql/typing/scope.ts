import type { LogicalType, TableSchema } from '../../schema';
import type { At } from '../ast';
import { sqlErrors } from '../errors';
import { nearestNames } from './nearest';
import type { Report } from './report';
import type { Typed } from './sql-type';

/** A field while typing. */
export interface TypedField extends Typed {
  name: string;
}

/** One relation that an expression can name; `fields` is undefined where nobody knows its schema. */
export interface ScopeRelation {
  name?: string;
  fields?: TypedField[];
}

/** What a name in an expression may mean: relations of this query, then those of the queries around it. */
export interface InnerScope {
  relations: ScopeRelation[];
  /** Columns merged by USING, which stand above both sides. */
  merged?: TypedField[];
  /** True where GROUP BY promises a row to every group. */
  grouped?: boolean;
  /** Outputs of the same SELECT, which only ORDER BY sees, before the relations. */
  outputs?: TypedField[];
  parameters?: Record<string, LogicalType>;
  outer?: InnerScope;
}

/**
 * What an expression may name: fields of the tables (by name or alias), and parameters of the spec.
 * @public
 */
export interface Scope {
  tables: Record<string, TableSchema>;
  parameters?: Record<string, LogicalType>;
  /** True for measures of a grouped step: a group has rows, so its sum is not NULL. */
  grouped?: boolean;
}

/** @internal */
export function innerScope({ tables, parameters }: Scope): InnerScope {
  return {
    relations: Object.entries(tables).map(([name, schema]) => ({ name, fields: schema.fields })),
    parameters,
  };
}

const unknown: Typed = { type: 'unknown', nullable: true };

/** The field that a column means. @throws (through report) `sql.unknown-column`, `sql.ambiguous-column`, `sql.unknown-table` */
export function resolveColumn(
  column: { table?: string; name: string } & At,
  scope: InnerScope,
  report: Report,
): Typed {
  for (let at: InnerScope | undefined = scope; at; at = at.outer) {
    const found = column.table === undefined ? bare(column, at, report) : qualified(column, at);
    if (found) return { type: found.type, nullable: found.nullable };
  }
  if (column.table !== undefined && !relationsOf(scope).some(({ name }) => name === column.table))
    return report.problem(
      sqlErrors['unknown-table'],
      nearest(column.table, tableNames(scope), column.at),
      unknown,
    );
  return report.problem(
    sqlErrors['unknown-column'],
    nearest(column.name, columnNames(scope, column.table), column.at),
    unknown,
  );
}

const indexes = new WeakMap<TypedField[], Map<string, TypedField>>();

/** The first field of a name. A list is indexed once: a table of thousands of columns is asked thousands of times. */
function named(fields: TypedField[] | undefined, name: string): TypedField | undefined {
  if (!fields) return undefined;
  let index = indexes.get(fields);
  if (!index) {
    index = new Map([...fields].reverse().map((field) => [field.name, field]));
    indexes.set(fields, index);
  }
  return index.get(name);
}

function bare({ name, at }: { name: string } & At, scope: InnerScope, report: Report): Typed | undefined {
  const output = named(scope.outputs, name) ?? named(scope.merged, name);
  if (output) return output;
  const holders = scope.relations.filter((relation) => named(relation.fields, name));
  if (holders.length > 1) {
    const tables = holders.map((relation) => relation.name ?? '?');
    return report.problem(sqlErrors['ambiguous-column'], { name, tables, at }, unknown);
  }
  const field = named(holders[0]?.fields, name);
  if (field) return field;
  return scope.relations.some(({ fields }) => !fields) ? unknown : undefined;
}

function qualified({ table, name }: { table?: string; name: string }, scope: InnerScope): Typed | undefined {
  const relation = scope.relations.find((candidate) => candidate.name === table);
  if (!relation) return undefined;
  return relation.fields ? relation.fields.find((field) => field.name === name) : unknown;
}

function relationsOf(scope: InnerScope | undefined): ScopeRelation[] {
  return scope ? [...scope.relations, ...relationsOf(scope.outer)] : [];
}

const tableNames = (scope: InnerScope) =>
  relationsOf(scope).flatMap(({ name }) => (name === undefined ? [] : [name]));

const columnNames = (scope: InnerScope, table?: string) =>
  relationsOf(scope)
    .filter(({ name }) => table === undefined || name === table)
    .flatMap(({ fields }) => (fields ?? []).map((field) => field.name));

/** Parameters of an error about an unknown name. @internal */
export const nearest = (name: string, known: string[], at?: number) => ({
  name,
  nearest: nearestNames(name, known).map(asWritten),
  at,
});

/** A name as it must be written: PostgreSQL folds bare names to lower case. */
const asWritten = (name: string) =>
  /^[\p{Ll}\p{Lo}_][\p{Ll}\p{Lo}\p{N}_]*$/u.test(name) || !/[A-Z\s".-]/.test(name) ? name : `"${name}"`;

/** Fields that `*` or `t.*` stands for; undefined where a schema is unknown. */
export function starFields(
  table: string | undefined,
  at: number | undefined,
  scope: InnerScope,
  report: Report,
): TypedField[] | undefined {
  const relations = scope.relations.filter(({ name }) => table === undefined || name === table);
  if (relations.length === 0 && table !== undefined)
    return report.problem(sqlErrors['unknown-table'], nearest(table, tableNames(scope), at), undefined);
  if (relations.some(({ fields }) => !fields)) return undefined;
  const merged = table === undefined ? (scope.merged ?? []) : [];
  const isMerged = (name: string) => merged.some((field) => field.name === name);
  return [
    ...merged,
    ...relations.flatMap(({ fields }) => (fields ?? []).filter(({ name }) => !isMerged(name))),
  ];
}
