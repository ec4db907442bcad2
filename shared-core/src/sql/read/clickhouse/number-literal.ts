import { float, integer } from '../../../schema';
import type { Expression } from '../../ast';
import { decimalLiteral } from '../../parse/lower-literal';

type Literal = Extract<Expression, { kind: 'literal' }>;

/** A number as ClickHouse writes it: hexadecimal, binary, `1_000`, `1e5`. */
export function numberLiteral(written: string): Literal {
  const text = written.replaceAll('_', '');
  const isWhole = /^(\d+|0x[0-9a-f]+|0b[01]+)$/i.test(text);
  if (!isWhole) return decimalLiteral(text);
  const value = BigInt(text);
  if (value <= 2147483647n) return { kind: 'literal', value: Number(value), type: integer(32) };
  if (value > 9223372036854775807n) return decimalLiteral(String(value));
  return {
    kind: 'literal',
    value: value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : String(value),
    type: integer(64),
  };
}

/** `inf` and `nan` are words. */
export const wordNumbers: Record<string, Literal> = {
  inf: { kind: 'literal', value: 'Infinity', type: float(64) },
  nan: { kind: 'literal', value: 'NaN', type: float(64) },
};
