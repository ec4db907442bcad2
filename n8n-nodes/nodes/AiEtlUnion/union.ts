import { mergeReferences, unionOf, type DatasetReference, type StepInputOf } from '@ai-etl/core';
import type { Call } from '../../runtime/call';
import { words } from '../../runtime/words';

/** All branches in one plan, and the step that unites them. Inputs after the second may stay empty. */
export function union(call: Call): { reference: DatasetReference; step: StepInputOf<'union'> } {
  const inputs = Array.from({ length: call.parameter<number>('numberInputs', 2) }, (_, index) => index);
  const used = inputs.filter((index) => index < 2 || call.input(index) !== undefined);
  const references = used.map((index) => call.reference(index, words().inputNumber({ number: index + 1 })));
  const [first, ...rest] = references as [DatasetReference, ...DatasetReference[]];
  const step = unionOf(
    call,
    call.stepName(),
    references.map((reference) => reference.step),
  );
  return { reference: { ...first, ...mergeReferences([first, ...rest]) }, step };
}
