import type { Expression } from '../../ast';
import { level } from '../../print/level';
import { atom, type Printed, type Printer } from '../../print/printer';
import { called } from '../spell';
import { divisionKind } from '../division-kind';
import type { Dialect } from '../dialect';
import { guardedDivisor } from './division';

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

/** What DuckDB means otherwise than PostgreSQL by the same words. */
export const rewrites: Dialect['rewrites'] = {
  binary: (expression, printer) => binaries[expression.operator]?.(expression, printer),
  like,
  cast,
};

type Rewrite = (expression: Of<'binary'>, printer: Printer) => Printed | undefined;

const matches =
  (flags: string, negated: boolean): Rewrite =>
  ({ left, right }, printer) => {
    const parts = [printer.text(left), printer.text(right), ...(flags ? [`'${flags}'`] : [])];
    const found = called('regexp_matches', ...parts);
    return negated ? { text: `NOT ${found.text}`, level: level.not } : found;
  };

/** DuckDB moves a date by an INTEGER only, and most of its functions count in BIGINT. */
function movedDate({ operator, left, right }: Of<'binary'>, printer: Printer): Printed | undefined {
  const [date, days] = printer.typeOf(left)?.kind === 'date' ? [left, right] : [right, left];
  const type = printer.typeOf(days);
  if (printer.typeOf(date)?.kind !== 'date' || type?.kind !== 'integer') return undefined;
  const isInteger = days.kind === 'literal' || (days.kind === 'column' && type.bits <= 32);
  if (isInteger) return undefined;
  const shift = `${printer.operand(days, level.cast)}::INTEGER`;
  return { text: `${printer.operand(date, level.add)} ${operator} ${shift}`, level: level.add };
}

const binaries: Partial<Record<Of<'binary'>['operator'], Rewrite>> = {
  '+': movedDate,
  '-': movedDate,
  '/': divide,
  '%': ({ left, right }, printer) => ({
    text: `${printer.operand(left, level.multiply)} % ${guardedDivisor(right, printer)}`,
    level: level.multiply,
  }),
  '^': ({ left, right }, printer) => called('power', printer.text(left), printer.text(right)),
  '~': matches('', false),
  '~*': matches('i', false),
  '!~': matches('', true),
  '!~*': matches('i', true),
  // An arrow is also DuckDB's lambda and binds loosest of all there.
  '->': (expression, printer) => arrow(expression, printer),
  '->>': (expression, printer) => arrow(expression, printer),
};

/** DuckDB divides integers into a double; `//` is PostgreSQL's division of integers. */
function divide({ left, right }: Of<'binary'>, printer: Printer): Printed {
  const kind = divisionKind(left, right, printer);
  const operator = kind === 'integer' ? '//' : '/';
  return {
    text: `${printer.operand(left, level.multiply)} ${operator} ${guardedDivisor(right, printer)}`,
    level: level.multiply,
  };
}

function arrow({ operator, left, right }: Of<'binary'>, printer: Printer): Printed {
  return atom(
    `(${printer.operand(left, level.other)} ${operator} ${printer.operand(right, level.other + 1)})`,
  );
}

/** DuckDB's LIKE has no escape character of its own; PostgreSQL's is the backslash. */
function like(expression: Of<'like'>, printer: Printer): Printed | undefined {
  const { pattern, escape } = expression;
  if (escape !== undefined) return undefined;
  const isPlain = pattern.kind === 'literal' && !String(pattern.value).includes('\\');
  return isPlain ? undefined : printer.print({ ...expression, escape: '\\' });
}

/** A text that is no whole number would be rounded to one. */
function cast({ operand, type, try: tries }: Of<'cast'>, printer: Printer): Printed | undefined {
  const name = printer.dialect.typeName(type, printer);
  const isWholeFromText =
    type.kind === 'integer' && printer.typeOf(operand)?.kind === 'string' && operand.kind !== 'literal';
  const text = printer.text(operand);
  if (!isWholeFromText) return tries ? atom(`TRY_CAST(${text} AS ${name})`) : undefined;
  const isWhole = `regexp_full_match(${text}, '\\s*[+-]?[0-9]+\\s*')`;
  if (tries) return atom(`CASE WHEN ${isWhole} THEN TRY_CAST(${text} AS ${name}) END`);
  return undefined;
}
