import type { StepOf } from '../../spec';
import { type Expression } from '../../sql';
import { alsoNeeded } from '../needed';
import type { StepCheck } from '../step-check';
import type { Input, StepRules } from '../step-rules';
import { column, columnNames, every, is, named, select, rowExpression } from '../tree';

/** One check of a quality step. */
export type QualityCheck = StepOf<'quality'>['checks'][number];

/** Judges rows; those that a `reject` check refuses leave the flow. */
export const quality: StepRules<'quality'> = {
  type(step, inputs, check) {
    const [input] = inputs as [Input];
    step.checks.forEach((one, index) => checkOne(one, index, step, input, check));
    return input.shape;
  },
  needs: (step, needed) => {
    const used = rejecting(step).flatMap(touchedByCheck);
    return [alsoNeeded(needed, new Set(used))];
  },
  lower(lowering) {
    const good = every(rejecting(lowering.step).map(goodRow));
    return select(lowering.passed(), named(lowering.inputs[0]!.table), { where: good });
  },
};

function checkOne(
  one: QualityCheck,
  index: number,
  step: StepOf<'quality'>,
  input: Input,
  check: StepCheck,
): void {
  const path = ['checks', index];
  const given = [one.expect, one.notNull, one.unique, one.rows].filter((part) => part !== undefined);
  if (given.length !== 1) check.say('empty-check', { check: one.name }, path);
  if (one.severity === 'reject' && (one.unique || one.rows))
    check.say('reject-needs-rows', { check: one.name }, [...path, 'severity']);
  if (step.checks.findIndex(({ name }) => name === one.name) < index)
    check.say('duplicate-check', { check: one.name }, [...path, 'name']);
  if (one.expect !== undefined) check.expression(one.expect, [input], [...path, 'expect'], { boolean: true });
  for (const key of ['notNull', 'unique'] as const)
    one[key]?.forEach((name, part) => check.field(input, name, [...path, key, part]));
}

/** Checks that set rows aside. */
export const rejecting = (step: StepOf<'quality'>): QualityCheck[] =>
  step.checks.filter((check) => check.severity === 'reject');

/** Fields that a check reads. */
export const touchedByCheck = (check: QualityCheck): string[] => [
  ...(check.expect === undefined ? [] : columnNames(rowExpression(check.expect))),
  ...(check.notNull ?? []),
  ...(check.unique ?? []),
];

/** True for a good row, never null; undefined where the check does not judge rows. */
export function goodRow(check: QualityCheck): Expression | undefined {
  if (check.expect !== undefined) return is(rowExpression(check.expect), 'true');
  return every((check.notNull ?? []).map((name) => is(column(name), 'null', true)));
}
