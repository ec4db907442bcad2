import { simple } from '../../schema';
import type { Expression } from '../ast';
import type { ParseContext } from './context';

const text = (value: string): Expression => ({ kind: 'literal', value, type: simple('string') });

/**
 * `j #>> '{a,b}'` and `json_extract_path_text(j, 'a', 'b')`, said as `j -> 'a' ->> 'b'`. A number in a path is a key
 * or an index, whichever the value happens to be, so it is refused.
 */
export function jsonPath(
  root: Expression,
  path: (string | undefined)[],
  asText: boolean,
  c: ParseContext,
  location?: number,
): Expression {
  const names = path.flatMap((name) => (name === undefined || /^-?\d+$/.test(name) ? [] : [name]));
  if (names.length !== path.length || names.length === 0)
    throw c.refuse('a JSON path with a number or without literal names', location);
  return names.reduce<Expression>(
    (left, name, index) => ({
      kind: 'binary',
      operator: asText && index === names.length - 1 ? '->>' : '->',
      left,
      right: text(name),
      ...c.at(location),
    }),
    root,
  );
}

/** The names in `'{a,b}'` or `array['a','b']`; undefined stands for what is no literal. */
export function namesOfPath(path: Expression): (string | undefined)[] {
  if (path.kind === 'array') return path.items.map(literalText);
  const braces = /^\{([^{}"\\]*)\}$/.exec(literalText(path) ?? '')?.[1];
  return braces === undefined ? [undefined] : braces.split(',').map((name) => name.trim());
}

/** @internal */
export const literalText = (expression: Expression | undefined): string | undefined =>
  expression?.kind === 'literal' && typeof expression.value === 'string' ? expression.value : undefined;
