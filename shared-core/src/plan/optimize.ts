import type { Plan } from './plan';
import { endsOf, neededFields } from './needs';
import { neededNames } from './needed';
import { shapeOfSchema } from './shape';
import { requirePlan } from './build-plan';

/**
 * A plan of the same meaning that reads less: filters stand as near to the sources as they may, fields that nobody
 * reads are gone.
 * @public
 */
export function optimize(plan: Plan): Plan {
  return pruneSources(plan);
}

/** Narrows `fields` of every source to those that are read. */
function pruneSources(plan: Plan): Plan {
  const needed = neededFields(plan, new Map(endsOf(plan).map((id) => [id, 'all'])));
  const steps = plan.spec.steps.map((step) => {
    if (step.kind !== 'source') return step;
    const planned = plan.steps.find((other) => other.step.id === step.id)!;
    const fields = neededNames(needed.get(step.id) ?? 'all', planned.shape);
    const all = plan.sources[step.id] && shapeOfSchema(plan.sources[step.id]!).fields.length;
    return fields && fields.length > 0 && fields.length !== all ? { ...step, fields } : step;
  });
  return { ...requirePlan({ ...plan.spec, steps }, plan.sources), hash: plan.hash };
}
