/** From a spec to a plan: names resolved, steps ordered, fields typed, lowered to SQL trees. */
export type { Finding, Plan, PlanStep, Shape, ShapeField, SourceSchemas } from './plan';
export { buildPlan, requirePlan, validateSpec, type PlanReport } from './build-plan';
export { lowerStep, type LowerOptions } from './lower-step';
export { lowerChecks, lowerRejected, type LoweredCheck } from './lower-quality';
export { stepQueries, type StepQuery } from './step-queries';
export { endsOf, fieldsToRead } from './needs';
export { callKind } from './call-kind';
export { bindParameters, type ParameterValue } from './parameters';
export { renameColumnTables } from './tree';
export { optimize } from './optimize';
export { findingOf } from './findings';
export { planErrors } from './errors';
