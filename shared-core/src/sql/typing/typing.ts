import type { LogicalType, TableSchema } from '../../schema';
import type { Expression, Query } from '../ast';
import { childrenOf } from '../walk';
import { lenient, strict } from './report';
import { innerScope, type InnerScope, type Scope } from './scope';
import { closed, type Typed } from './sql-type';
import { QueryTyper } from './type-query';

/** @public */
export interface TypeOptions {
  /** The text that was parsed, so that errors have a line and a column. */
  text?: string;
  parameters?: Record<string, LogicalType>;
}

/**
 * Type and nullability of an expression over the fields of some tables.
 * @throws `sql.unknown-column`, `sql.ambiguous-column`, `sql.unknown-function`, `sql.wrong-arguments`,
 * `sql.type-mismatch` and their like (input); parameter `at` is the place in the text
 * @public
 */
export function typeExpression(
  expression: Expression,
  scope: Scope,
  options: TypeOptions = {},
): { type: LogicalType; nullable: boolean } {
  const { typer } = new QueryTyper(strict(options.text), scope.tables, scope.parameters);
  const { type, nullable } = typer.type(expression, { ...innerScope(scope), grouped: scope.grouped });
  return { type: closed(type), nullable };
}

/**
 * Schema of what a query gives, over tables by name (`orders`, `public.orders`).
 * @throws as {@link typeExpression}, and `sql.unknown-table`, `sql.column-count`, `sql.not-grouped` (input)
 * @public
 */
export function typeQuery(
  query: Query,
  tables: Record<string, TableSchema>,
  options: TypeOptions = {},
): TableSchema {
  const outputs = new QueryTyper(strict(options.text), tables, options.parameters).query(query) ?? [];
  return { fields: outputs.map(({ name, type, nullable }) => ({ name, type: closed(type), nullable })) };
}

/** What is known of a query's types; nothing is thrown. @internal */
export interface KnownTypes {
  types: Map<Expression, Typed>;
  scopes: QueryTyper['scopes'];
  outputs: QueryTyper['outputs'];
  shared: QueryTyper['shared'];
}

/** Types as far as schemas are known, for printing. @internal */
export function knownTypes(tree: { query: Query } | { expression: Expression }, scope?: Scope): KnownTypes {
  const typer = new QueryTyper(lenient, scope?.tables ?? {}, scope?.parameters);
  const open: InnerScope = { relations: [{}] };
  if ('query' in tree) typer.query(tree.query);
  else typer.typer.type(tree.expression, scope ? innerScope(scope) : open);
  const { scopes, outputs, shared } = typer;
  return { types: typer.typer.types, scopes, outputs, shared };
}

/** A column that an expression names. @public */
export interface ColumnUse {
  table?: string;
  name: string;
}

/** Columns that an expression names, each once, in order; those of its subqueries are not counted. @public */
export function columnsOf(expression: Expression): ColumnUse[] {
  const found = new Map<string, ColumnUse>();
  const visit = (node: Expression): void => {
    if (node.kind === 'column') {
      const use = node.table === undefined ? { name: node.name } : { table: node.table, name: node.name };
      found.set(JSON.stringify([use.table, use.name]), use);
    }
    childrenOf(node).forEach(visit);
  };
  visit(expression);
  return [...found.values()];
}
