import type { Connection } from '../connectors';
import { optimize, requirePlan, type Plan, type PlanStep, type SourceSchemas } from '../plan';
import { inputsOf, type StepOf } from '../spec';
import { sqlReady } from '../sql';
import type { PlanConnections } from './run-options';

/** A plan whose sources are all described; unless its steps are wanted as drawn, made to read as little as it can. @internal */
export interface PreparedPlan {
  plan: Plan;
  /** The same with its steps as drawn and all fields of its sources. */
  described: Plan;
  options: PlanConnections;
  /** The connection of a source or target step, asked for once. */
  connectionOf(step: StepOf<'source'> | StepOf<'target'>): Promise<Connection>;
}

/** @internal */
export async function preparePlan(
  plan: Plan,
  options: PlanConnections,
  how: { keepSteps?: boolean } = {},
): Promise<PreparedPlan> {
  await sqlReady();
  const open = onceEach(options.connections);
  const connectionOf: PreparedPlan['connectionOf'] = (step) => open(step.connection);
  const described = await describeSources(plan, connectionOf, options.signal);
  return { plan: how.keepSteps ? described : optimize(described), described, options, connectionOf };
}

/** Connections, each asked for once. @internal */
export function onceEach(connections: PlanConnections['connections']): PlanConnections['connections'] {
  const opened = new Map<string, Promise<Connection>>();
  return (name) => {
    const known = opened.get(name) ?? connections(name);
    opened.set(name, known);
    return known;
  };
}

/** A plan that was drawn without seeing its sources is typed again with what they are. */
async function describeSources(
  plan: Plan,
  connectionOf: PreparedPlan['connectionOf'],
  signal?: AbortSignal,
): Promise<Plan> {
  const unknown = plan.steps.flatMap(({ step }) =>
    step.kind === 'source' && !plan.sources[step.id] ? [step] : [],
  );
  if (unknown.length === 0) return plan;
  const sources: SourceSchemas = { ...plan.sources };
  for (const step of unknown) {
    const connection = await connectionOf(step);
    sources[step.id] = (await connection.describe(step.object, { options: step.options, signal })).schema;
  }
  return { ...requirePlan(plan.spec, sources), hash: plan.hash };
}

/** @internal */
export const stepNamed = (plan: Plan, id: string): PlanStep =>
  plan.steps.find(({ step }) => step.id === id) as PlanStep;

/** A step and all that feeds it. @internal */
export function lineTo(plan: Plan, id: string): PlanStep[] {
  const wanted = new Set([id]);
  for (const { step } of [...plan.steps].reverse())
    if (wanted.has(step.id)) inputsOf(step).forEach((input) => wanted.add(input));
  return plan.steps.filter(({ step }) => wanted.has(step.id));
}

/** The source steps that feed a step. @internal */
export const sourcesOf = (plan: Plan, id: string): StepOf<'source'>[] =>
  lineTo(plan, id).flatMap(({ step }) => (step.kind === 'source' ? [step] : []));
