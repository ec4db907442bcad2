import { readSchema, transformForms } from '@ai-etl/core';
import { stepItem } from '../../runtime/step-item';
import type { Operation } from '../../runtime/operation';
import { stepOptions } from '../../runtime/option-fields';
import { stepOperations } from './actions';

/** Each kind of step as an operation: it grows the plan by one. */
export const operations: Operation[] = stepOperations.map(({ properties, ...texts }) => ({
  ...texts,
  properties: [...properties, stepOptions],
  async execute(call) {
    const reference = call.reference();
    const fieldNames = () => readSchema(reference).fields.map(({ name }) => name);
    const place = { id: call.stepName(texts.value), input: reference.step, fieldNames };
    return stepItem(call, reference, transformForms[texts.value](call, place));
  },
}));
