import type { Step, StepOf } from '../../spec';
import { rejecting, touchedByCheck } from '../kinds/quality';
import { selections } from '../kinds/select';
import { alsoNeeded, neededNames } from '../needed';
import { freeName } from '../free-name';
import { endsOf, neededFields, planStep } from '../needs';
import type { Plan, Shape } from '../plan';
import type { Needed } from '../step-rules';
import { columnNames, rowExpression } from '../tree';

/** Steps without the fields that nobody reads. */
export function pruneFields(plan: Plan): Step[] {
  const needed = neededFields(plan, readers(plan));
  const ids = plan.steps.map(({ step }) => step.id);
  return plan.steps.flatMap((planned) => {
    const { step, shape } = planned;
    const own = needed.get(step.id);
    if (own === undefined) return [step];
    if (step.kind === 'union') return evenUnion(step, plan, needed, ids);
    return [pruned(step, own, shape)];
  });
}

/**
 * A union needs the same fields of every input, and an input that somebody else reads too may keep more: a select
 * before the union brings it to the list.
 */
function evenUnion(
  step: StepOf<'union'>,
  plan: Plan,
  needed: ReadonlyMap<string, Needed>,
  ids: readonly string[],
): Step[] {
  const namesOf = (id: string) => neededNames(needed.get(id) ?? 'all', planStep(plan, id).shape);
  const wanted = namesOf(step.id);
  if (!wanted) return [step];
  const selects: StepOf<'select'>[] = [];
  const inputs = step.inputs.map((input) => {
    const names = namesOf(input);
    if (names?.length === wanted.length) return input;
    const id = freeName(`${step.id}_${input}`, [...ids, ...selects.map((select) => select.id)]);
    selects.push({ id, kind: 'select', input, fields: wanted });
    return id;
  });
  return [...selects, { ...step, inputs }];
}

/** What is read from outside: all of the ends, and what quality steps judge or set aside. */
function readers(plan: Plan): Map<string, Needed> {
  const ends = new Map<string, Needed>(endsOf(plan).map((id) => [id, 'all']));
  for (const { step } of plan.steps) {
    if (step.kind !== 'quality') continue;
    const judged: Needed = rejecting(step).length > 0 ? 'all' : new Set(step.checks.flatMap(touchedByCheck));
    ends.set(step.input, alsoNeeded(ends.get(step.input) ?? new Set(), judged));
  }
  return ends;
}

function pruned(step: Step, needed: Needed, shape: Shape): Step {
  switch (step.kind) {
    case 'source':
      return prunedSource(step, needed, shape);
    case 'select':
      return {
        ...step,
        fields: selections(step).flatMap(([name, from]) =>
          has(needed, name) ? [selection(name, from)] : [],
        ),
      };
    case 'derive':
    case 'window':
      return { ...step, fields: only(step.fields, needed) };
    case 'mask':
      return { ...step, fields: only(step.fields, needed) };
    case 'aggregate':
      return prunedMeasures(step, needed);
    default:
      return step;
  }
}

function prunedSource(step: StepOf<'source'>, needed: Needed, shape: Shape): Step {
  const names = neededNames(needed, shape);
  const isAll = !shape.open && names?.length === shape.fields.length;
  return names === undefined || isAll ? step : { ...step, fields: names };
}

/** What `having` compares is read too. */
function prunedMeasures(step: StepOf<'aggregate'>, needed: Needed): Step {
  const compared = step.having === undefined ? [] : columnNames(rowExpression(step.having));
  return { ...step, measures: only(step.measures, alsoNeeded(needed, new Set(compared))) };
}

const selection = (name: string, from: string) => (name === from ? name : { [name]: from });

const has = (needed: Needed, name: string) => needed === 'all' || needed.has(name);

const only = <T>(fields: Record<string, T>, needed: Needed): Record<string, T> =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => has(needed, name)));
