import type { Expression } from '../ast';

/** True for a divisor that needs no guard: a number other than 0, or what people write against it, `nullif(x, 0)`. */
export function isNeverZero(divisor: Expression): boolean {
  switch (divisor.kind) {
    case 'literal':
      return divisor.value === null || Number(divisor.value) !== 0;
    case 'cast':
      return isNeverZero(divisor.operand) && !isWhole(divisor);
    case 'unary':
      return isNeverZero(divisor.operand);
    case 'call':
      return divisor.function === 'nullif' && isZero(divisor.arguments[1]);
    default:
      return false;
  }
}

const isWhole = (cast: Extract<Expression, { kind: 'cast' }>) =>
  cast.operand.kind === 'literal' && Math.abs(Number(cast.operand.value)) < 1;

const isZero = (expression: Expression | undefined) =>
  expression?.kind === 'literal' && expression.value !== null && Number(expression.value) === 0;
