import type { Expression } from '../../ast';
import { atom, type Printed, type Printer } from '../../print/printer';
import type { Spelling } from '../dialect';
import type { Call } from '../spell';

/** Past the edge of its window PostgreSQL has NULL, ClickHouse the zero of the type, unless it is Nullable. */
function nullableSubject(call: Call, printer: Printer): string {
  const [subject, ...rest] = call.arguments as [Expression, ...Expression[]];
  const { type, nullable } = printer.typed(subject);
  const text = printer.text(subject);
  const isNullable = subject.kind === 'column' && nullable && type !== 'unknown';
  const wrapped = isNullable ? text : `toNullable(${text})`;
  return [wrapped, ...rest.map((argument) => printer.text(argument))].join(', ');
}

const shifted =
  (name: string): Spelling =>
  (call, printer) =>
    atom(`${name}(${nullableSubject(call, printer)})${printer.suffix(call)}`);

/** It skips NULLs unless it is told to respect them. */
const picked =
  (name: string): Spelling =>
  (call: Call, printer: Printer): Printed =>
    atom(`${name}(${nullableSubject(call, printer)}) RESPECT NULLS${printer.suffix(call)}`);

export const windows: Record<string, Spelling> = {
  lag: shifted('lag'),
  lead: shifted('lead'),
  first_value: picked('first_value'),
  last_value: picked('last_value'),
  nth_value: shifted('nth_value'),
};
