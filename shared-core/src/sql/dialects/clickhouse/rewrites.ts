import { simple } from '../../../schema';
import type { Expression, SelectQuery } from '../../ast';
import { functionNamed } from '../../functions';
import { parseInterval } from '../../interval';
import { atom, type Printed, type Printer } from '../../print/printer';
import { commonType, isOpen } from '../../typing/sql-type';
import { childrenOf } from '../../walk';
import type { Dialect } from '../dialect';
import { called } from '../spell';
import { binary } from './binary';
import { cast } from './cast';
import { decimalLiteral } from './decimal';
import { inList } from './in-list';
import { intervals } from './intervals';
import { unify } from './unify';

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

/** What ClickHouse means otherwise than PostgreSQL by the same words, or says otherwise. */
export const rewrites: Dialect['rewrites'] = {
  literal,
  interval: ({ amount }, printer) => intervals(parseInterval(amount) ?? [], printer),
  binary,
  cast,
  in: inList,
  between: ({ operand, low, high }, printer) => {
    for (const side of [operand, low, high]) printer.plain.add(side);
    return undefined;
  },
  call: (call, printer) => unified(call, printer),
  case: (expression, printer) => unifiedCase(expression, printer),
  'distinct-from': (expression, printer) => unifiedSides(expression, printer),
  subquery: countOfNothing,
  like,
  array: ({ items }, printer) => atom(`[${items.map((item) => printer.text(item)).join(', ')}]`),
};

/** Dates and times by their functions, whose range is wide; DATE '…' would be a Date of 1970 to 2149. */
function literal(expression: Of<'literal'>, printer: Printer): Printed | undefined {
  const { value, type } = expression;
  if (value === null || type === 'null') return undefined;
  const text = printer.quoteText(String(value));
  if (type.kind === 'date') return atom(`toDate32(${text})`);
  if (type.kind === 'timestamp') return timestampLiteral(String(value), type.zone, printer);
  if (type.kind === 'decimal' && !printer.plain.has(expression))
    return atom(decimalLiteral(String(value), type.scale, printer));
  return undefined;
}

/** An instant is said in UTC, whatever its offset; a reading of a clock as it is. */
function timestampLiteral(value: string, zone: boolean, printer: Printer): Printed {
  const withTime = /^\d{4,}-\d\d-\d\d$/.test(value.trim())
    ? `${value.trim()} 00:00:00`
    : value.trim().replace('T', ' ');
  if (!zone) return atom(`toDateTime64(${printer.quoteText(withTime)}, 6)`);
  const offset = /(Z|[+-]\d\d(?::?\d\d)?)$/.exec(withTime)?.[1];
  return offset === undefined
    ? atom(`toDateTime64(${printer.quoteText(withTime)}, 6, 'UTC')`)
    : atom(`parseDateTime64BestEffort(${printer.quoteText(withTime)}, 6, 'UTC')`);
}

/** Its LIKE reads the backslash as PostgreSQL's does; another escape character is rewritten into it. */
function like(expression: Of<'like'>, printer: Printer): Printed | undefined {
  const { pattern, escape } = expression;
  if (escape === undefined || escape === '\\')
    return escape === undefined ? undefined : printer.print({ ...expression, escape: undefined });
  if (pattern.kind !== 'literal' || typeof pattern.value !== 'string')
    return printer.refuse('LIKE with ESCAPE and a pattern that is not a literal', {
      en: 'the pattern is rewritten when the SQL is printed',
      ru: 'шаблон переписывается при печати SQL',
    });
  const value = withBackslash(pattern.value, escape);
  return printer.print({
    ...expression,
    pattern: { kind: 'literal', value, type: simple('string') },
    escape: undefined,
  });
}

function withBackslash(pattern: string, escape: string): string {
  const characters = [...pattern.replaceAll('\\', '\\\\')];
  if (escape === '') return characters.join('');
  let text = '';
  for (let index = 0; index < characters.length; index++) {
    if (characters[index] !== escape) text += characters[index] ?? '';
    else text += `\\${characters[++index] ?? ''}`;
  }
  return text;
}

const choosing = new Set(['coalesce', 'greatest', 'least', 'nullif']);

/** A function of floats takes its decimal literals as they are; one that chooses among values needs them of one type. */
function unified(call: Of<'call'>, printer: Printer): Printed | undefined {
  const signatures = functionNamed(call.function)?.signatures ?? [];
  const isOfFloats = signatures.every((signature) => /^(float\??(, )?)+ ->|^float, T/.test(signature));
  if (isOfFloats) for (const argument of call.arguments) printer.plain.add(argument);
  if (!choosing.has(call.function)) return undefined;
  const parts = unify(call.arguments, printer.typeOf(call), printer);
  if (parts.every((part, index) => part === call.arguments[index])) return undefined;
  return printer.print(printer.remember({ ...call, arguments: parts }, printer.typed(call)));
}

function unifiedSides(expression: Of<'distinct-from'>, printer: Printer): Printed | undefined {
  const sides = [expression.left, expression.right];
  const common = commonType(sides.map((side) => printer.typed(side).type));
  const known = common === undefined || isOpen(common) ? undefined : common;
  const [left = expression.left, right = expression.right] = unify(sides, known, printer);
  if (left === expression.left && right === expression.right) return undefined;
  return printer.print(printer.remember({ ...expression, left, right }, printer.typed(expression)));
}

function unifiedCase(expression: Of<'case'>, printer: Printer): Printed | undefined {
  const { branches, otherwise } = expression;
  const results = [...branches.map(({ then }) => then), ...(otherwise ? [otherwise] : [])];
  const unified = unify(results, printer.typeOf(expression), printer);
  if (unified.every((result, index) => result === results[index])) return undefined;
  const changed: Of<'case'> = {
    ...expression,
    branches: branches.map(({ when }, index) => ({ when, then: unified[index] as Expression })),
    ...(otherwise && { otherwise: unified.at(-1) }),
  };
  return printer.print(printer.remember(changed, printer.typed(expression)));
}

/**
 * A subquery that aggregates has one row even over nothing; where it looks at the outer row, ClickHouse joins it and
 * gives NULL instead. A count is told to be 0; any other value that is not NULL over nothing is refused.
 */
function countOfNothing({ query }: Of<'subquery'>, printer: Printer): Printed | undefined {
  if (query.kind !== 'select' || query.groupBy || !query.from) return undefined;
  const expression = query.items[0]?.expression;
  if (expression?.kind === 'call' && expression.function === 'count' && !expression.over)
    return called('ifNull', printer.subquery(query, printer), '0');
  const isNever =
    expression !== undefined && !printer.typed(expression).nullable && isAggregating(expression);
  if (!isNever || !looksOut(query, printer)) return undefined;
  return printer.refuse('a value over no rows of a correlated subquery', {
    en: 'ClickHouse gives NULL there: coalesce outside of the subquery',
    ru: 'ClickHouse даёт там NULL: вынесите coalesce из подзапроса',
  });
}

const isAggregating = (expression: Expression): boolean =>
  (expression.kind === 'call' && functionNamed(expression.function)?.kind === 'aggregate') ||
  childrenOf(expression).some(isAggregating);

/** True if a query names a table that is not its own. */
function looksOut(query: SelectQuery, printer: Printer): boolean {
  const own = new Set(printer.scopes.get(query)?.relations.map(({ name }) => name));
  const parts = [...query.items.map(({ expression }) => expression), ...(query.where ? [query.where] : [])];
  const names = (expression: Expression): boolean =>
    (expression.kind === 'column' && expression.table !== undefined && !own.has(expression.table)) ||
    childrenOf(expression).some(names);
  return parts.some(names);
}
