import type { Expression } from '../../ast';
import { atom, type Printed, type Printer } from '../../print/printer';

type Binary = Extract<Expression, { kind: 'binary' }>;

/**
 * `->` and `->>` over the text of a JSON. Arrays count from 0 in PostgreSQL and from 1 in ClickHouse; what is missing
 * is NULL, and `->>` gives a JSON null as NULL and a string without its quotes.
 */
export function json({ operator, left, right }: Binary, printer: Printer): Printed {
  const path: string[] = [];
  let root = left;
  path.unshift(step(right, printer));
  while (root.kind === 'binary' && root.operator === '->') {
    path.unshift(step(root.right, printer));
    root = root.left;
  }
  const parts = [printer.text(root), ...path].join(', ');
  const raw = `nullIf(JSONExtractRaw(${parts}), '')`;
  if (operator === '->') return atom(raw);
  return atom(`if(JSONType(${parts}) = 'String', JSONExtractString(${parts}), nullIf(${raw}, 'null'))`);
}

function step(key: Expression, printer: Printer): string {
  const isIndex = printer.typeOf(key)?.kind === 'integer';
  if (!isIndex) return printer.text(key);
  if (key.kind !== 'literal') return `${printer.text(key)} + 1`;
  const index = Number(key.value);
  return String(index < 0 ? index : index + 1);
}
