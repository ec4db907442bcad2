import type { StepOf } from '../../spec';
import { parseExpression } from '../../sql';
import type { StepCheck } from '../step-check';
import type { Input, StepRules } from '../step-rules';
import { columnNodes, named, select } from '../tree';

/** Where the rows end up; in SQL it is the query of its input. */
export const target: StepRules<'target'> = {
  type(step, inputs, check) {
    const [input] = inputs as [Input];
    if (step.mode === 'merge' && !step.keys) check.say('merge-without-keys', {}, ['mode']);
    step.keys?.forEach((name, index) => check.field(input, name, ['keys', index]));
    checkLayout(step, input, check);
    return input.shape;
  },
  needs: () => ['all'],
  emitsAll: () => true,
  lower: (lowering) => select(lowering.passed(), named(lowering.inputs[0]!.table)),
};

function checkLayout(step: StepOf<'target'>, input: Input, check: StepCheck): void {
  const { orderBy = [], indexes = [], partitionBy } = step.layout ?? {};
  orderBy.forEach((name, index) => check.field(input, name, ['layout', 'orderBy', index]));
  indexes.forEach((names, index) =>
    names.forEach((name, part) => check.field(input, name, ['layout', 'indexes', index, part])),
  );
  if (partitionBy === undefined) return;
  const path = ['layout', 'partitionBy'];
  const tree = check.attempt(() => parseExpression(partitionBy), path);
  for (const { name, at } of tree ? columnNodes(tree) : [])
    if (!input.shape.open && !input.shape.fields.some((field) => field.name === name))
      check.unknownField(input, name, path, at);
}
