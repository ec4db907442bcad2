import { requirePlan } from '../build-plan';
import type { Plan } from '../plan';
import { pruneFields } from './prune-fields';
import { pushFilters } from './push-filters';

/**
 * A plan of the same meaning that reads less: filters stand as near to the sources as they may, fields that nobody
 * reads are gone. Targets and quality steps keep their ids and what reaches them; a step between may go, or may be
 * given the work of its neighbour.
 * @public
 */
export function optimize(plan: Plan): Plan {
  const filtered = replan(plan, pushFilters(plan));
  return replan(plan, pruneFields(filtered));
}

/** The hash stays that of the pipeline as it was written. */
const replan = (plan: Plan, steps: Plan['spec']['steps']): Plan => ({
  ...requirePlan({ ...plan.spec, steps }, plan.sources),
  hash: plan.hash,
});
