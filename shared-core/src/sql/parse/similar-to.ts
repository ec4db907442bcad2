import type { A_Expr } from 'libpg-query';
import { simple } from '../../schema';
import type { Expression } from '../ast';
import type { ParseContext } from './context';

/** `x similar to 'pattern'`, said as a regular expression; the pattern must be a literal. */
export function similarTo(body: A_Expr, c: ParseContext): Expression {
  const right = body.rexpr && 'FuncCall' in body.rexpr ? c.expressions(body.rexpr.FuncCall.args) : [];
  const [pattern, escape = '\\'] = right.map((part) =>
    part.kind === 'literal' && typeof part.value === 'string' ? part.value : undefined,
  );
  const regular = pattern === undefined ? undefined : regularExpression(pattern, escape);
  if (regular === undefined)
    throw c.refuse('SIMILAR TO a pattern that is not a plain literal', body.location);
  return {
    kind: 'binary',
    operator: c.name(body.name?.at(-1)).startsWith('!') ? '!~' : '~',
    left: c.expression(body.lexpr),
    right: { kind: 'literal', value: regular, type: simple('string') },
    ...c.at(body.location),
  };
}

const meanings: Record<string, string> = { '%': '.*', _: '.', '(': '(?:', '.': '\\.', '^': '\\^', $: '\\$' };

/** As similar_to_escape() of PostgreSQL does; undefined where the pattern has separators or a class. */
function regularExpression(pattern: string, escape: string | undefined): string | undefined {
  const characters = [...pattern];
  if (escape === undefined || [...escape].length > 1 || characters.includes('[')) return undefined;
  let text = '';
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? '';
    if (character !== escape) text += meanings[character] ?? (character === '\\' ? '\\\\' : character);
    else {
      const next = characters[++index];
      if (next === undefined || next === '"' || /\p{L}|\d/u.test(next)) return undefined;
      text += `\\${next}`;
    }
  }
  return `^(?:${text})$`;
}
