import { stepItem } from '../../runtime/step-item';
import type { Operation } from '../../runtime/operation';
import { stepNameOption } from '../../runtime/system/fields';
import { stepOperations } from './actions';

const options = {
  displayName: 'Options',
  name: 'options',
  type: 'collection' as const,
  placeholder: 'Add option',
  default: {},
  options: [stepNameOption],
};

/** Each kind of step as an operation: it grows the plan by one. */
export const operations: Operation[] = stepOperations.map(({ step, properties, ...texts }) => ({
  ...texts,
  properties: [...properties, options],
  async execute(call) {
    const reference = call.reference();
    const at = { id: call.stepName(texts.value), input: reference.step };
    return stepItem(call, reference, step(call, at));
  },
}));
