import type { Expression } from '../../ast';
import type { Printer } from '../../print/printer';
import type { Spelling } from '../dialect';
import { called } from '../spell';

/**
 * Operators on bits. A literal is as narrow as it can be there, and unsigned, and so are the functions that count: what is
 * no column is given PostgreSQL's type first.
 */
export const bits: Record<string, Spelling> = {
  bitand: typed('bitAnd'),
  bitor: typed('bitOr'),
  bitxor: typed('bitXor'),
  bitnot: typed('bitNot'),
  bit_shift_left: typed('bitShiftLeft'),
  bit_shift_right: typed('bitShiftRight'),
};

function typed(name: string): Spelling {
  return (call, printer) => {
    const hasColumn = call.arguments.some(({ kind }) => kind === 'column');
    const parts = call.arguments.map((part) =>
      hasColumn && fitsAnywhere(part) ? printer.text(part) : ofItsType(part, printer),
    );
    return called(name, ...parts);
  };
}

const fitsAnywhere = (operand: Expression) =>
  operand.kind === 'column' ||
  (operand.kind === 'literal' && Number(operand.value) >= 0 && Number(operand.value) <= 127);

function ofItsType(operand: Expression, printer: Printer): string {
  const type = printer.typeOf(operand);
  if (!type) return printer.text(operand);
  return printer.text(printer.remember({ kind: 'cast', operand, type }, printer.typed(operand)));
}
