import type { Expression } from '../../ast';
import type { Printed, Printer } from '../../print/printer';
import { atom } from '../../print/printer';
import { argument, called, type Call } from '../spell';

/** The text of any value, as concat() of PostgreSQL would take it. */
function asText(expression: Expression, printer: Printer): string {
  const isText = printer.typeOf(expression)?.kind === 'string';
  return isText ? printer.text(expression) : `toString(${printer.text(expression)})`;
}

/** PostgreSQL's concat() skips NULL, ClickHouse's becomes NULL. */
export function concat(call: Call, printer: Printer): Printed {
  const parts = call.arguments.map((part) => {
    const text = asText(part, printer);
    return printer.typed(part).nullable ? `ifNull(${text}, '')` : text;
  });
  return parts.length === 1 ? atom(parts[0] ?? "''") : called('concat', ...parts);
}

/** arrayStringConcat skips NULL, as concat_ws() of PostgreSQL does. */
export function concatWs(call: Call, printer: Printer): Printed {
  const parts = call.arguments.slice(1).map((part) => asText(part, printer));
  return called(
    'arrayStringConcat',
    `CAST([${parts.join(', ')}] AS Array(Nullable(String)))`,
    argument(call, 0, printer),
  );
}

/** An array cannot be NULL in ClickHouse, so a NULL text is told before it is split. */
export function splitPart(call: Call, printer: Printer): Printed {
  const [text] = call.arguments as [Expression];
  const split = `splitByString(${argument(call, 1, printer)}, ${nullsAsEmpty(text, printer)})[${argument(call, 2, printer)}]`;
  return printer.typed(text).nullable
    ? atom(`if(isNull(${printer.text(text)}), NULL, ${split})`)
    : atom(split);
}

const nullsAsEmpty = (text: Expression, printer: Printer) =>
  printer.typed(text).nullable ? `ifNull(${printer.text(text)}, '')` : printer.text(text);
