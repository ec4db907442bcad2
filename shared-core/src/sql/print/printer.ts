import { simple, type LogicalType } from '../../schema';
import type {
  BinaryOperator,
  Expression,
  FrameBound,
  OrderTerm,
  Query,
  Relation,
  SetQuery,
  WindowSpec,
} from '../ast';
import type { Construct, Dialect, Reason } from '../dialects/dialect';
import { functionNamed } from '../functions';
import type { InnerScope } from '../typing/scope';
import { isOpen, type SqlType, type Typed } from '../typing/sql-type';
import type { KnownTypes } from '../typing/typing';
import { indent, protectBreaks, width } from './layout';
import { level, operatorLevel } from './level';
import { fillTemplate } from './template';

/** Text, and how tightly its outermost operator binds. */
export interface Printed {
  text: string;
  level: number;
}

/** One thing that a dialect cannot say. @public */
export interface Refusal {
  construct: string;
  reason: string;
  причина: string;
}

/** @internal */
export interface PrinterOptions {
  /** Text for a parameter; by default PostgreSQL keeps `parameter('name')`, the others refuse. */
  parameterText?: (name: string, type: SqlType) => string;
}

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>;
type Rules = { [K in Expression['kind']]: (expression: Of<K>) => Printed };

export const atom = (text: string): Printed => ({ text, level: level.atom });

/** Prints expressions in a dialect; what it cannot say is gathered, not thrown. */
export class Printer {
  readonly refused: Refusal[] = [];
  /** Decimal literals that may stand as they are, where the dialect's own literal is a float. */
  readonly plain = new Set<Expression>();
  /** Conditions of WHERE, ON and HAVING, where NULL is as good as false. */
  readonly filters = new Set<Expression>();
  /** Relations of the SELECT that is being printed. */
  scope?: InnerScope;
  /** Outputs of that SELECT whose name is also a field's; some dialects would take the output for the field. */
  clashes: ReadonlySet<string> = new Set();

  constructor(
    readonly dialect: Dialect,
    private readonly known: KnownTypes,
    /** Prints a query in brackets inside an expression. */
    readonly subquery: (query: Query, printer: Printer) => string,
    private readonly options: PrinterOptions = {},
  ) {}

  /** Prints an expression as the dialect spells it. */
  print(expression: Expression): Printed {
    const rewrite = this.dialect.rewrites[expression.kind] as
      ((e: Expression, p: Printer) => Printed | undefined) | undefined;
    const rule = this.rules[expression.kind] as (expression: Expression) => Printed;
    return rewrite?.(expression, this) ?? rule(expression);
  }

  /** The text of an operand, in brackets where it would bind too loosely. */
  operand(expression: Expression, least: number): string {
    const printed = this.print(expression);
    return printed.level < least ? `(${printed.text})` : printed.text;
  }

  /** The text of an argument, which stands between brackets and commas. */
  text(expression: Expression): string {
    return this.print(expression).text;
  }

  typed(expression: Expression): Typed {
    return this.known.types.get(expression) ?? { type: 'unknown', nullable: true };
  }

  /** The text of a value that is seen as such: with the type that PostgreSQL would give it. */
  output(text: string, expression: Expression, wanted?: SqlType): string {
    return this.dialect.output?.(text, expression, this, wanted) ?? text;
  }

  /** The type, where it is known and settled. */
  typeOf(expression: Expression): LogicalType | undefined {
    const { type } = this.typed(expression);
    if (type === 'text') return simple('string');
    return isOpen(type) ? undefined : type;
  }

  /** Lets a rewrite say the type of what it made up. */
  remember<E extends Expression>(expression: E, typed: Typed): E {
    this.known.types.set(expression, typed);
    return expression;
  }

  get scopes() {
    return this.known.scopes;
  }

  /** Fields by which a NATURAL JOIN joins, where they are known. */
  shared(relation: Relation): string[] | undefined {
    return this.known.shared.get(relation);
  }

  /** Types of the columns of a set operation, where they are known. */
  columnTypes(query: SetQuery): SqlType[] | undefined {
    return this.known.outputs.get(query)?.map(({ type }) => type);
  }

  name(name: string): string {
    return protectBreaks(quoteName(name, this.dialect, this));
  }

  /** A text literal of the dialect. */
  quoteText(value: string): string {
    return this.dialect.text(protectBreaks(value));
  }

  /** Notes that something cannot be said; the stand-in is never seen. */
  refuse(construct: string, reason: Reason): Printed {
    const isNew = !this.refused.some(
      (refusal) => refusal.construct === construct && refusal.reason === reason.en,
    );
    if (isNew) this.refused.push({ construct, reason: reason.en, причина: reason.ru });
    return atom('NULL');
  }

  /** Refuses a construct that the dialect's table names. */
  check(construct: Construct, name: string): void {
    const reason = this.dialect.cannot[construct];
    if (reason) this.refuse(name, reason);
  }

  private readonly rules: Rules = {
    literal: (literal) => this.literal(literal),
    interval: ({ amount }) => atom(`INTERVAL ${this.quoteText(amount)}`),
    column: ({ table, name }) =>
      atom(table === undefined ? this.column(name) : `${this.name(table)}.${this.name(name)}`),
    star: ({ table }) => atom(table === undefined ? '*' : `${this.name(table)}.*`),
    parameter: (parameter) => this.parameter(parameter),
    call: (call) => this.call(call),
    unary: ({ operator, operand }) => {
      if (operator === 'not') return { text: `NOT ${this.operand(operand, level.not)}`, level: level.not };
      return { text: operator + this.operand(operand, level.sign + 1), level: level.sign };
    },
    binary: ({ operator, left, right }) => this.binary(operator, left, right),
    is: ({ operand, test, negated }) => ({
      text: `${this.operand(operand, level.is + 1)} IS ${negated ? 'NOT ' : ''}${test.toUpperCase()}`,
      level: level.is,
    }),
    'distinct-from': ({ left, right, negated }) => ({
      text: `${this.operand(left, level.is + 1)} IS ${negated ? 'NOT ' : ''}DISTINCT FROM ${this.operand(right, level.is + 1)}`,
      level: level.is,
    }),
    like: ({ operand, pattern, caseInsensitive, negated, escape }) => ({
      text: [
        this.operand(operand, level.like + 1),
        `${negated ? 'NOT ' : ''}${caseInsensitive ? 'ILIKE' : 'LIKE'}`,
        this.operand(pattern, level.like + 1),
        ...(escape === undefined ? [] : [`ESCAPE ${this.quoteText(escape)}`]),
      ].join(' '),
      level: level.like,
    }),
    between: ({ operand, low, high, negated }) => {
      // PostgreSQL's grammar takes no AT TIME ZONE for the lower bound without brackets.
      const from = this.print(low);
      const isBare = from.level > level.like && !from.text.includes(' AT TIME ZONE ');
      const bounds = `${isBare ? from.text : `(${from.text})`} AND ${this.operand(high, level.like + 1)}`;
      const word = negated ? 'NOT BETWEEN' : 'BETWEEN';
      return { text: `${this.operand(operand, level.like + 1)} ${word} ${bounds}`, level: level.like };
    },
    in: ({ operand, list, negated }) => {
      const [item, ...more] = Array.isArray(list) ? list : [];
      // One subquery in brackets would be read as the rows to look in, not as the one value to compare with.
      if (item?.kind === 'subquery' && more.length === 0)
        return this.binary(negated ? '<>' : '=', operand, item);
      const inside = Array.isArray(list)
        ? `(${list.map((item) => this.text(item)).join(', ')})`
        : this.subquery(list, this);
      return {
        text: `${this.operand(operand, level.like + 1)} ${negated ? 'NOT ' : ''}IN ${inside}`,
        level: level.like,
      };
    },
    exists: ({ query, negated }) => {
      const text = `EXISTS ${this.subquery(query, this)}`;
      return negated ? { text: `NOT ${text}`, level: level.not } : atom(text);
    },
    subquery: ({ query }) => atom(this.subquery(query, this)),
    case: (expression) => this.case(expression),
    cast: (cast) => this.cast(cast),
    array: ({ items }) => atom(`ARRAY[${items.map((item) => this.text(item)).join(', ')}]`),
  };

  private literal({ value, type }: Of<'literal'>): Printed {
    if (value === null) return atom('NULL');
    if (typeof value === 'boolean') return atom(value ? 'TRUE' : 'FALSE');
    if (type === 'null') return atom(this.quoteText(String(value)));
    if (type.kind === 'integer' || type.kind === 'decimal' || type.kind === 'float')
      return number(String(value));
    const text = this.quoteText(String(value));
    return type.kind === 'string'
      ? atom(text)
      : atom(`${this.dialect.typeName(type, this).toUpperCase()} ${text}`);
  }

  /** A column without its table; qualified where the dialect would take an output of that name instead. */
  private column(name: string): string {
    if (!this.dialect.outputsHideFields || !this.clashes.has(name)) return this.name(name);
    const relations = this.scope?.relations ?? [];
    const holders = relations.filter(({ fields }) => fields?.some((field) => field.name === name));
    const open = relations.length === 1 && !relations[0]?.fields ? relations[0] : undefined;
    const holder = holders.length === 1 ? holders[0] : open;
    return holder?.name === undefined ? this.name(name) : `${this.name(holder.name)}.${this.name(name)}`;
  }

  private parameter(parameter: Of<'parameter'>): Printed {
    const { parameterText } = this.options;
    if (parameterText) return atom(parameterText(parameter.name, this.typed(parameter).type));
    if (this.dialect.id === 'postgresql') return atom(`parameter(${this.quoteText(parameter.name)})`);
    return this.refuse(`parameter('${parameter.name}')`, {
      en: 'give it a value or a text when printing',
      ru: 'дайте ему значение или текст при печати',
    });
  }

  private binary(operator: BinaryOperator, left: Expression, right: Expression): Printed {
    const own = operatorLevel[operator] ?? level.other;
    const leftLeast = own === level.compare ? own + 1 : own;
    const text = `${this.operand(left, leftLeast)} ${operator.toUpperCase()} ${this.operand(right, own + 1)}`;
    return { text, level: own };
  }

  private case({ operand, branches, otherwise }: Of<'case'>): Printed {
    const parts = [
      ...branches.map(({ when, then }) => `WHEN ${this.text(when)} THEN ${this.text(then)}`),
      ...(otherwise ? [`ELSE ${this.text(otherwise)}`] : []),
    ];
    const head = operand ? `CASE ${this.text(operand)}` : 'CASE';
    const flat = `${head} ${parts.join(' ')} END`;
    if (flat.length <= width - 20 && !flat.includes('\n')) return atom(flat);
    return atom(`${head}\n${indent(parts.join('\n'))}\nEND`);
  }

  private cast({ operand, type }: Of<'cast'>): Printed {
    return {
      text: `${this.operand(operand, level.cast)}::${this.dialect.typeName(type, this)}`,
      level: level.cast,
    };
  }

  /** A call, by the dialect's spelling of the function. */
  private call(call: Of<'call'>): Printed {
    const spelling = this.dialect.functions[call.function];
    if (typeof spelling === 'function') return spelling(call, this);
    if (typeof spelling === 'object') return this.refuse(`${call.function}()`, spelling.cannot);
    if (spelling !== undefined) return this.spelled(call, spelling);
    const isSame = this.dialect.sameFunctions === 'all' || this.dialect.sameFunctions.has(call.function);
    if (isSame) return this.plainCall(call, this.functionName(call.function));
    return this.refuse(`${call.function}()`, {
      en: 'it has no such function',
      ru: 'такой функции в нём нет',
    });
  }

  /** A call by a template, or by another name. */
  spelled(call: Of<'call'>, spelling: string): Printed {
    return spelling.includes('$') ? fillTemplate(spelling, call, this) : this.plainCall(call, spelling);
  }

  private functionName(name: string): string {
    return name
      .split('.')
      .map((part) => (/^[a-z_][a-z0-9_]*$/.test(part) ? part : this.name(part)))
      .join('.');
  }

  /** `name(arguments)` with DISTINCT, ORDER BY, FILTER and OVER where they are. */
  plainCall(call: Of<'call'>, name: string): Printed {
    const isOrderedSet = functionNamed(call.function)?.kind === 'ordered-set';
    const inside = [
      `${call.distinct ? 'DISTINCT ' : ''}${call.arguments.map((argument) => this.text(argument)).join(', ')}`,
      ...(call.orderBy && !isOrderedSet ? [this.orderBy(call.orderBy)] : []),
    ].filter(Boolean);
    const within = call.orderBy && isOrderedSet ? ` WITHIN GROUP (${this.orderBy(call.orderBy)})` : '';
    return atom(`${name}(${inside.join(' ')})${within}${this.suffix(call)}`);
  }

  /** FILTER and OVER, which follow any spelling of an aggregate. */
  suffix(call: Of<'call'>): string {
    const filter = call.filter ? ` FILTER (WHERE ${this.text(call.filter)})` : '';
    if (call.over === undefined) return filter;
    const over = typeof call.over === 'string' ? this.name(call.over) : `(${this.window(call.over)})`;
    return `${filter} OVER ${over}`;
  }

  window({ partitionBy, orderBy, frame }: WindowSpec): string {
    const parts = [
      ...(partitionBy.length > 0
        ? [`PARTITION BY ${partitionBy.map((item) => this.text(item)).join(', ')}`]
        : []),
      ...(orderBy.length > 0 ? [this.orderBy(orderBy)] : []),
      ...(frame ? [this.frame(frame)] : []),
    ];
    return parts.join(' ');
  }

  orderBy(terms: OrderTerm[]): string {
    return `ORDER BY ${terms.map((term) => this.orderTerm(term)).join(', ')}`;
  }

  orderTerm({ expression, direction, nulls }: OrderTerm): string {
    const isIdle = this.dialect.dropsIdleNulls === true && !this.typed(expression).nullable;
    const usual = this.dialect.nullsSort[direction] === nulls || isIdle;
    return `${this.text(expression)}${direction === 'desc' ? ' DESC' : ''}${usual ? '' : ` NULLS ${nulls.toUpperCase()}`}`;
  }

  private frame({ unit, from, to }: NonNullable<WindowSpec['frame']>): string {
    if (unit === 'groups') this.check('frame.groups', 'a frame in GROUPS');
    const offsets = [from, to].flatMap((bound) => ('offset' in bound ? [bound.offset] : []));
    if (unit === 'range' && offsets.some(({ kind }) => kind === 'interval'))
      this.check('frame.range-offset', 'a RANGE of time');
    return `${unit.toUpperCase()} BETWEEN ${this.bound(from)} AND ${this.bound(to)}`;
  }

  private bound(bound: FrameBound): string {
    if ('offset' in bound) return `${this.operand(bound.offset, level.add)} ${bound.kind.toUpperCase()}`;
    return bound.kind.replace('-', ' ').toUpperCase();
  }
}

const number = (text: string): Printed => ({ text, level: text.startsWith('-') ? level.sign : level.atom });

/** A name, quoted only when it must be. @internal */
export function quoteName(name: string, dialect: Dialect, printer?: Printer): string {
  if (dialect.nameBytes !== undefined && Buffer.byteLength(name) > dialect.nameBytes)
    printer?.check('name.long', `the name "${name}"`);
  return /^[a-z_][a-z0-9_]*$/.test(name) && !dialect.reserved.has(name) ? name : dialect.quoted(name);
}
