import { isAiEtlError } from '../errors';
import type { Query } from '../sql';
import { lowerOne } from './lower-step';
import type { Plan, PlanStep } from './plan';
import { shapeOfSchema } from './shape';
import { named } from './tree';

/** A step and its own SELECT, in which its inputs are tables called by their ids, and a source by its own. @public */
export interface StepQuery {
  planned: PlanStep;
  /** Absent where the fields of a source are not known and the step cannot be written without them. */
  query?: Query;
}

/**
 * Every step's own SELECT with all its fields, for lineage and for reading.
 * @public
 */
export function stepQueries(plan: Plan): StepQuery[] {
  const tables = new Map(plan.steps.map(({ step }) => [step.id, step.id]));
  const source = {
    relationOf: (step: { id: string }) => named(step.id),
    isRead: () => false,
    given: (id: string) => plan.sources[id] && shapeOfSchema(plan.sources[id]!),
  };
  return plan.steps.map((planned) => {
    try {
      return { planned, query: lowerOne(plan, planned, { needed: new Map(), tables, source }) };
    } catch (error) {
      if (isAiEtlError(error) && error.code === 'plan.schema-needed') return { planned };
      throw error;
    }
  });
}
