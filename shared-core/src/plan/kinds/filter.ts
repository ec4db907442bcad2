import { alsoNeeded } from '../needed';
import type { StepRules } from '../step-rules';
import { columnNames, named, select, rowExpression } from '../tree';

/** Keeps the rows for which a condition is true. */
export const filter: StepRules<'filter'> = {
  type(step, [input], check) {
    check.expression(step.where, [input!], ['where'], { boolean: true });
    return input!.shape;
  },
  needs: (step, needed) => [alsoNeeded(needed, new Set(columnNames(rowExpression(step.where))))],
  lower(lowering) {
    const where = rowExpression(lowering.step.where);
    const isAlwaysTrue = where.kind === 'literal' && where.value === true;
    return select(lowering.passed(), named(lowering.inputs[0]!.table), { ...(!isAlwaysTrue && { where }) });
  },
};
