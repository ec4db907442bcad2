import type { AiEtlError, Where } from '../errors';
import { inputsOf, locate, nearestNames, type PipelineSpec, type SpecPath, type Step } from '../spec';
import { planErrors } from './errors';

/** What is wrong with how the steps hang together. */
export interface StructureReport {
  problems: AiEtlError[];
  warnings: AiEtlError[];
  /** Steps in dependency order; steps of a cycle and what they feed are left out. */
  order: Step[];
}

/** Checks names, directions and ends of a spec's steps, and puts them into dependency order. */
export function checkStructure(spec: PipelineSpec): StructureReport {
  const ids = spec.steps.map((step) => step.id);
  const problems = [
    ...duplicates(spec),
    ...spec.steps.flatMap((step, index) => inputProblems(spec, step, index, ids)),
    ...cycles(spec),
    ...duplicateTargets(spec),
  ];
  return { problems, warnings: endWarnings(spec), order: inOrder(spec.steps) };
}

const placeOf = (spec: PipelineSpec, index: number, path: SpecPath = []): Where => ({
  ...locate(spec, ['steps', index, ...path]),
  step: spec.steps[index]?.id,
});

function duplicates(spec: PipelineSpec): AiEtlError[] {
  const seen = new Set<string>();
  return spec.steps.flatMap(({ id }, index) => {
    const folded = id.toLowerCase();
    if (!seen.has(folded)) return (seen.add(folded), []);
    return [planErrors['duplicate-step']({ id }, { where: placeOf(spec, index, ['id']) })];
  });
}

/** Keys of a step that name other steps, with the path of each. */
function inputPaths(step: Step): { id: string; path: SpecPath }[] {
  if (step.kind === 'join')
    return [
      { id: step.left, path: ['left'] },
      { id: step.right, path: ['right'] },
    ];
  if (step.kind === 'union' || step.kind === 'sql')
    return step.inputs.map((id, index) => ({ id, path: ['inputs', index] }));
  return inputsOf(step).map((id) => ({ id, path: ['input'] }));
}

function inputProblems(spec: PipelineSpec, step: Step, index: number, ids: string[]): AiEtlError[] {
  return inputPaths(step).flatMap(({ id, path }) => {
    const where = placeOf(spec, index, path);
    const input = spec.steps.find((other) => other.id === id);
    if (!input) {
      const known = ids.filter((other) => other !== step.id);
      return [planErrors['unknown-step']({ name: id, nearest: nearestNames(id, known), known }, { where })];
    }
    return input.kind === 'target' ? [planErrors['target-not-an-end']({ target: id }, { where })] : [];
  });
}

/** Every circle once, said from its first step on. */
function cycles(spec: PipelineSpec): AiEtlError[] {
  const byId = new Map(spec.steps.map((step) => [step.id, step]));
  const done = new Set<string>();
  const found: AiEtlError[] = [];
  const visit = (id: string, path: string[]): void => {
    const start = path.indexOf(id);
    if (start >= 0) return void found.push(cycleError(spec, [...path.slice(start), id]));
    const step = byId.get(id);
    if (!step || done.has(id)) return;
    for (const input of inputsOf(step)) visit(input, [...path, id]);
    done.add(id);
  };
  for (const step of spec.steps) visit(step.id, []);
  return found;
}

function cycleError(spec: PipelineSpec, backwards: string[]): AiEtlError {
  const path = backwards.reverse();
  const index = spec.steps.findIndex((step) => step.id === path[0]);
  return planErrors.cycle({ path }, { where: placeOf(spec, index) });
}

function duplicateTargets(spec: PipelineSpec): AiEtlError[] {
  const first = new Map<string, string>();
  return spec.steps.flatMap((step, index) => {
    if (step.kind !== 'target') return [];
    const key = JSON.stringify([step.connection, step.object]);
    const other = first.get(key);
    if (other === undefined) return (first.set(key, step.id), []);
    return [
      planErrors['duplicate-target'](
        { object: step.object, connection: step.connection, other },
        { where: placeOf(spec, index, ['object']) },
      ),
    ];
  });
}

function endWarnings(spec: PipelineSpec): AiEtlError[] {
  const read = new Set(spec.steps.flatMap(inputsOf));
  const targets = spec.steps.filter((step) => step.kind === 'target');
  // Without a target the spec is a draft that grows: its last step is naturally read by nothing yet.
  if (targets.length === 0) return [planErrors['no-target']({}, { where: locate(spec, ['steps']) })];
  return spec.steps.flatMap((step, index) =>
    step.kind === 'target' || step.kind === 'quality' || read.has(step.id)
      ? []
      : [planErrors['unused-step']({ step: step.id }, { where: placeOf(spec, index) })],
  );
}

/** Dependency order that keeps the written order where it can. */
function inOrder(steps: readonly Step[]): Step[] {
  const ordered: Step[] = [];
  const known = new Set<string>();
  let waiting = [...steps];
  for (let progress = true; progress;) {
    const ready = waiting.filter((step) => inputsOf(step).every((input) => known.has(input)));
    progress = ready.length > 0;
    const [next] = ready;
    if (!next) break;
    ordered.push(next);
    known.add(next.id);
    waiting = waiting.filter((step) => step !== next);
  }
  return ordered;
}
