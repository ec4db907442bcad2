import {
  parseExpression,
  parseOrderTerm,
  type Expression,
  type OrderTerm,
  type Query,
  type Relation,
  type SelectQuery,
} from '../sql';
import { simple, type LogicalType } from '../schema';

/** Small words for building SQL trees. */
export const column = (name: string, table?: string): Expression =>
  table === undefined ? { kind: 'column', name } : { kind: 'column', table, name };
export const text = (value: string): Expression => ({ kind: 'literal', value, type: simple('string') });
export const whole = (value: number): Expression => ({
  kind: 'literal',
  value,
  type: { kind: 'integer', bits: 32, signed: true },
});
export const nothing: Expression = { kind: 'literal', value: null, type: 'null' };
export const call = (name: string, ...args: Expression[]): Expression => ({
  kind: 'call',
  function: name,
  arguments: args,
});
export const equal = (left: Expression, right: Expression): Expression => ({
  kind: 'binary',
  operator: '=',
  left,
  right,
});
export const cast = (operand: Expression, type: LogicalType): Expression => ({ kind: 'cast', operand, type });
export const not = (operand: Expression): Expression => ({ kind: 'unary', operator: 'not', operand });
export const is = (operand: Expression, test: 'null' | 'true', negated = false): Expression => ({
  kind: 'is',
  operand,
  test,
  negated,
});

/** All of these conditions; undefined where there is none. */
export function every(conditions: (Expression | undefined)[]): Expression | undefined {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length === 0
    ? undefined
    : given.reduce((left, right) => ({ kind: 'binary', operator: 'and', left, right }));
}

/** A relation by the name of a CTE. */
export const named = (name: string): Relation => ({ kind: 'table', path: [name] });

/** `select items from relation`, and what else is given. */
export const select = (
  items: SelectQuery['items'],
  from: Relation,
  more: Partial<SelectQuery> = {},
): SelectQuery => ({ kind: 'select', items, from, ...more });

/** Columns as they are, each under its own name. */
export const asIs = (names: string[], table?: string): SelectQuery['items'] =>
  names.map((name) => ({ expression: column(name, table), alias: name }));

export const star: SelectQuery['items'] = [{ expression: { kind: 'star' } }];

type Node = { kind: string };
type NodeOf<T extends { kind: string }, K extends string> = Extract<T, { kind: K }>;
export type ColumnNode = NodeOf<Expression, 'column'>;
export type CallNode = NodeOf<Expression, 'call'>;
export type TableNode = NodeOf<Relation, 'table'>;

/** Every node of a tree, parents first; a visitor that returns false is not led further down. */
export function walk(tree: unknown, visit: (node: Node) => boolean | void): void {
  if (Array.isArray(tree)) for (const item of tree) walk(item, visit);
  else if (isNode(tree)) {
    if (visit(tree) === false) return;
    for (const [key, value] of Object.entries(tree)) if (key !== 'type') walk(value, visit);
  } else if (typeof tree === 'object' && tree !== null)
    for (const value of Object.values(tree)) walk(value, visit);
}

/** A copy of a tree in which each node, children first, is what `change` makes of it. */
export function rewrite<T>(tree: T, change: (node: Node) => unknown): T {
  if (Array.isArray(tree)) return tree.map((item) => rewrite(item, change)) as T;
  if (typeof tree !== 'object' || tree === null) return tree;
  const copy = Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [key, key === 'type' ? value : rewrite(value, change)]),
  );
  return (isNode(copy) ? change(copy) : copy) as T;
}

// A `type` is a logical type or a join's type, never a part of the tree with columns in it.
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { kind?: unknown }).kind === 'string';

/** Columns of an expression, subqueries included, in reading order. */
export function columnNodes(tree: Expression | Query): ColumnNode[] {
  const found: ColumnNode[] = [];
  walk(tree, (node) => void (node.kind === 'column' && found.push(node as ColumnNode)));
  return found;
}

/**
 * An expression over the one input of a step. The input's id may stand before a field; it goes, because the relation
 * that is read in the end may have another name.
 */
export const rowExpression = (text: string): Expression => mapColumns(parseExpression(text), withoutTable);

/** The same for a term of an ordering. */
export function rowOrder(text: string): OrderTerm {
  return mapColumns(parseOrderTerm(text), withoutTable);
}

const withoutTable = ({ table: _table, ...node }: ColumnNode): Expression => node;

/** Names of the columns of a tree, each once. */
export const columnNames = (tree: Expression | Query): string[] => [
  ...new Set(columnNodes(tree).map((node) => node.name)),
];

/** An expression with its columns replaced. */
export const mapColumns = <T>(tree: T, change: (node: ColumnNode) => Expression): T =>
  rewrite(tree, (node) => (node.kind === 'column' ? change(node as ColumnNode) : node));

/** An expression whose columns name their tables in other words. */
export const renameColumnTables = (tree: Expression, names: ReadonlyMap<string, string>): Expression =>
  mapColumns(tree, (node) =>
    node.table === undefined ? node : { ...node, table: names.get(node.table) ?? node.table },
  );
