import type { LogicalType, TableSchema } from '../schema';

/**
 * The one SQL tree. Steps are lowered to it, raw SQL is parsed into it (PostgreSQL's own grammar), lineage reads it,
 * and each dialect prints it. It says only what the function catalogue and the dialect tables can say everywhere
 * or refuse by name.
 */

/** Offset in characters (not bytes) into the text that was parsed. @public */
export interface At {
  at?: number;
}

/** @public */
export type Expression = At &
  /** A decimal keeps its digits as text, so that none is lost; dates and times are ISO text. */
  (
    | { kind: 'literal'; value: string | number | boolean | null; type: LogicalType | 'null' }
    /** `amount` in normal form: `1 year -2 months`, `90 minutes`; see {@link IntervalUnit}. */
    | { kind: 'interval'; amount: string }
    | { kind: 'column'; table?: string; name: string }
    | { kind: 'star'; table?: string }
    | { kind: 'parameter'; name: string }
    | {
        kind: 'call';
        function: string;
        arguments: Expression[];
        distinct?: boolean;
        filter?: Expression;
        orderBy?: OrderTerm[];
        over?: WindowSpec | string;
      }
    | { kind: 'unary'; operator: 'not' | '-' | '+'; operand: Expression }
    | { kind: 'binary'; operator: BinaryOperator; left: Expression; right: Expression }
    | { kind: 'is'; operand: Expression; test: 'null' | 'true' | 'false'; negated: boolean }
    | { kind: 'distinct-from'; left: Expression; right: Expression; negated: boolean }
    | {
        kind: 'like';
        operand: Expression;
        pattern: Expression;
        caseInsensitive: boolean;
        negated: boolean;
        escape?: string;
      }
    | { kind: 'between'; operand: Expression; low: Expression; high: Expression; negated: boolean }
    | { kind: 'in'; operand: Expression; list: Expression[] | Query; negated: boolean }
    | { kind: 'exists'; query: Query; negated: boolean }
    | { kind: 'subquery'; query: Query }
    | {
        kind: 'case';
        operand?: Expression;
        branches: { when: Expression; then: Expression }[];
        otherwise?: Expression;
      }
    | { kind: 'cast'; operand: Expression; type: LogicalType; try?: boolean }
    | { kind: 'array'; items: Expression[] }
  );

/** `~` family is regular expressions; `||` joins text. @public */
export type BinaryOperator =
  | 'and'
  | 'or'
  | '='
  | '<>'
  | '<'
  | '<='
  | '>'
  | '>='
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '^'
  | '||'
  | '~'
  | '~*'
  | '!~'
  | '!~*'
  | '->'
  | '->>';

/** @public */
export interface OrderTerm {
  expression: Expression;
  direction: 'asc' | 'desc';
  /** Always said in the tree (PostgreSQL's default filled in), so that every dialect sorts alike. */
  nulls: 'first' | 'last';
}

/** @public */
export interface WindowSpec {
  partitionBy: Expression[];
  orderBy: OrderTerm[];
  frame?: { unit: 'rows' | 'range' | 'groups'; from: FrameBound; to: FrameBound };
}

/** @public */
export type FrameBound =
  | { kind: 'unbounded-preceding' | 'current-row' | 'unbounded-following' }
  | { kind: 'preceding' | 'following'; offset: Expression };

/** @public */
export interface SelectItem {
  expression: Expression;
  /** Output name; absent only for a star. */
  alias?: string;
}

/** @public */
export type Query = At & (SelectQuery | SetQuery | ValuesQuery);

/** @public */
export interface SelectQuery {
  kind: 'select';
  with?: { name: string; query: Query; recursive?: boolean }[];
  distinct?: 'all' | Expression[];
  items: SelectItem[];
  from?: Relation;
  where?: Expression;
  groupBy?: GroupBy;
  having?: Expression;
  windows?: { name: string; spec: WindowSpec }[];
  orderBy?: OrderTerm[];
  limit?: Expression;
  offset?: Expression;
}

/** `sets` holds grouping sets as indexes into `items`. @public */
export type GroupBy =
  | { kind: 'plain' | 'rollup' | 'cube'; items: Expression[] }
  | { kind: 'sets'; items: Expression[]; sets: number[][] };

/** @public */
export interface SetQuery {
  kind: 'set';
  with?: SelectQuery['with'];
  operator: 'union' | 'intersect' | 'except';
  all: boolean;
  left: Query;
  right: Query;
  orderBy?: OrderTerm[];
  limit?: Expression;
  offset?: Expression;
}

/** @public */
export interface ValuesQuery {
  kind: 'values';
  rows: Expression[][];
  /** Output names; PostgreSQL's own, `column1` and so on, where absent. */
  columns?: string[];
}

/** @public */
export type Relation = At &
  /** `schema`, where known, gives the fields their types: some rewrites of a dialect depend on them. */
  (
    | { kind: 'table'; path: string[]; alias?: string; schema?: TableSchema }
    | { kind: 'derived'; query: Query; alias: string; lateral?: boolean }
    | {
        kind: 'join';
        type: 'inner' | 'left' | 'right' | 'full' | 'cross';
        left: Relation;
        right: Relation;
        on?: Expression;
        using?: string[];
        /** Joined by whatever fields both sides share. */
        natural?: true;
      }
    /** Text of the target dialect that stands for a relation (a file scan); made by connectors and the engine only, never from user input. */
    | { kind: 'native'; text: string; alias: string; schema?: TableSchema }
  );
