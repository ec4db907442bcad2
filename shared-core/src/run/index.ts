/** Running a plan here, and previewing its steps: chooses where each target's rows are made. */
export { runPlan } from './run-plan';
export { previewStep, type StepPreview } from './preview-step';
export { profileStep, type ProfileStepOptions } from './profile-step';
export type { CheckResult, PlanConnections, RunOptions, RunResult } from './run-options';
export { runErrors } from './errors';
