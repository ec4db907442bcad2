import type { LogicalType } from '../../../schema';
import type { Expression } from '../../ast';
import { atom, type Printed, type Printer } from '../../print/printer';
import { called } from '../spell';
import { nullableName, typeName } from './types';
import { isUnsigned } from './unify';

type Cast = Extract<Expression, { kind: 'cast' }>;

/**
 * CAST to a type that lets NULL through. Numbers that become integers are rounded, as PostgreSQL does, and checked:
 * a plain CAST would cut them and wrap around in silence. It would also make 1 March of 30 February.
 */
export function cast({ operand, type, try: tries }: Cast, printer: Printer): Printed {
  if (type.kind === 'float') printer.plain.add(operand);
  if (operand.kind === 'literal' && isPadded(operand.value, type))
    return cast({ kind: 'cast', operand: trimmed(operand, printer), type, try: tries }, printer);
  const given = printer.typeOf(operand);
  const { nullable } = printer.typed(operand);
  const name = nullableName(type, nullable, printer);
  const text = printer.text(operand);
  const fromText = given?.kind === 'string';
  if (tries) return tryCast(text, given, type, printer);
  if (type.kind === 'string') return asString(printer.output(text, operand), given, name);
  if (type.kind === 'decimal' && losesDigits(given, type.scale))
    return atom(`CAST(round(${asDecimal(text, given, type.scale)}, ${type.scale}) AS ${name})`);
  if (type.kind === 'integer' && type.bits === 64 && type.signed && isWithinInt64(given, operand, printer))
    return called('toInt64', text);
  if (type.kind === 'integer' && isNumber(given)) return checked(text, given, type, printer, nullable);
  if (type.kind === 'date' && fromText && operand.kind !== 'literal')
    return atom(`toDate32(parseDateTime64(${text}, '%Y-%m-%d'))`);
  if (type.kind === 'timestamp' && fromText) return atom(parsedTime('parseDateTime64BestEffort', text, type));
  return atom(`CAST(${text} AS ${name})`);
}

/** White space around a number or a date is no part of it in PostgreSQL. */
const isPadded = (value: unknown, type: LogicalType) =>
  type.kind !== 'string' && typeof value === 'string' && value !== value.trim();

const trimmed = (literal: Extract<Expression, { kind: 'literal' }>, printer: Printer): Expression =>
  printer.remember({ ...literal, value: String(literal.value).trim() }, printer.typed(literal));

/** Under a NULL may lie an infinity, at which the check would stop. */
function checked(
  text: string,
  given: LogicalType | undefined,
  type: LogicalType,
  printer: Printer,
  nullable: boolean,
): Printed {
  const rounded = whole(text, given);
  const plain = `'${typeName(type, printer)}'`;
  if (given?.kind === 'float' && nullable)
    return called('if', `isNull(${text})`, 'NULL', `accurateCast(ifNull(${rounded}, 0), ${plain})`);
  return called('accurateCast', rounded, nullable ? `'${nullableName(type, true, printer)}'` : plain);
}

/** An integer that always fits needs no check. */
const isWithinInt64 = (given: LogicalType | undefined, operand: Expression, printer: Printer) =>
  isUnsigned(operand, printer) || (given?.kind === 'integer' && (given.signed || given.bits < 64));

/** PostgreSQL rounds the digits that a decimal has no place for, a plain CAST cuts them. */
const losesDigits = (given: LogicalType | undefined, scale: number) =>
  given?.kind === 'float' || (given?.kind === 'decimal' && given.scale > scale);

/** A float goes by its shortest text, as in PostgreSQL: 4.5 rounds to 5 as a decimal, and to 4 as a float. */
const asDecimal = (text: string, given: LogicalType | undefined, scale: number) =>
  given?.kind === 'float' ? `toDecimal128(toString(${text}), ${Math.min(scale + 9, 30)})` : text;

const isNumber = (type: LogicalType | undefined) =>
  type !== undefined && ['integer', 'decimal', 'float'].includes(type.kind);
const whole = (text: string, given: LogicalType | undefined) =>
  given?.kind === 'integer' ? text : `round(${text})`;

function tryCast(text: string, given: LogicalType | undefined, type: LogicalType, printer: Printer): Printed {
  if (given?.kind === 'string' && type.kind === 'date')
    return atom(`toDate32(parseDateTime64OrNull(trimBoth(${text}), '%Y-%m-%d'))`);
  if (given?.kind === 'string' && type.kind === 'timestamp')
    return atom(
      `if(match(${text}, ${isoTime}), ${parsedTime('parseDateTime64BestEffortOrNull', text, type)}, NULL)`,
    );
  const trimmed =
    given?.kind === 'string' ? `trimBoth(${text})` : type.kind === 'integer' ? whole(text, given) : text;
  return called('accurateCastOrNull', trimmed, printer.quoteText(typeName(type, printer)));
}

/** Best effort reads much that PostgreSQL does not, such as 12 as a day of this month. */
const isoTime = String.raw`'^\\s*\\d{4}-\\d\\d-\\d\\d([ T]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?)?\\s*(Z|[+-]\\d\\d(:?\\d\\d)?)?\\s*$'`;

/** Timestamps are told with their zeros in ClickHouse, decimals without. */
function asString(text: string, given: LogicalType | undefined, name: string): Printed {
  if (given?.kind === 'timestamp') return atom(`replaceRegexpOne(toString(${text}), '\\\\.?0+$', '')`);
  if (given?.kind === 'decimal' && given.scale > 0)
    return called('toDecimalString', text, String(given.scale));
  return atom(given?.kind === 'string' ? text : `CAST(${text} AS ${name})`);
}

type Timestamp = Extract<LogicalType, { kind: 'timestamp' }>;

const parsedTime = (name: string, text: string, { zone, precision }: Timestamp) =>
  `${name}(${text}, ${precision}${zone ? ", 'UTC'" : ''})`;
