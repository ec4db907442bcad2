import type { LogicalType } from '../../schema';
import type { Printer } from '../print/printer';
import type { Dialect, Reason } from './dialect';

/** Keys of a dialect's table of type names. */
export type TypeKey =
  | 'boolean'
  | `${'' | 'u'}int${8 | 16 | 32 | 64}`
  | `float${32 | 64}`
  | 'decimal'
  | 'string'
  | 'bytes'
  | 'date'
  | 'time'
  | 'timestamp'
  | 'timestamptz'
  | 'interval'
  | 'uuid'
  | 'json'
  | 'array';

/** Type names with `{p}`, `{s}` (precision, scale) and `{of}` (of an array); a missing one is refused. */
export type TypeTable = Partial<Record<TypeKey, string>>;

const noType: Reason = { en: 'it has no such type in SQL', ru: 'в его SQL нет такого типа' };

/** Makes the `typeName` of a dialect from its table. */
export function typeNames(table: TypeTable): Dialect['typeName'] {
  const nameOf = (type: LogicalType, printer: Printer): string => {
    const name = table[keyOf(type) as TypeKey];
    if (name === undefined) return printer.refuse(`the type ${type.kind}`, noType).text;
    return name.replace(/\{(p|s|of)\}/g, (_, part: 'p' | 's' | 'of') => fill(type, part, printer, nameOf));
  };
  return nameOf;
}

function keyOf(type: LogicalType): string {
  if (type.kind === 'integer') return `${type.signed ? '' : 'u'}int${type.bits}`;
  if (type.kind === 'float') return `float${type.bits}`;
  if (type.kind === 'timestamp') return type.zone ? 'timestamptz' : 'timestamp';
  return type.kind === 'enum' ? 'string' : type.kind;
}

function fill(
  type: LogicalType,
  part: 'p' | 's' | 'of',
  printer: Printer,
  nameOf: Dialect['typeName'],
): string {
  if (part === 'of') return type.kind === 'array' ? nameOf(type.of, printer) : '';
  if (part === 's') return type.kind === 'decimal' ? String(type.scale) : '';
  return 'precision' in type ? String(type.precision) : '';
}
