import type { Expression } from '../ast';

/** Operators on bits, which the tree has as functions: one operand, two operands. */
const names: Record<string, string>[] = [
  { '~': 'bitnot' },
  { '&': 'bitand', '|': 'bitor', '#': 'bitxor', '<<': 'bit_shift_left', '>>': 'bit_shift_right' },
];

/** `a & b` as a call; undefined for an operator that is none of bits. */
export function bitwise(operator: string, operands: Expression[]): Expression | undefined {
  const name = names[operands.length - 1]?.[operator];
  return name === undefined ? undefined : { kind: 'call', function: name, arguments: operands };
}
