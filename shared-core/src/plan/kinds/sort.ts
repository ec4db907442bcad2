import { alsoNeeded } from '../needed';
import type { Input, StepRules } from '../step-rules';
import { columnNames, named, select, whole, rowOrder } from '../tree';

/** Orders rows, and takes some of them. */
export const sort: StepRules<'sort'> = {
  type(step, inputs, check) {
    const [input] = inputs as [Input];
    step.by.forEach((term, index) => check.orderTerm(term, [input], ['by', index]));
    return input.shape;
  },
  needs: (step, needed) => {
    const order = step.by.flatMap((term) => columnNames(rowOrder(term).expression));
    return [alsoNeeded(needed, new Set(order))];
  },
  lower(lowering) {
    const { by, limit, offset } = lowering.step;
    return select(lowering.passed(), named(lowering.inputs[0]!.table), {
      ...(by.length > 0 && { orderBy: by.map(rowOrder) }),
      ...(limit !== undefined && { limit: whole(limit) }),
      ...(offset !== undefined && { offset: whole(offset) }),
    });
  },
};
