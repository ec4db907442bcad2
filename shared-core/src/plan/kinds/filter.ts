import { parseExpression } from '../../sql';
import { alsoNeeded } from '../needed';
import type { StepRules } from '../step-rules';
import { columnNames, named, select } from '../tree';

/** Keeps the rows for which a condition is true. */
export const filter: StepRules<'filter'> = {
  type(step, [input], check) {
    check.expression(step.where, [input!], ['where'], { boolean: true });
    return input!.shape;
  },
  needs: (step, needed) => [alsoNeeded(needed, new Set(columnNames(parseExpression(step.where))))],
  lower: (lowering) =>
    select(lowering.passed(), named(lowering.inputs[0]!.table), {
      where: parseExpression(lowering.step.where),
    }),
};
