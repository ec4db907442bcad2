import type { Printer } from '../print/printer';
import { literalArgument, type Call } from './spell';

/** A dialect's word for each pattern of PostgreSQL's to_char; one that is absent or undefined is refused. */
export type TimeTokens = Record<string, string | undefined>;

const tokenPattern =
  /"([^"]*)"|FM[A-Z][a-z]+|[A-Z][a-z]+|HH24|HH12|IYYY|YYYY|DDD|[A-Z]{2}|[A-Za-z]+|[^A-Za-z"]+/g;

/** The pattern of to_char, to_date and to_timestamp as a text literal of the dialect; it must be a literal here. */
export function formatPattern(call: Call, tokens: TimeTokens, printer: Printer): string {
  const pattern = literalArgument(call, 1);
  if (pattern === undefined)
    return printer.refuse(`${call.function}() with a pattern that is not a literal`, {
      en: 'patterns are translated when the SQL is printed',
      ru: 'шаблоны переводятся при печати SQL',
    }).text;
  const parts = [...pattern.matchAll(tokenPattern)].map(([token, quoted]) =>
    part(token, quoted, call, tokens, printer),
  );
  return printer.quoteText(parts.join(''));
}

function part(
  token: string,
  quoted: string | undefined,
  call: Call,
  tokens: TimeTokens,
  printer: Printer,
): string {
  if (quoted !== undefined) return quoted.replaceAll('%', '%%');
  if (!/[A-Za-z]/.test(token)) return token.replaceAll('%', '%%');
  const word = tokens[token] ?? (token.length <= 2 ? tokens[token.toUpperCase()] : undefined);
  if (word !== undefined) return word;
  return printer.refuse(`the pattern ${token} of ${call.function}()`, {
    en: 'it has no such pattern',
    ru: 'такого шаблона в нём нет',
  }).text;
}
