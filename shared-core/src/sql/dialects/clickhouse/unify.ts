import { decimal, float, integer, type LogicalType } from '../../../schema';
import type { Expression } from '../../ast';
import type { Printer } from '../../print/printer';

/** Functions that count, and give a UInt64 where PostgreSQL has a signed integer. */
const counting = new Set(
  `length octet_length strpos regexp_count count row_number rank dense_rank ntile array_length cardinality array_position
  json_array_length extract grouping`.split(/\s+/),
);

/** Functions that pass the type of their arguments on. */
const passing = new Set('coalesce nullif greatest least div mod'.split(' '));

/** True for an expression whose native type is a wide unsigned one, where PostgreSQL's is signed. */
export const isUnsigned = (expression: Expression, printer: Printer): boolean =>
  nature(expression, printer) === 'unsigned';

/** `small` is a literal that fits either way; one signed part makes the whole signed. */
function nature(expression: Expression, printer: Printer): 'signed' | 'small' | 'unsigned' {
  const type = printer.typeOf(expression);
  if (expression.kind === 'literal') return isSmall(expression) ? 'small' : 'signed';
  if (type?.kind !== 'integer' && type?.kind !== 'decimal') return 'signed';
  if (isCounting(expression, type)) return 'unsigned';
  const parts = operandsThatDecide(expression).map((part) => nature(part, printer));
  if (parts.length === 0 || parts.includes('signed')) return 'signed';
  return parts.includes('unsigned') ? 'unsigned' : 'small';
}

function isCounting(expression: Expression, type: LogicalType): boolean {
  if (expression.kind === 'column') return type.kind === 'integer' && !type.signed;
  if (expression.kind !== 'call') return false;
  return counting.has(expression.function) || (expression.function === 'abs' && type.kind === 'integer');
}

function operandsThatDecide(expression: Expression): Expression[] {
  if (expression.kind === 'call') return passing.has(expression.function) ? expression.arguments : [];
  const keeps = expression.kind === 'binary' && ['+', '*', '/', '%'].includes(expression.operator);
  return keeps ? [expression.left, expression.right] : [];
}

/**
 * The values among which CASE, coalesce() and their like choose, made of one type where ClickHouse finds no common one:
 * exact numbers beside floats, and UInt64 beside anything signed.
 * @returns the same expressions where nothing has to be done
 */
export function unify(sides: Expression[], common: LogicalType | undefined, printer: Printer): Expression[] {
  const natures = sides.map((side) => nature(side, printer));
  const isMixed = natures.includes('unsigned') && natures.includes('signed');
  return sides.map((side, index) => {
    if (common?.kind === 'decimal') return ofScale(side, common, printer);
    if (common?.kind === 'float') return needsFloat(side, printer) ? asFloat(side, printer) : side;
    return isMixed && natures[index] === 'unsigned' ? converted(side, integer(64), printer) : side;
  });
}

/** Decimals of one scale: ClickHouse finds no common type for others. */
function ofScale(side: Expression, common: Extract<LogicalType, { kind: 'decimal' }>, printer: Printer) {
  const type = printer.typeOf(side);
  if (type?.kind !== 'decimal' || type.scale === common.scale) return side;
  if (side.kind !== 'literal') return converted(side, decimal(common.precision, common.scale), printer);
  const [whole = '0', fraction = ''] = String(side.value).split('.');
  const value = `${whole}.${fraction.padEnd(common.scale, '0')}`;
  const literal: Expression = { ...side, value, type: decimal(type.precision, common.scale) };
  return printer.remember(literal, { type: decimal(type.precision, common.scale), nullable: false });
}

/** Int64 and UInt64 have no common type with a float either, and most functions of integers give one of them. */
function needsFloat(side: Expression, printer: Printer): boolean {
  const type = printer.typeOf(side);
  if (type?.kind !== 'integer') return type?.kind === 'decimal';
  return side.kind !== 'literal' && !(side.kind === 'column' && type.bits <= 32);
}

const isSmall = ({ value }: Extract<Expression, { kind: 'literal' }>) =>
  value === null || (typeof value === 'number' && value >= 0);

const converted = (operand: Expression, type: LogicalType, printer: Printer): Expression =>
  printer.remember({ kind: 'cast', operand, type }, { type, nullable: printer.typed(operand).nullable });

/** An exact number turned into a float; a literal already is one there. */
export function asFloat(side: Expression, printer: Printer): Expression {
  const kind = printer.typeOf(side)?.kind;
  if (kind !== 'decimal' && kind !== 'integer') return side;
  if (side.kind !== 'literal') return converted(side, float(64), printer);
  printer.plain.add(side);
  return side;
}
