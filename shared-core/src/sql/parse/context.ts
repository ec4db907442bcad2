import type { Node, SelectStmt } from 'libpg-query';
import type { Expression, Query } from '../ast';
import { sqlErrors } from '../errors';
import { byteToCharacter, lineAndColumn } from '../positions';
import type { LongNames } from './long-names';

/** The two recursions of lowering, handed in so that files need not import each other in a circle. */
export interface Lowering {
  expression(node: Node, c: ParseContext): Expression;
  query(statement: SelectStmt, c: ParseContext): Query;
}

/** What lowering needs to know about the text: where nodes stand, and what long names were before they were cut. */
export class ParseContext {
  private readonly character: (byte: number) => number;

  constructor(
    readonly text: string,
    /** Characters put before the user's text, so that it is a whole statement. */
    private readonly prefix: string,
    private readonly names: LongNames,
    private readonly lowering: Lowering,
    /** For reading where values come from only: what the tree has no place for need not be refused. */
    readonly isLenient = false,
  ) {
    this.character = byteToCharacter(prefix + text);
  }

  /** Lowers a node that the grammar promises to be there. */
  expression(node: Node | undefined): Expression {
    if (!node) throw this.refuse('an empty expression');
    return this.lowering.expression(node, this);
  }

  expressions(nodes: Node[] | undefined): Expression[] {
    return (nodes ?? []).filter((node) => Object.keys(node).length > 0).map((node) => this.expression(node));
  }

  query(statement: SelectStmt): Query {
    return this.lowering.query(statement, this);
  }

  /** Position of a node in the user's text; PostgreSQL gives −1 where it has none. */
  at(location: number | undefined): { at?: number } {
    if (location === undefined || location < 0) return {};
    return { at: this.character(location) - this.prefix.length };
  }

  /** A name as the user wrote it: PostgreSQL cuts names to 63 bytes, which two Cyrillic columns may share. */
  name(node: Node | undefined): string {
    const text = node && 'String' in node ? (node.String.sval ?? '') : '';
    return this.restore(text);
  }

  restore(name: string): string {
    return this.names.original(name);
  }

  /** The construct is PostgreSQL's, yet the tree has no place for it. */
  refuse(construct: string, location?: number) {
    const { at } = this.at(location);
    const where = at === undefined ? undefined : lineAndColumn(this.text, at);
    return sqlErrors['construct-refused']({ construct, at }, { where });
  }

  /** Refuses every part of a node that the caller does not read, so that nothing is dropped in silence. */
  only(node: object, read: string[], construct: string, location?: number): void {
    if (this.isLenient) return;
    const parts = Object.entries(node).filter(([, value]) => value !== undefined && value !== false);
    const unread = parts.map(([key]) => key).filter((key) => key !== 'location' && !read.includes(key));
    if (unread[0]) throw this.refuse(partNames[unread[0]] ?? `${unread[0]} of ${construct}`, location);
  }
}

/** What people call the parts that PostgreSQL's tree names in its own way. */
const partNames: Record<string, string> = {
  lockingClause: 'FOR UPDATE',
  intoClause: 'SELECT INTO',
  groupDistinct: 'GROUP BY DISTINCT',
  func_variadic: 'VARIADIC',
  refname: 'a window that extends another one',
  join_using_alias: 'an alias of USING',
  search_clause: 'SEARCH of a recursive query',
  cycle_clause: 'CYCLE of a recursive query',
  useOp: 'ORDER BY USING',
  coldeflist: 'a column definition list',
  is_rowsfrom: 'ROWS FROM',
  catalogname: 'a name in three parts',
  setof: 'SETOF',
  pct_type: '%TYPE',
};
