import { simple } from '../../../schema';
import type { Expression } from '../../ast';
import { parseInterval } from '../../interval';
import { atom, type Printed, type Printer } from '../../print/printer';
import type { Dialect } from '../dialect';
import { binary } from './binary';
import { cast } from './cast';
import { inList } from './in-list';
import { intervals } from './intervals';

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

/** What ClickHouse means otherwise than PostgreSQL by the same words, or says otherwise. */
export const rewrites: Dialect['rewrites'] = {
  literal,
  interval: ({ amount }, printer) => intervals(parseInterval(amount) ?? [], printer),
  binary,
  cast,
  in: inList,
  like,
  array: ({ items }, printer) => atom(`[${items.map((item) => printer.text(item)).join(', ')}]`),
};

/** Dates and times by their functions, whose range is wide; DATE '…' would be a Date of 1970 to 2149. */
function literal({ value, type }: Of<'literal'>, printer: Printer): Printed | undefined {
  if (value === null || type === 'null') return undefined;
  const text = printer.dialect.text(String(value));
  if (type.kind === 'date') return atom(`toDate32(${text})`);
  if (type.kind === 'timestamp') return timestampLiteral(String(value), type.zone, printer);
  return undefined;
}

/** An instant is said in UTC, whatever its offset; a reading of a clock as it is. */
function timestampLiteral(value: string, zone: boolean, printer: Printer): Printed {
  const withTime = /^\d{4,}-\d\d-\d\d$/.test(value.trim())
    ? `${value.trim()} 00:00:00`
    : value.trim().replace('T', ' ');
  if (!zone) return atom(`toDateTime64(${printer.dialect.text(withTime)}, 6)`);
  const offset = /(Z|[+-]\d\d(?::?\d\d)?)$/.exec(withTime)?.[1];
  return offset === undefined
    ? atom(`toDateTime64(${printer.dialect.text(withTime)}, 6, 'UTC')`)
    : atom(`parseDateTime64BestEffort(${printer.dialect.text(withTime)}, 6, 'UTC')`);
}

/** Its LIKE reads the backslash as PostgreSQL's does; another escape character is rewritten into it. */
function like(expression: Of<'like'>, printer: Printer): Printed | undefined {
  const { pattern, escape } = expression;
  if (escape === undefined || escape === '\\')
    return escape === undefined ? undefined : printer.print({ ...expression, escape: undefined });
  if (pattern.kind !== 'literal' || typeof pattern.value !== 'string')
    return printer.refuse('LIKE with ESCAPE and a pattern that is not a literal', {
      en: 'the pattern is rewritten when the SQL is printed',
      ru: 'шаблон переписывается при печати SQL',
    });
  const value = withBackslash(pattern.value, escape);
  return printer.print({
    ...expression,
    pattern: { kind: 'literal', value, type: simple('string') },
    escape: undefined,
  });
}

function withBackslash(pattern: string, escape: string): string {
  const characters = [...pattern.replaceAll('\\', '\\\\')];
  if (escape === '') return characters.join('');
  let text = '';
  for (let index = 0; index < characters.length; index++) {
    if (characters[index] !== escape) text += characters[index] ?? '';
    else text += `\\${characters[++index] ?? ''}`;
  }
  return text;
}
