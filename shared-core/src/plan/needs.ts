import { rulesOf } from './kinds';
import { touchedBySource } from './kinds/source';
import { alsoNeeded, atLeastOne, neededNames } from './needed';
import type { Plan, PlanStep, Shape } from './plan';
import { planErrors } from './errors';
import { nearestNames } from '../spec';
import { shapeOfSchema, unknownShape } from './shape';
import type { Input, Needed } from './step-rules';

/** The step of that id. @throws `plan.no-such-step` (input) */
export function planStep(plan: Plan, id: string): PlanStep {
  const found = plan.steps.find(({ step }) => step.id === id);
  if (found) return found;
  const known = plan.steps.map(({ step }) => step.id);
  throw planErrors['no-such-step']({ name: id, nearest: nearestNames(id, known), known });
}

/** What feeds a step, with what is known of its rows. */
export const inputsIn = (plan: Plan, { inputs }: PlanStep): Input[] =>
  inputs.map((id) => ({ id, shape: planStep(plan, id).shape }));

/** A step and everything that feeds it, in dependency order. */
export function lineOf(plan: Plan, ids: readonly string[]): PlanStep[] {
  const wanted = new Set(ids.map((id) => planStep(plan, id).step.id));
  for (const { step, inputs } of [...plan.steps].reverse())
    if (wanted.has(step.id)) inputs.forEach((input) => wanted.add(input));
  return plan.steps.filter(({ step }) => wanted.has(step.id));
}

/** Fields of every step that are read when the given steps are read, by step id. */
export function neededFields(plan: Plan, ends: ReadonlyMap<string, Needed>): ReadonlyMap<string, Needed> {
  const needed = new Map<string, Needed>(ends);
  for (const planned of lineOf(plan, [...ends.keys()]).reverse()) {
    const { step, shape, inputs } = planned;
    const rules = rulesOf(step.kind);
    const own = rules.emitsAll?.(step) ? 'all' : atLeastOne(needed.get(step.id) ?? new Set(), shape);
    needed.set(step.id, own);
    rules.needs(step, own, inputsIn(plan, planned), shape).forEach((part, index) => {
      const id = inputs[index]!;
      needed.set(id, alsoNeeded(needed.get(id) ?? new Set(), part));
    });
  }
  return needed;
}

/**
 * Fields of the datasets that have to be read for some steps, by source step id, the fields of a source's own
 * `where` and `cursor` included; `undefined` where everything is.
 *
 * @param ids - steps whose rows are wanted; by default all that nothing reads
 * @public
 */
export function fieldsToRead(plan: Plan, ids: string[] = endsOf(plan)): Record<string, string[] | undefined> {
  const needed = neededFields(plan, new Map(ids.map((id) => [id, 'all'])));
  return Object.fromEntries(
    lineOf(plan, ids).flatMap(({ step, shape }) => {
      if (step.kind !== 'source') return [];
      const given = plan.sources[step.id];
      const names = neededNames(needed.get(step.id)!, shape);
      const all = names && [...new Set([...names, ...touchedBySource(step)])];
      return [[step.id, all && inOrder(all, given ? shapeOfSchema(given) : unknownShape)]];
    }),
  );
}

const inOrder = (names: string[], shape: Shape) => {
  const order = shape.fields.map((field) => field.name);
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...names].sort((a, b) => place(a) - place(b));
};

/** Steps that nothing reads: targets, and the last step of a draft. @public */
export function endsOf(plan: Plan): string[] {
  const read = new Set(plan.steps.flatMap(({ inputs }) => inputs));
  return plan.steps.map(({ step }) => step.id).filter((id) => !read.has(id));
}
