import type { Expression } from '../ast';
import type { Printer } from '../print/printer';

/**
 * What a division gives in PostgreSQL: of integers an integer. Where the types are not known, no spelling of another
 * engine is right, so the division is refused.
 */
export function divisionKind(
  left: Expression,
  right: Expression,
  printer: Printer,
): 'integer' | 'decimal' | 'float' {
  const kinds = [printer.typeOf(left)?.kind, printer.typeOf(right)?.kind];
  if (kinds.includes('float')) return 'float';
  if (kinds.includes('decimal')) return 'decimal';
  if (kinds.every((kind) => kind === 'integer')) return 'integer';
  if (kinds.includes('interval')) return 'float';
  printer.refuse('a division of fields of unknown type', {
    en: 'whether it is a whole number depends on their types: give the schemas, or cast one side to float8',
    ru: 'целое ли это число, зависит от типов: дайте схемы или приведите одну сторону к float8',
  });
  return 'float';
}
