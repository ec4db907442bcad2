import type { Expression } from '../../ast';
import { level } from '../../print/level';
import type { Printed, Printer } from '../../print/printer';

type Cast = Extract<Expression, { kind: 'cast' }>;

/** PostgreSQL has no TRY_CAST; since 16 it can ask whether a text would do. */
export function castTry({ operand, type, try: tries }: Cast, printer: Printer): Printed | undefined {
  if (!tries) return undefined;
  const name = printer.dialect.typeName(type, printer);
  const text = printer.operand(operand, level.cast);
  const asText = printer.typeOf(operand)?.kind === 'string' ? text : `${text}::text`;
  return {
    text: `CASE WHEN pg_input_is_valid(${asText}, '${name}') THEN ${asText}::${name} END`,
    level: level.atom,
  };
}

type Literal = Extract<Expression, { kind: 'literal' }>;

/** `DATE '2024-01-31'`; precision is not part of a literal. */
export function typedLiteral({ value, type }: Literal, printer: Printer): Printed | undefined {
  if (type === 'null' || type.kind !== 'timestamp' || value === null) return undefined;
  return {
    text: `${type.zone ? 'TIMESTAMPTZ' : 'TIMESTAMP'} ${printer.quoteText(String(value))}`,
    level: level.atom,
  };
}
