/** From a spec to a plan: names resolved, steps ordered, fields typed, lowered to SQL trees. */
export type { Finding, Plan, PlanStep, SourceSchemas } from './plan';
