import { joinOf, mergeReferences, type DatasetReference, type StepInputOf } from '@ai-etl/core';
import type { Call } from '../../runtime/call';
import { words } from '../../runtime/words';

/** Both branches in one plan, and the step that joins them. */
export function join(call: Call): { reference: DatasetReference; step: StepInputOf<'join'> } {
  const left = call.reference(0, words().leftInput);
  const right = call.reference(1, words().rightInput);
  const step = joinOf(call, call.stepName(), left.step, right.step);
  return { reference: { ...left, ...mergeReferences([left, right]) }, step };
}
