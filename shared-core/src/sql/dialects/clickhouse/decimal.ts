import { exactShape, isOpen, type SqlType } from '../../typing/sql-type';
import type { Expression } from '../../ast';
import { level, operatorLevel } from '../../print/level';
import type { Printed, Printer } from '../../print/printer';
import { comparisons } from '../../typing/operators';

type Binary = Extract<Expression, { kind: 'binary' }>;

/**
 * A decimal literal is a float in ClickHouse, so it is said with its scale; 38 digits, so that a product with an
 * integer fits. In a comparison and beside a float the float is right and reads better.
 */
export function plainDecimals({ operator, left, right }: Binary, printer: Printer): void {
  const beside = (other: SqlType) => isOpen(other) || other.kind === 'float';
  if (comparisons.has(operator) || beside(printer.typed(right).type)) printer.plain.add(left);
  if (comparisons.has(operator) || beside(printer.typed(left).type)) printer.plain.add(right);
}

/** @internal */
export const decimalLiteral = (value: string, scale: number, printer: Printer) =>
  `toDecimal128(${printer.quoteText(value)}, ${scale})`;

/** Digits that a decimal of ClickHouse holds by its size in bits. */
const sizes: [digits: number, bits: number][] = [
  [9, 32],
  [18, 64],
  [38, 128],
  [76, 256],
];

const bitsFor = (digits: number) => sizes.find(([held]) => digits <= held)?.[1] ?? 256;

/**
 * A sum or a product keeps the larger size of its sides, and overflows where PostgreSQL would not; so where its
 * result may need more digits, the left side is widened first.
 */
export function exactArithmetic(expression: Binary, printer: Printer): Printed | undefined {
  const { operator, left, right } = expression;
  const result = printer.typeOf(expression);
  if (result?.kind !== 'decimal') return undefined;
  const held = Math.max(...[left, right].map((side) => bitsOf(side, printer)));
  const needed = bitsFor(result.precision);
  if (needed <= held) return undefined;
  const own = operatorLevel[operator] ?? level.add;
  const type = printer.typeOf(left);
  const scale = type ? (exactShape(type)?.scale ?? 0) : 0;
  const widened = `toDecimal${needed}(${printer.text(left)}, ${scale})`;
  return { text: `${widened} ${operator} ${printer.operand(right, own + 1)}`, level: own };
}

function bitsOf(side: Expression, printer: Printer): number {
  const type = printer.typeOf(side);
  if (type?.kind !== 'decimal') return 0;
  return side.kind === 'literal' ? 128 : bitsFor(type.precision);
}
