import type { Expression } from '../ast';
import { level } from './level';
import type { Printed, Printer } from './printer';

type Call = Extract<Expression, { kind: 'call' }>;

/**
 * Fills a spelling such as `lower(hex(MD5($1)))`: `$1` is an argument, `$*` all of them, `$2*` those from the second
 * on, `$over` the FILTER and OVER of an aggregate (at the end where it is not named), a bare `$` nothing.
 * An argument between brackets and commas stands as it is, anywhere else it is bracketed where it is not one word.
 */
export function fillTemplate(template: string, call: Call, printer: Printer): Printed {
  const suffix = printer.suffix(call);
  const hasPlace = template.includes('$over');
  const text = template.replace(
    /\$over|\$(\d*)(\*?)/g,
    (mark, digits: string | undefined, star: string, offset: number) => {
      if (mark === '$over') return suffix;
      if (mark === '$') return '';
      const first = digits ? Number(digits) : 1;
      if (star)
        return call.arguments
          .slice(first - 1)
          .map((argument) => printer.text(argument))
          .join(', ');
      const argument = call.arguments[first - 1];
      if (!argument) return '';
      return isFenced(template, offset, mark.length)
        ? printer.text(argument)
        : printer.operand(argument, level.atom);
    },
  );
  const whole = hasPlace ? text : text + suffix;
  return { text: whole, level: isOneWord(whole) ? level.atom : level.none };
}

/** Stands between `(` or `,` and `,` or `)`. */
const isFenced = (template: string, offset: number, length: number) =>
  /[(,[]\s*$/.test(template.slice(0, offset)) && /^\s*[),\]]/.test(template.slice(offset + length));

/** A name, or `name(…)` as a whole with or without OVER (…), so that it binds like a word. */
function isOneWord(text: string): boolean {
  if (/^[\w.]+$/.test(text)) return true;
  const characters = [...text.replace(/ (OVER|FILTER) \((.*)\)$/s, '')];
  const start = characters.indexOf('(');
  if (!/^[\w.]+$/.test(characters.slice(0, start).join(''))) return false;
  let depth = 0;
  for (let index = start; index < characters.length; index++) {
    if (characters[index] === '(') depth++;
    if (characters[index] === ')' && --depth === 0) return index === characters.length - 1;
  }
  return false;
}
