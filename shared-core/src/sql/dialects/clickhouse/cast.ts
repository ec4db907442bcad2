import type { LogicalType } from '../../../schema';
import type { Expression } from '../../ast';
import { level } from '../../print/level';
import { atom, type Printed, type Printer } from '../../print/printer';
import { nullableName, typeName } from './types';

type Cast = Extract<Expression, { kind: 'cast' }>;

/**
 * CAST to a type that lets NULL through. Numbers that become integers are rounded, as PostgreSQL does, and checked:
 * a plain CAST would cut them and wrap around in silence.
 */
export function cast({ operand, type, try: tries }: Cast, printer: Printer): Printed {
  const given = printer.typeOf(operand);
  const { nullable } = printer.typed(operand);
  const text = printer.text(operand);
  if (tries) return tryCast(text, given, type, printer);
  if (type.kind === 'string') return asString(text, given, printer, operand, nullable);
  if (type.kind === 'integer' && isNumber(given))
    return atom(`accurateCast(${whole(text, given)}, '${nullableName(type, nullable, printer)}')`);
  if (type.kind === 'timestamp' && given?.kind === 'string')
    return atom(parsedTime(text, type, printer, operand));
  return atom(`CAST(${text} AS ${nullableName(type, nullable, printer)})`);
}

const isNumber = (type: LogicalType | undefined) =>
  type !== undefined && ['integer', 'decimal', 'float'].includes(type.kind);
const whole = (text: string, given: LogicalType | undefined) =>
  given?.kind === 'integer' ? text : `round(${text})`;

function tryCast(text: string, given: LogicalType | undefined, type: LogicalType, printer: Printer): Printed {
  if (given?.kind === 'string' && type.kind === 'date')
    return atom(`toDate32(parseDateTime64BestEffortOrNull(${text}, 6))`);
  if (given?.kind === 'string' && type.kind === 'timestamp')
    return atom(`parseDateTime64BestEffortOrNull(${text}, ${type.precision})`);
  const trimmed =
    given?.kind === 'string' ? `trimBoth(${text})` : type.kind === 'integer' ? whole(text, given) : text;
  return atom(`accurateCastOrNull(${trimmed}, ${printer.dialect.text(typeName(type, printer))})`);
}

/** Timestamps are told with their zeros in ClickHouse, decimals without. */
function asString(
  text: string,
  given: LogicalType | undefined,
  printer: Printer,
  operand: Expression,
  nullable: boolean,
): Printed {
  if (given?.kind === 'timestamp') return atom(`replaceRegexpOne(toString(${text}), '\\\\.?0+$', '')`);
  if (given?.kind === 'decimal' && given.scale > 0) return atom(`toDecimalString(${text}, ${given.scale})`);
  if (given?.kind === 'string') return printer.print(operand);
  return atom(`CAST(${text} AS ${nullable ? 'Nullable(String)' : 'String'})`);
}

function parsedTime(
  text: string,
  type: Extract<LogicalType, { kind: 'timestamp' }>,
  printer: Printer,
  operand: Expression,
): string {
  const zone = type.zone ? ", 'UTC'" : '';
  return `parseDateTime64BestEffort(${operand.kind === 'literal' ? text : printer.operand(operand, level.none)}, ${type.precision}${zone})`;
}
