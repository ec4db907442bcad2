import type { Expression, Query } from '../ast';
import { dialectNamed } from '../dialects';
import type { DialectId } from '../dialects/dialect';
import { sqlErrors } from '../errors';
import type { Scope } from '../typing';
import { knownTypes } from '../typing/typing';
import type { SqlType } from '../typing/sql-type';
import { restoreBreaks } from './layout';
import { printClauses, printSubquery } from './print-query';
import { Printer, quoteName as quoteIn, type Refusal } from './printer';

/** @public */
export interface PrintOptions {
  /** Schemas of the tables, for the rewrites that depend on types; tables of a tree may carry theirs themselves. */
  scope?: Scope;
  /** Text that stands for a parameter: a value, a placeholder, a template of a scheduler. */
  parameterText?: (name: string, type: SqlType) => string;
}

/**
 * Prints an expression in a dialect: deterministic, with the fewest brackets that keep its meaning.
 * @throws `sql.dialect-cannot` (refusal) with everything that the dialect cannot say
 * @public
 */
export function printExpression(
  expression: Expression,
  dialectId: DialectId,
  options: PrintOptions = {},
): string {
  return said({ expression }, dialectId, options);
}

/**
 * Prints a query in a dialect, a clause a line.
 * @throws `sql.dialect-cannot` (refusal) with everything that the dialect cannot say
 * @public
 */
export function printQuery(query: Query, dialectId: DialectId, options: PrintOptions = {}): string {
  return said({ query }, dialectId, options);
}

/** Everything that a dialect cannot say of a tree, by name; empty if it can say it all. @public */
export function refusals(
  tree: Query | Expression,
  dialectId: DialectId,
  options: PrintOptions = {},
): Refusal[] {
  return run(isQuery(tree) ? { query: tree } : { expression: tree }, dialectId, options).refused;
}

const isQuery = (tree: Query | Expression): tree is Query =>
  tree.kind === 'select' || tree.kind === 'set' || tree.kind === 'values';

/** A name as the dialect writes it, quoted only when it must be. @public */
export const quoteName = (name: string, dialectId: DialectId): string =>
  quoteIn(name, dialectNamed(dialectId));

/** A text literal of the dialect, whatever the text holds. @public */
export const quoteText = (text: string, dialectId: DialectId): string =>
  restoreBreaks(dialectNamed(dialectId).text(text));

type Tree = { query: Query } | { expression: Expression };

function said(tree: Tree, dialectId: DialectId, options: PrintOptions): string {
  const { text, refused } = run(tree, dialectId, options);
  if (refused.length > 0) throw sqlErrors['dialect-cannot']({ dialect: dialectId, refusals: refused });
  return text;
}

function run(tree: Tree, dialectId: DialectId, options: PrintOptions): { text: string; refused: Refusal[] } {
  const printer = new Printer(
    dialectNamed(dialectId),
    knownTypes(tree, options.scope),
    printSubquery,
    options,
  );
  const text = 'query' in tree ? printClauses(tree.query, printer) : printer.text(tree.expression);
  return { text: restoreBreaks(text), refused: printer.refused };
}
