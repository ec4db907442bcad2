import { array, simple } from '../../schema';
import type { Expression, OrderTerm, Query, WindowSpec } from '../ast';
import { sqlErrors } from '../errors';
import { typeCall } from './type-call';
import { canBeBoolean, canBeText, comparisons, operatorType } from './operators';
import type { Report } from './report';
import { nearest, resolveColumn, type InnerScope, type TypedField } from './scope';
import { closed, commonType, describe, isNumber, isOpen, type SqlType, type Typed } from './sql-type';

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

/** Outputs of a query inside an expression; undefined where a schema is unknown. */
export type TypeSubquery = (query: Query, outer: InnerScope) => TypedField[] | undefined;

const boolean = (nullable: boolean): Typed => ({ type: simple('boolean'), nullable });
const unknown: Typed = { type: 'unknown', nullable: true };

/** Gives every expression its type and nullability, and remembers them by node for those who print. */
export class Typer {
  readonly types = new Map<Expression, Typed>();

  constructor(
    readonly report: Report,
    private readonly subquery: TypeSubquery,
  ) {}

  type(expression: Expression, scope: InnerScope): Typed {
    const rule = this.rules[expression.kind] as (expression: Expression, scope: InnerScope) => Typed;
    const typed = rule(expression, scope);
    this.types.set(expression, typed);
    return typed;
  }

  /** Types a condition, which must be boolean. */
  condition(expression: Expression, scope: InnerScope, place: string): Typed {
    const typed = this.type(expression, scope);
    if (!canBeBoolean(typed.type)) return this.mismatch(place, [typed.type], expression.at, typed);
    return typed;
  }

  window(spec: WindowSpec, scope: InnerScope): void {
    for (const expression of spec.partitionBy) this.type(expression, scope);
    this.order(spec.orderBy, scope);
    for (const bound of [spec.frame?.from, spec.frame?.to])
      if (bound && 'offset' in bound) this.type(bound.offset, scope);
  }

  order(terms: OrderTerm[], scope: InnerScope): void {
    for (const { expression } of terms) this.type(expression, scope);
  }

  private readonly rules: { [K in Expression['kind']]: (expression: Of<K>, scope: InnerScope) => Typed } = {
    literal: ({ value, type }) => ({
      type: type !== 'null' && type.kind === 'string' ? 'text' : type,
      nullable: value === null,
    }),
    interval: () => ({ type: simple('interval'), nullable: false }),
    column: (column, scope) => resolveColumn(column, scope, this.report),
    star: ({ at }) =>
      this.report.problem(sqlErrors.misplaced, { what: '*', place: 'an expression', at }, unknown),
    parameter: (parameter, scope) => this.parameter(parameter, scope),
    call: (call, scope) => typeCall(call, scope, this),
    unary: (expression, scope) => this.unary(expression, scope),
    binary: (expression, scope) => this.binary(expression, scope),
    is: ({ operand, test }, scope) => {
      if (test === 'null') this.type(operand, scope);
      else this.condition(operand, scope, `IS ${test.toUpperCase()}`);
      return boolean(false);
    },
    'distinct-from': ({ left, right, at }, scope) => {
      this.compared('IS DISTINCT FROM', [this.type(left, scope), this.type(right, scope)], at);
      return boolean(false);
    },
    like: ({ operand, pattern, at }, scope) => {
      const sides = [this.type(operand, scope), this.type(pattern, scope)];
      if (!sides.every(({ type }) => canBeText(type)))
        this.mismatch(
          'LIKE',
          sides.map(({ type }) => type),
          at,
          unknown,
        );
      return boolean(sides.some(({ nullable }) => nullable));
    },
    between: ({ operand, low, high, at }, scope) => {
      const sides = [operand, low, high].map((side) => this.type(side, scope));
      this.compared('BETWEEN', sides, at);
      return boolean(sides.some(({ nullable }) => nullable));
    },
    in: (expression, scope) => this.in(expression, scope),
    exists: ({ query }, scope) => {
      this.subquery(query, scope);
      return boolean(false);
    },
    subquery: ({ query, at }, scope) => {
      const type = this.oneColumn(query, scope, at);
      return { type, nullable: true };
    },
    case: (expression, scope) => this.case(expression, scope),
    cast: ({ operand, type, try: tries }, scope) => {
      const given = this.type(operand, scope);
      return { type, nullable: given.nullable || tries === true };
    },
    array: ({ items, at }, scope) => {
      const types = items.map((item) => this.type(item, scope).type);
      const common = commonType(types);
      if (common === undefined) return this.mismatch('ARRAY', types, at, unknown);
      return { type: common === 'unknown' ? 'unknown' : array(closed(common)), nullable: false };
    },
  };

  private parameter({ name, at }: Of<'parameter'>, scope: InnerScope): Typed {
    let root = scope;
    while (root.outer && !root.parameters) root = root.outer;
    const type = root.parameters?.[name];
    if (type) return { type, nullable: false };
    if (!root.parameters) return unknown;
    return this.report.problem(
      sqlErrors['unknown-parameter'],
      nearest(name, Object.keys(root.parameters), at),
      unknown,
    );
  }

  private unary({ operator, operand, at }: Of<'unary'>, scope: InnerScope): Typed {
    if (operator === 'not') return boolean(this.condition(operand, scope, 'NOT').nullable);
    const typed = this.type(operand, scope);
    const fits = isOpen(typed.type) || isNumber(typed.type) || typed.type.kind === 'interval';
    if (!fits) return this.mismatch(operator, [typed.type], at, typed);
    return typed.type === 'text' ? { ...typed, type: 'unknown' } : typed;
  }

  private binary({ operator, left, right, at }: Of<'binary'>, scope: InnerScope): Typed {
    const sides = [this.type(left, scope), this.type(right, scope)] as const;
    const type = operatorType(operator, sides[0].type, sides[1].type);
    if (type === undefined)
      return this.mismatch(
        operator,
        [sides[0].type, sides[1].type],
        at,
        comparisons.has(operator) ? boolean(true) : unknown,
      );
    const isJson = operator === '->' || operator === '->>';
    return { type, nullable: isJson || sides[0].nullable || sides[1].nullable };
  }

  private in({ operand, list, at }: Of<'in'>, scope: InnerScope): Typed {
    const given = this.type(operand, scope);
    if (!Array.isArray(list)) {
      const column = this.oneColumn(list, scope, at);
      this.compared('IN', [given, { type: column, nullable: true }], at);
      return boolean(true);
    }
    const items = list.map((item) => this.type(item, scope));
    for (const item of items) this.compared('IN', [given, item], at);
    return boolean(given.nullable || items.some(({ nullable }) => nullable));
  }

  private case({ operand, branches, otherwise, at }: Of<'case'>, scope: InnerScope): Typed {
    const subject = operand && this.type(operand, scope);
    for (const { when } of branches) {
      if (subject) this.compared('CASE', [subject, this.type(when, scope)], when.at);
      else this.condition(when, scope, 'WHEN');
    }
    const results = branches.map(({ then }) => this.type(then, scope));
    if (otherwise) results.push(this.type(otherwise, scope));
    const types = results.map(({ type }) => type);
    const common = commonType(types);
    if (common === undefined) return this.mismatch('CASE', types, at, unknown);
    return { type: common, nullable: !otherwise || results.some(({ nullable }) => nullable) };
  }

  private oneColumn(query: Query, scope: InnerScope, at: number | undefined): SqlType {
    const fields = this.subquery(query, scope);
    if (!fields) return 'unknown';
    if (fields.length !== 1)
      return this.report.problem(
        sqlErrors['column-count'],
        { operation: 'a subquery', left: 1, right: fields.length, at },
        'unknown' as const,
      );
    return fields[0]?.type ?? 'unknown';
  }

  private compared(operation: string, sides: Typed[], at: number | undefined): void {
    const types = sides.map(({ type }) => type);
    if (commonType(types) === undefined) this.mismatch(operation, types, at, unknown);
  }

  private mismatch<T>(operation: string, types: SqlType[], at: number | undefined, standIn: T): T {
    return this.report.problem(
      sqlErrors['type-mismatch'],
      { operation, types: types.map(describe), at },
      standIn,
    );
  }
}
