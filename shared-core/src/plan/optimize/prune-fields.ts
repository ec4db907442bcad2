import type { Step, StepOf } from '../../spec';
import { rejecting, touchedByCheck } from '../kinds/quality';
import { selections } from '../kinds/select';
import { alsoNeeded, neededNames } from '../needed';
import { endsOf, neededFields } from '../needs';
import type { Plan, Shape } from '../plan';
import type { Needed } from '../step-rules';

/** Steps without the fields that nobody reads. */
export function pruneFields(plan: Plan): Step[] {
  const needed = neededFields(plan, readers(plan));
  return plan.steps.map(({ step, shape }) => {
    const own = needed.get(step.id);
    return own === undefined ? step : pruned(step, own, shape);
  });
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

/** A group has to be counted by something, so one measure stays where nothing groups. */
function prunedMeasures(step: StepOf<'aggregate'>, needed: Needed): Step {
  const measures = only(step.measures, needed);
  const isHeld = step.having !== undefined || (step.by.length === 0 && Object.keys(measures).length === 0);
  return isHeld ? step : { ...step, measures };
}

const selection = (name: string, from: string) => (name === from ? name : { [name]: from });

const has = (needed: Needed, name: string) => needed === 'all' || needed.has(name);

const only = <T>(fields: Record<string, T>, needed: Needed): Record<string, T> =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => has(needed, name)));
