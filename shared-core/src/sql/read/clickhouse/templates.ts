import type { Expression } from '../../ast';
import { parseExpression } from '../../parse';

/** A text of the canonical dialect over `$1`, `$2` …, as a tree with parameters. */
export interface Template {
  text: string;
  expression: Expression;
  /** How many arguments it takes. */
  count: number;
}

const known = new Map<string, Template>();

/** The tree of a template, parsed once. The grammar must be loaded. */
export function templateOf(text: string): Template {
  const found = known.get(text);
  if (found) return found;
  const places = [...text.matchAll(/\$(\d)/g)].map(([, place]) => Number(place));
  const expression = parseExpression(text.replace(/\$(\d)/g, "parameter('$1')"));
  const made = { text, expression, count: Math.max(0, ...places) };
  known.set(text, made);
  return made;
}
