import type { Expression, Query } from '../../ast';
import { level } from '../../print/level';
import type { Printed, Printer } from '../../print/printer';

type In = Extract<Expression, { kind: 'in' }>;

/** ClickHouse's IN ignores NULLs of its list, PostgreSQL's is unknown where one could have been equal. */
export function inList(expression: In, printer: Printer): Printed | undefined {
  const { list, operand, negated } = expression;
  printer.plain.add(operand);
  if (Array.isArray(list)) for (const item of list) printer.plain.add(item);
  if (!Array.isArray(list)) return negated ? notInQuery(expression, list, printer) : undefined;
  if (!list.every(({ kind }) => kind === 'literal')) return printer.print(equalities(expression, list));
  const told = list.filter((item) => !(item.kind === 'literal' && item.value === null));
  if (told.length === list.length) return undefined;
  const isFilter = printer.filters.has(expression);
  if (told.length === 0 || (isFilter && negated))
    return { text: isFilter ? 'FALSE' : 'NULL', level: level.atom };
  const rest = printer.print({ kind: 'in', operand, list: told, negated });
  if (isFilter) return rest;
  return { text: `(${rest.text} ${negated ? 'AND' : 'OR'} NULL)`, level: level.atom };
}

/** Its list must be constant; anything else is said by equalities. */
function equalities({ operand, negated }: In, list: Expression[]): Expression {
  const tests = list.map((item): Expression => ({
    kind: 'binary',
    operator: negated ? '<>' : '=',
    left: operand,
    right: item,
  }));
  return tests.reduce((left, right) => ({ kind: 'binary', operator: negated ? 'and' : 'or', left, right }));
}

/** NOT IN over a query that gives a NULL is never true in PostgreSQL. */
function notInQuery(expression: In, query: Query, printer: Printer): Printed | undefined {
  const column = query.kind === 'select' ? query.items[0] : undefined;
  const isNeverNull =
    column && column.expression.kind !== 'star' && !printer.typed(column.expression).nullable;
  if (isNeverNull) return undefined;
  const name = column?.alias;
  if (name === undefined)
    return printer.refuse('NOT IN over this query', {
      en: 'whether it gives a NULL cannot be told: use NOT EXISTS',
      ru: 'нельзя сказать, даёт ли он NULL: используйте NOT EXISTS',
    });
  const inside = printer.subquery(query, printer);
  const text = `${printer.operand(expression.operand, level.like + 1)} NOT IN ${inside}`;
  return {
    text: `(${text} AND (SELECT countIf(isNull(${printer.name(name)})) FROM ${inside}) = 0)`,
    level: level.atom,
  };
}
