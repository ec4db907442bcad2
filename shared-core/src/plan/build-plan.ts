import type { AiEtlError } from '../errors';
import { inputsOf, readSpec, specHash, type PipelineSpec, type Step } from '../spec';
import { sqlReady } from '../sql';
import { planErrors } from './errors';
import { findingOf, inReadingOrder } from './findings';
import { rulesOf } from './kinds';
import type { Finding, Plan, PlanStep, Shape, SourceSchemas } from './plan';
import { checkSettings } from './settings';
import { schemaOf, unknownShape } from './shape';
import { StepCheck } from './step-check';
import { checkStructure } from './structure';

/** A plan, or everything that stands against one. @public */
export interface PlanReport {
  /** Absent where a problem was found. */
  plan?: Plan;
  /** Problems and warnings, as JSON. */
  findings: Finding[];
  /** The problems as errors, to throw or to render. */
  problems: AiEtlError[];
}

/**
 * Resolves names, orders the steps and types every expression.
 *
 * @remarks Synchronous: `await sqlReady()` once before. A source without a schema gives an open shape: names of its
 * fields are believed, types stay unknown, structure is still checked. A spec without a target is a draft and gives
 * a plan for previews.
 * @param sources - schemas of sources by step id
 * @throws `sql.not-ready` (internal)
 * @public
 */
export function buildPlan(spec: PipelineSpec, sources: SourceSchemas = {}): PlanReport {
  const structure = checkStructure(spec);
  const typing = typeSteps(spec, structure.order, sources);
  const problems = inReadingOrder([...structure.problems, ...checkSettings(spec), ...typing.problems]);
  const warnings = inReadingOrder([...structure.warnings, ...typing.warnings]);
  const findings = [
    ...problems.map((problem) => findingOf(problem)),
    ...warnings.map((warning) => findingOf(warning, 'warning')),
  ];
  const plan = { spec, hash: specHash(spec), steps: typing.steps, sources };
  return problems.length > 0 ? { findings, problems } : { plan, findings, problems };
}

/**
 * The plan of a spec, or one error with all problems.
 * @throws `plan.invalid` (input); its parameter `problems` has one error a problem
 * @public
 */
export function requirePlan(spec: PipelineSpec, sources: SourceSchemas = {}): Plan {
  const { plan, problems } = buildPlan(spec, sources);
  if (!plan) throw planErrors.invalid({ problems });
  return plan;
}

/**
 * Reads and plans a document in one go: form, names and types, all problems gathered.
 * @param input - YAML or JSON text, or an object as JSON gives it
 * @public
 */
export async function validateSpec(
  input: unknown,
  options: { schemas?: SourceSchemas; file?: string } = {},
): Promise<PlanReport & { spec?: PipelineSpec }> {
  await sqlReady();
  const { spec, problems } = readSpec(input, { file: options.file });
  if (!spec) return { findings: problems.map((problem) => findingOf(problem)), problems };
  return { spec, ...buildPlan(spec, options.schemas) };
}

function typeSteps(spec: PipelineSpec, order: Step[], sources: SourceSchemas) {
  const shapes = new Map<string, Shape>();
  const steps: PlanStep[] = [];
  const problems: AiEtlError[] = [];
  const warnings: AiEtlError[] = [];
  for (const step of order) {
    const check = new StepCheck(spec, spec.steps.indexOf(step), sources);
    const ids = inputsOf(step);
    const inputs = ids.map((id) => ({ id, shape: shapes.get(id) ?? unknownShape }));
    const shape = rulesOf(step.kind).type(step, inputs, check);
    warnOfLostSort(step, spec, check);
    if (step.kind === 'source') warnOfCase(shape, check);
    shapes.set(step.id, shape);
    steps.push({ step, inputs: ids, schema: schemaOf(shape), shape });
    problems.push(...check.problems);
    warnings.push(...check.warnings);
  }
  return { steps, problems, warnings };
}

const orderBlind = new Set<Step['kind']>(['aggregate', 'distinct', 'join', 'sort', 'union', 'window']);

function warnOfLostSort(step: Step, spec: PipelineSpec, check: StepCheck): void {
  if (step.kind !== 'sort' || step.limit !== undefined || step.offset !== undefined) return;
  const readers = spec.steps.filter((other) => inputsOf(other).includes(step.id));
  const blind = readers.find((reader) => orderBlind.has(reader.kind));
  if (blind) check.warn('sort-is-lost', { by: blind.kind }, ['by']);
}

function warnOfCase(shape: Shape, check: StepCheck): void {
  const folded = new Map<string, string[]>();
  for (const { name } of shape.fields)
    folded.set(name.toLowerCase(), [...(folded.get(name.toLowerCase()) ?? []), name]);
  for (const fields of folded.values())
    if (fields.length > 1) check.warn('fields-differ-by-case', { fields }, []);
}
