import type { LogicalType } from '../../../schema';
import type { Expression } from '../../ast';
import { atom, type Printed, type Printer } from '../../print/printer';
import { called } from '../spell';
import { nullableName, typeName } from './types';

type Cast = Extract<Expression, { kind: 'cast' }>;

/**
 * CAST to a type that lets NULL through. Numbers that become integers are rounded, as PostgreSQL does, and checked:
 * a plain CAST would cut them and wrap around in silence. It would also make 1 March of 30 February.
 */
export function cast({ operand, type, try: tries }: Cast, printer: Printer): Printed {
  const given = printer.typeOf(operand);
  const name = nullableName(type, printer.typed(operand).nullable, printer);
  const text = printer.text(operand);
  const fromText = given?.kind === 'string';
  if (tries) return tryCast(text, given, type, printer);
  if (type.kind === 'string') return asString(text, given, name);
  if (type.kind === 'integer' && isNumber(given))
    return called('accurateCast', whole(text, given), `'${name}'`);
  if (type.kind === 'date' && fromText && operand.kind !== 'literal')
    return atom(`toDate32(parseDateTime64(${text}, '%Y-%m-%d'))`);
  if (type.kind === 'timestamp' && fromText) return atom(parsedTime('parseDateTime64BestEffort', text, type));
  return atom(`CAST(${text} AS ${name})`);
}

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
