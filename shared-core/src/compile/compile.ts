import { nearestNames, parseSpec, type PipelineSpec } from '../spec';
import { optimize, requirePlan, type Plan, type SourceSchemas } from '../plan';
import { sqlReady } from '../sql';
import type { Language } from '../language';
import type { AnyTarget, CompileContext, CompiledFiles, CompilePart } from './compile-target';
import { compileErrors } from './errors';
import { compileTargets } from './targets';

/** @public */
export interface CompileOptions {
  /** Schemas of the sources by step id, where they are known. */
  schemas?: SourceSchemas;
  /** Names the document in messages. */
  file?: string;
  language?: Language;
  /** The target's own options; see `options` of the target. */
  [option: string]: unknown;
}

/**
 * Compiles a pipeline to a target's files. The same pipeline gives the same bytes.
 *
 * @param input - YAML or JSON text, a spec, or a plan
 * @param target - id of a target, such as `airflow`, `diagram`, `n8n` or `sql`
 * @throws `spec.invalid`, `plan.invalid` (input) with every problem and its place; `compile.cannot-say` (refusal)
 * with everything that the target cannot say
 * @public
 */
export async function compile(
  input: string | PipelineSpec | Plan | object,
  target: string,
  options: CompileOptions = {},
): Promise<CompiledFiles> {
  const { schemas, file, language = 'en', ...own } = options;
  const chosen = targetNamed(target);
  await sqlReady();
  const plan = isPlan(input) ? input : requirePlan(parseSpec(input, { file }), schemas);
  return { files: await compilePlan(plan, chosen, own, language) };
}

async function compilePlan(
  plan: Plan,
  chosen: AnyTarget,
  own: Record<string, unknown>,
  language: Language,
): Promise<CompiledFiles['files']> {
  const lean = chosen.plan === 'lean' ? optimize(plan) : plan;
  const settings = readOptions(chosen, own);
  assertSayable(lean, chosen, settings);
  const context = { language, parts: await compileParts(plan, chosen.parts?.(settings) ?? {}, language) };
  const lowered = await chosen.lower(lean, settings, context);
  // In the target's own order: what a reader opens first comes first.
  return chosen.render(lowered as never, settings, context);
}

async function compileParts(
  plan: Plan,
  parts: Record<string, CompilePart>,
  language: Language,
): Promise<CompileContext['parts']> {
  const made: CompileContext['parts'] = {};
  for (const [name, part] of Object.entries(parts)) {
    const { target, options = {} } = part;
    made[name] = await compilePlan(plan, targetNamed(target), options, part.language ?? language);
  }
  return made;
}

const isPlan = (input: unknown): input is Plan =>
  typeof input === 'object' && input !== null && 'hash' in input && 'spec' in input;

function targetNamed(id: string): AnyTarget {
  const found = compileTargets.find((target) => target.id === id);
  if (found) return found;
  const known = compileTargets.map((target) => target.id);
  throw compileErrors['unknown-target']({ target: id, nearest: nearestNames(id, known), known });
}

function readOptions(target: AnyTarget, own: Record<string, unknown>) {
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  const read = target.options.safeParse(given);
  if (read.success) return read.data;
  const problems = read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`.trim());
  throw compileErrors['wrong-options']({ target: target.id, problems });
}

function assertSayable(plan: Plan, target: AnyTarget, options: Record<string, unknown>): void {
  const refusals = target.cannot(plan, options);
  if (refusals.length > 0) throw compileErrors['cannot-say']({ target: target.id, refusals });
}
