import { mergeReferences, type DatasetReference, type StepInputOf } from '@ai-etl/core';
import type { Call } from '../../runtime/call';

type On = NonNullable<StepInputOf<'join'>['on']>;

/** Both branches in one plan, and the step that joins them. */
export function join(call: Call): { reference: DatasetReference; step: StepInputOf<'join'> } {
  const left = call.reference(0, 'the left input');
  const right = call.reference(1, 'the right input');
  const type = call.parameter<NonNullable<StepInputOf<'join'>['type']>>('type', 'inner');
  const on = type === 'cross' ? undefined : condition(call, left.step, right.step);
  const step = { id: call.stepName(), kind: 'join' as const, left: left.step, right: right.step, type };
  return { reference: { ...left, ...mergeReferences([left, right]) }, step: { ...step, ...(on && { on }) } };
}

function condition(call: Call, left: string, right: string): On {
  if (call.parameter<string>('match', 'fields') === 'expression')
    return sides(call.text('on') ?? '', left, right);
  const pairs = call.rows<{ left: string; right: string }>('pairs.values');
  return Object.fromEntries(pairs.map((pair) => [pair.left.trim(), (pair.right || pair.left).trim()]));
}

const qualifier = /'(?:[^']|'')*'|(?:\b(left|right)|"(left|right)")\s*\.\s*(?=[\p{L}_"])|"(?:[^"]|"")*"/giu;

/** The form says `left.` and `right.`; in the plan the sides are called by their steps. Quoted texts stay as they are. */
const sides = (text: string, left: string, right: string) =>
  text.replace(qualifier, (match, bare?: string, quoted?: string) => {
    const side = (bare ?? quoted)?.toLowerCase();
    return side === undefined ? match : `"${side === 'left' ? left : right}".`;
  });
