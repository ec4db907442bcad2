import type { Printed, Printer } from '../../print/printer';
import { atom } from '../../print/printer';
import { level } from '../../print/level';
import type { Spelling } from '../dialect';
import type { Expression } from '../../ast';
import { argument, atTimeZone, extractFrom, literalArgument, subscript, type Call } from '../spell';

/** What PostgreSQL spells otherwise than `name(arguments)`. */
export const functions: Record<string, Spelling> = {
  current_date: 'current_date$',
  localtimestamp: 'localtimestamp$',
  extract: (call, printer) => extractFrom(call, printer),
  timezone: atTimeZone,
  bitand: '$1 & $2',
  bitor: '$1 | $2',
  bitxor: '$1 # $2',
  bitnot: '~ $1',
  bit_shift_left: '$1 << $2',
  bit_shift_right: '$1 >> $2',
  collate: (call, printer) => ({
    text: `${printer.operand(call.arguments[0] as Expression, level.atom)} COLLATE ${printer.name(literalArgument(call, 1) ?? '')}`,
    level: level.none,
  }),
  json_array_length: 'jsonb_array_length',
  array_element: subscript,
  array_contains: '$2 = ANY($1)',
  sha256_hex: "encode(sha256(convert_to($1, 'UTF8')), 'hex')",
  // PostgreSQL would make an instant of a date, which depends on the session's zone.
  date_trunc: dateTrunc,
  // It rounds a float8 to a whole number only.
  round: digits,
  trunc: digits,
};

function dateTrunc(call: Call, printer: Printer): Printed {
  const [, moment] = call.arguments;
  if (!moment || printer.typeOf(moment)?.kind !== 'date') return printer.plainCall(call, 'date_trunc');
  return atom(`date_trunc(${argument(call, 0, printer)}, ${printer.operand(moment, level.cast)}::timestamp)`);
}

function digits(call: Call, printer: Printer): Printed {
  const [number, places] = call.arguments;
  const isFloat = number !== undefined && printer.typeOf(number)?.kind === 'float';
  if (!isFloat || !places) return printer.plainCall(call, call.function);
  return atom(`${call.function}(${printer.operand(number, level.cast)}::numeric, ${printer.text(places)})`);
}
