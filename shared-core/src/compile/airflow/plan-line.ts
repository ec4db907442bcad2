import type { Plan, PlanStep } from '../../plan';
import type { StepOf } from '../../spec';

/** A step of one kind as it is planned. */
export type Planned<K extends 'source' | 'target'> = PlanStep & { step: StepOf<K> };

/** Targets of a plan, in order. */
export const targetsOf = (plan: Plan): Planned<'target'>[] =>
  plan.steps.filter((planned): planned is Planned<'target'> => planned.step.kind === 'target');

/** ids of a step and of all that feeds it. */
export function lineTo(plan: Plan, id: string): string[] {
  const line = new Set([id]);
  for (const { step, inputs } of [...plan.steps].reverse())
    if (line.has(step.id)) inputs.forEach((input) => line.add(input));
  return [...line];
}

/** Sources that feed a step, in order. */
export function sourcesOf(plan: Plan, id: string): Planned<'source'>[] {
  const line = new Set(lineTo(plan, id));
  return plan.steps.filter(
    (planned): planned is Planned<'source'> => planned.step.kind === 'source' && line.has(planned.step.id),
  );
}

/** The system of a connection that a step names. */
export const systemOf = (plan: Plan, { connection }: { connection: string }): string =>
  plan.spec.connections[connection]?.system ?? '';
