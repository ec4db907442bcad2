import type { StepInputOf } from '../../references';
import { text, type Form } from './form';

type On = NonNullable<StepInputOf<'join'>['on']>;
type JoinType = NonNullable<StepInputOf<'join'>['type']>;

/** What the Join node makes of its form. @public */
export function joinOf(form: Form, id: string, left: string, right: string): StepInputOf<'join'> {
  const type = form.parameter<JoinType>('type', 'inner');
  const on = type === 'cross' ? undefined : condition(form, left, right);
  return { id, kind: 'join', left, right, type, ...(on && { on }) };
}

function condition(form: Form, left: string, right: string): On {
  if (form.parameter<string>('match', 'fields') === 'expression')
    return sides(form.text('on') ?? '', left, right);
  const pairs = form.rows<{ left: string; right: string }>('pairs.values');
  return Object.fromEntries(pairs.map((pair) => [text(pair.left), text(pair.right) || text(pair.left)]));
}

const qualifier = /'(?:[^']|'')*'|(?:\b(left|right)|"(left|right)")\s*\.\s*(?=[\p{L}_"])|"(?:[^"]|"")*"/giu;

/** The form says `left.` and `right.`; in the plan the sides are called by their steps. Quoted texts stay as they are. */
const sides = (condition: string, left: string, right: string) =>
  condition.replace(qualifier, (match, bare?: string, quoted?: string) => {
    const side = (bare ?? quoted)?.toLowerCase();
    return side === undefined ? match : `"${side === 'left' ? left : right}".`;
  });

/** What the Union node makes of its form. @public */
export const unionOf = (form: Form, id: string, inputs: string[]): StepInputOf<'union'> => ({
  id,
  kind: 'union',
  inputs,
  mode: form.parameter<'all' | 'distinct'>('mode', 'all'),
});
