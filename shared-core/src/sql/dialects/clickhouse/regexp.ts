import type { Printed, Printer } from '../../print/printer';
import { withReplacement } from '../replacement';
import { argument, called, literalArgument, type Call } from '../spell';

/** PostgreSQL replaces the first match, and all of them with the flag g; `i` goes into the expression itself. */
export function regexpReplace(call: Call, printer: Printer): Printed {
  const flags = flagsOf(call, printer);
  const name = flags.includes('g') ? 'replaceRegexpAll' : 'replaceRegexpOne';
  return called(
    name,
    argument(call, 0, printer),
    withFlags(argument(call, 1, printer), flags),
    argument(withReplacement(call, printer), 2, printer),
  );
}

export function regexpLike(call: Call, printer: Printer): Printed {
  const flags = flagsOf(call, printer, 2);
  return called('match', argument(call, 0, printer), withFlags(argument(call, 1, printer), flags));
}

/** `x ~ y` and its kin. @internal */
export const matches = (text: string, pattern: string, flags: string) =>
  called('match', text, withFlags(pattern, flags));

function withFlags(pattern: string, flags: string): string {
  if (!flags.includes('i')) return pattern;
  return pattern.startsWith("'") ? `'(?i)${pattern.slice(1)}` : `concat('(?i)', ${pattern})`;
}

function flagsOf(call: Call, printer: Printer, index = 3): string {
  if (call.arguments.length <= index) return '';
  const flags = literalArgument(call, index);
  if (flags !== undefined && /^[gi]*$/.test(flags)) return flags;
  printer.refuse(`the flags of ${call.function}()`, {
    en: 'only g and i are translated, as a literal',
    ru: 'переводятся только g и i, записанные литералом',
  });
  return '';
}
