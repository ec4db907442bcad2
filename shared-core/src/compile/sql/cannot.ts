import { stepQueries, type Plan } from '../../plan';
import { refusals, type DialectId } from '../../sql';
import type { Refusal } from '../compile-target';

/** What a dialect cannot say, step by step. */
export function refusalsOf(plan: Plan, dialect: DialectId): Refusal[] {
  const tables = Object.fromEntries(plan.steps.map(({ step, schema }) => [step.id, schema]));
  return stepQueries(plan).flatMap(({ planned, query }) => {
    if (!query) return [];
    const scope = {
      tables: { ...tables, [planned.step.id]: plan.sources[planned.step.id] ?? planned.schema },
    };
    // A parameter has a value by the time it is printed.
    return refusals(query, dialect, { scope, parameterText: () => 'NULL' }).map(
      ({ construct, reason, причина }) => ({
        step: planned.step.id,
        construct,
        reason: { en: reason, ru: причина },
      }),
    );
  });
}
