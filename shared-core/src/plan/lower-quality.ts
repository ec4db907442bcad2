import type { StepOf } from '../spec';
import type { Expression, Query, SelectItem } from '../sql';
import { goodRow, rejecting, touchedByCheck, type QualityCheck } from './kinds/quality';
import { lowerLine, type LowerOptions } from './lower-step';
import { planStep } from './needs';
import { planErrors } from './errors';
import type { Plan } from './plan';
import { freeName } from './free-name';
import { fieldNames } from './shape';
import { call, column, every, is, named, not, select, star, text, whole } from './tree';

/** A check as a query that gives one row: `failed_rows` and `total_rows`. @public */
export interface LoweredCheck {
  step: string;
  name: string;
  severity: QualityCheck['severity'];
  query: Query;
}

/**
 * The checks of a quality step as counting queries over what feeds it. `failed_rows` is 0 where the check holds; for
 * `unique` it counts the rows that repeat a key, for `rows` it is 1 where the number is out of bounds.
 * @throws `plan.no-such-step` (input) where the step is not there or is none of quality
 * @public
 */
export function lowerChecks(plan: Plan, stepId: string, options: LowerOptions): LoweredCheck[] {
  const step = qualityStep(plan, stepId);
  return step.checks.map((check) => ({
    step: step.id,
    name: check.name,
    severity: check.severity,
    query: lowerLine(plan, step.input, new Set(touchedByCheck(check)), options, (table) =>
      counting(check, table),
    ),
  }));
}

/**
 * The rows that a quality step sets aside, with all their fields and `reject_reason`, the name of the first check
 * that refused them; undefined where no check rejects.
 * @public
 */
export function lowerRejected(plan: Plan, stepId: string, options: LowerOptions): Query | undefined {
  const step = qualityStep(plan, stepId);
  const checks = rejecting(step).flatMap((check) => {
    const good = goodRow(check);
    return good ? [{ name: check.name, good }] : [];
  });
  if (checks.length === 0) return undefined;
  const reason = freeName('reject_reason', fieldNames(planStep(plan, step.input).shape));
  const branches = checks.map(({ name, good }) => ({ when: not(good), then: text(name) }));
  const items = [...star, { expression: { kind: 'case' as const, branches }, alias: reason }];
  const bad = not(every(checks.map(({ good }) => good))!);
  return lowerLine(plan, step.input, 'all', options, (table) => select(items, named(table), { where: bad }));
}

function qualityStep(plan: Plan, id: string): StepOf<'quality'> {
  const { step } = planStep(plan, id);
  if (step.kind === 'quality') return step;
  const known = plan.steps.filter((other) => other.step.kind === 'quality').map((other) => other.step.id);
  throw planErrors['no-such-step']({ name: id, nearest: [], known });
}

const counts = (failed: Expression, total: Expression): SelectItem[] => [
  { expression: failed, alias: 'failed_rows' },
  { expression: total, alias: 'total_rows' },
];

function counting(check: QualityCheck, table: string) {
  if (check.unique) return countingKeys(check.unique, table);
  if (check.rows) return select(counts(when(outOfBounds(check.rows)), countAll), named(table));
  const failed: Expression = { ...countAll, filter: not(goodRow(check)!) };
  return select(counts(failed, countAll), named(table));
}

const countAll: Extract<Expression, { kind: 'call' }> = {
  kind: 'call',
  function: 'count',
  arguments: [{ kind: 'star' }],
};

const when = (condition: Expression, then: Expression = whole(1)): Expression => ({
  kind: 'case',
  branches: [{ when: condition, then }],
  otherwise: whole(0),
});

function outOfBounds({ min, max }: { min?: number; max?: number }): Expression {
  const compare = (operator: '<' | '>', bound: number): Expression => ({
    kind: 'binary',
    operator,
    left: countAll,
    right: whole(bound),
  });
  const parts = [
    min === undefined ? [] : [compare('<', min)],
    max === undefined ? [] : [compare('>', max)],
  ].flat();
  const never: Expression = { kind: 'literal', value: false, type: { kind: 'boolean' } };
  return parts.length === 0
    ? never
    : parts.reduce((left, right) => ({ kind: 'binary', operator: 'or', left, right }));
}

/** A key with a null in it names no row, so two of them are not the same, as in SQL's UNIQUE. */
function countingKeys(keys: string[], table: string) {
  const copies = freeName('copies', keys);
  const groups = select(
    [
      ...keys.map((name) => ({ expression: column(name), alias: name })),
      { expression: countAll, alias: copies },
    ],
    named(table),
    { groupBy: { kind: 'plain', items: keys.map((name) => column(name)) } },
  );
  const isWhole = every(keys.map((name) => is(column(name), 'null', true)))!;
  const surplus: Expression = { kind: 'binary', operator: '-', left: column(copies), right: whole(1) };
  const total = (value: Expression) => call('coalesce', call('sum', value), whole(0));
  return select(counts(total(when(isWhole, surplus)), total(column(copies))), {
    kind: 'derived',
    query: groups,
    alias: 'keys',
  });
}
