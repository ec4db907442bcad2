import type { LogicalType } from '../../schema';
import type { Expression, SelectQuery, ValuesQuery } from '../ast';
import type { Printed, Printer } from '../print/printer';
import type { SqlType } from '../typing/sql-type';

/** Names of the dialects. @public */
export const dialectIds = ['postgresql', 'clickhouse', 'duckdb'] as const;
/** @public */
export type DialectId = (typeof dialectIds)[number];

/** Why a dialect cannot say something. @public */
export interface Reason {
  en: string;
  ru: string;
}

type Call = Extract<Expression, { kind: 'call' }>;

/**
 * How a dialect spells a function: another name; a template, where `$1` is an argument and `$*` all of them;
 * code, where a table cannot say it; or the reason why it cannot be said.
 */
export type Spelling = string | ((call: Call, printer: Printer) => Printed) | { cannot: Reason };

/** Constructs that a dialect may be unable to say. */
export type Construct =
  | 'distinct-on'
  | 'lateral'
  | 'recursive'
  | 'aggregate.sets'
  | 'aggregate.cube'
  | 'aggregate.rollup'
  | 'join.full'
  | 'join.natural'
  | 'frame.groups'
  | 'frame.range-offset'
  | 'aggregate.order-by'
  | 'aggregate.filter'
  | 'set.all'
  | 'name.long';

/** A dialect: data with a parent, and code only for what tables cannot say. */
export interface Dialect {
  id: DialectId;
  title: string;
  /** Words that a bare name must not be, lower case. */
  reserved: ReadonlySet<string>;
  /** Longest name in bytes; longer ones would be cut in silence. */
  nameBytes?: number;
  /** A name in quotes. */
  quoted: (name: string) => string;
  /** A text literal, whatever it holds. */
  text: (value: string) => string;
  /** Where NULLs sort when the query does not say. */
  nullsSort: { asc: 'first' | 'last'; desc: 'first' | 'last' };
  /** The place of NULLs is left out where there can be none. */
  dropsIdleNulls?: boolean;
  /** An output's name hides a field of the same name in the rest of the SELECT. */
  outputsHideFields?: boolean;
  /** Two outputs of a SELECT may not share a name. */
  uniqueOutputs?: boolean;
  /** An output `a.x` of a join may be called `a.x`, not `x`, outside of its SELECT. */
  qualifiedOutputs?: boolean;
  /** UNION means something else without DISTINCT. */
  saysDistinct?: boolean;
  /** ORDER BY after UNION belongs to the last SELECT only. */
  orderBindsToLastPart?: boolean;
  /** DISTINCT ON is said as LIMIT 1 BY. */
  limitBy?: boolean;
  /** VALUES, where the dialect has none of its own. */
  values?: (query: ValuesQuery, printer: Printer) => string;
  /** What an output needs so that its type is PostgreSQL's. */
  output?: (text: string, expression: Expression, printer: Printer, wanted?: SqlType) => string;
  /** Name of a type in a cast. */
  typeName: (type: LogicalType, printer: Printer) => string;
  /** Spellings that differ from PostgreSQL's. A function that is neither here nor in `sameFunctions` is refused. */
  functions: Record<string, Spelling>;
  /** Functions that are spelled and behave as PostgreSQL's. */
  sameFunctions: ReadonlySet<string> | 'all';
  cannot: Partial<Record<Construct, Reason>>;
  /** Rewrites of expressions by kind; undefined leaves the expression to the common printer. */
  rewrites: {
    [K in Expression['kind']]?: (
      expression: Extract<Expression, { kind: K }>,
      printer: Printer,
    ) => Printed | undefined;
  };
  /** Settings that a SELECT needs for PostgreSQL's meaning. */
  settings?: (query: SelectQuery) => string[];
}

/** Declares a dialect over its parent. */
export function defineDialect(
  parts: Partial<Dialect> & Pick<Dialect, 'id' | 'title'>,
  parent?: Dialect,
): Dialect {
  const whole = { ...parent, ...parts } as Dialect;
  return {
    ...whole,
    functions: { ...parent?.functions, ...parts.functions },
    cannot: { ...parent?.cannot, ...parts.cannot },
    rewrites: { ...parent?.rewrites, ...parts.rewrites },
  };
}
