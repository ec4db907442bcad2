import type { Expression } from '../ast';
import { level } from '../print/level';
import { atom, type Printed, type Printer } from '../print/printer';
import type { Spelling } from './dialect';

export type Call = Extract<Expression, { kind: 'call' }>;

/** `name(a, b)` of texts. */
export const called = (name: string, ...parts: string[]): Printed => atom(`${name}(${parts.join(', ')})`);

/** The text of the n-th argument, from 0, fit to stand between brackets and commas. */
export const argument = (call: Call, index: number, printer: Printer): string => {
  const expression = call.arguments[index];
  return expression ? printer.text(expression) : '';
};

/** The value of a literal argument that decides the spelling; undefined where it is no literal. */
export function literalArgument(call: Call, index: number): string | undefined {
  const expression = call.arguments[index];
  return expression?.kind === 'literal' && expression.value !== null ? String(expression.value) : undefined;
}

/** Refuses an ordered-set aggregate without its WITHIN GROUP, which no schema was there to find missing. */
export const withinGroup = (call: Call, printer: Printer): Printed | undefined =>
  call.orderBy?.length
    ? undefined
    : printer.refuse(`${call.function}() without WITHIN GROUP (ORDER BY …)`, {
        en: 'its rows have no order then',
        ru: 'тогда у строк нет порядка',
      });

/** COLLATE of an engine that compares texts by their bytes, which is PostgreSQL's `"C"`. */
export const byBytes: Spelling = (call, printer) => {
  const name = literalArgument(call, 1) ?? '';
  const isBytes = /^(c|posix|ucs_basic|c\.utf-?8)$/i.test(name);
  return isBytes
    ? printer.print(call.arguments[0] as Expression)
    : printer.refuse(`COLLATE "${name}"`, {
        en: 'it compares texts by their bytes, as COLLATE "C" does',
        ru: 'он сравнивает тексты по байтам, как COLLATE "C"',
      });
};

/** One spelling for each number of arguments. */
export const byCount =
  (spellings: Record<number, string>): Spelling =>
  (call, printer) =>
    printer.spelled(call, spellings[call.arguments.length] ?? '');

/**
 * substring() by a function that counts a position before the first character from the end, where PostgreSQL counts
 * it from before the start. `if`, unlike greatest(), keeps a NULL.
 */
export const substringBy =
  (name: string): Spelling =>
  (call, printer) => {
    const [, from, length] = call.arguments;
    const isWithin = from?.kind === 'literal' && Number(from.value) >= 1;
    if (!from || isWithin) return called(name, ...call.arguments.map((part) => printer.text(part)));
    const start = `if(${printer.operand(from, level.compare + 1)} < 1, 1, ${printer.text(from)})`;
    const text = argument(call, 0, printer);
    if (!length) return called(name, text, start);
    const end = `${printer.operand(from, level.add)} + ${printer.operand(length, level.add + 1)}`;
    return called(name, text, start, `if(${end} < 1, 1, ${end}) - ${start}`);
  };

/** split_part() of a function that splits by an empty text into characters, where PostgreSQL leaves it whole. */
export const splitPart =
  (split: string | ((call: Call, printer: Printer) => Printed)): Spelling =>
  (call, printer) => {
    const [text, separator, part] = call.arguments;
    if (separator?.kind !== 'literal' || separator.value !== '' || !text || !part)
      return typeof split === 'string' ? printer.plainCall(call, split) : split(call, printer);
    const isWhole = `${printer.operand(part, level.compare + 1)} IN (1, -1)`;
    return atom(`CASE WHEN ${isWhole} THEN ${printer.text(text)} ELSE '' END`);
  };

/** `x[i]` as PostgreSQL and DuckDB write it. */
export function subscript(call: Call, printer: Printer): Printed {
  const [array] = call.arguments;
  const text = array?.kind === 'column' ? printer.text(array) : `(${argument(call, 0, printer)})`;
  return atom(`${text}[${argument(call, 1, printer)}]`);
}

/** `x AT TIME ZONE z`. */
export function atTimeZone(call: Call, printer: Printer): Printed {
  const [zone, moment] = call.arguments as [Expression, Expression];
  return {
    text: `${printer.operand(moment, level.zone)} AT TIME ZONE ${printer.operand(zone, level.zone + 1)}`,
    level: level.zone,
  };
}

/** `extract(unit FROM x)`. */
export const extractFrom = (call: Call, printer: Printer, unit = literalArgument(call, 0) ?? ''): Printed =>
  atom(`extract(${unit} FROM ${argument(call, 1, printer)})`);
