import type { z } from 'zod';
import type { Language, Localized } from '../language';
import type { Plan } from '../plan';

/** Something that a target cannot say, by name; all of a plan are gathered before anything is thrown. @public */
export interface Refusal {
  /** Step that asks for it; absent where the pipeline as a whole does. */
  step?: string;
  /** What is asked for, such as `cube`, `join.full` or `schedule.event`. */
  construct: string;
  reason: Localized;
}

/** A refusal with its reason in both languages. */
export const refusal = (construct: string, en: string, ru: string, step?: string): Refusal => ({
  step,
  construct,
  reason: { en, ru },
});

/** Text files by path, relative to the folder that the user chooses. @public */
export interface CompiledFiles {
  files: Record<string, string>;
}

/** What every target is told besides its own options. @public */
export interface CompileContext {
  /** Language of comments and labels. */
  language: Language;
  /** What other targets made of the same plan, by the names under which `parts` asked for them. */
  parts: Record<string, CompiledFiles['files']>;
}

/** What a target that stands around others asks of one of them. @public */
export interface CompilePart {
  target: string;
  options?: Record<string, unknown>;
  /** The caller's by default. */
  language?: Language;
}

/**
 * A target of the compiler: refusals, then a picture of its own (data, no text), then files.
 * Pure functions of the plan and the options: the same spec gives the same bytes.
 * @public
 */
export interface CompileTarget<O extends z.ZodObject = z.ZodObject, L = unknown> {
  id: string;
  title: string;
  description: Localized;
  /** Options with defaults and meta; n8n fields and CLI flags derive from it. */
  options: O;
  /** `lean` gets filters early and unused fields gone; `as-written` gets the steps as a person drew them. */
  plan: 'lean' | 'as-written';
  /** Other targets whose files this one builds upon; what they cannot say, it cannot say either. */
  parts?(options: z.output<O>): Record<string, CompilePart>;
  cannot(plan: Plan, options: z.output<O>): Refusal[];
  lower(plan: Plan, options: z.output<O>, context: CompileContext): L | Promise<L>;
  render(lowered: L, options: z.output<O>, context: CompileContext): CompiledFiles['files'];
}

/** A target whose inner types nobody outside needs to know. @public */
export type AnyTarget = CompileTarget<z.ZodObject, never>;

/** Declares a target; checks that its phases fit each other. @public */
export function defineTarget<O extends z.ZodObject, L>(target: CompileTarget<O, L>): AnyTarget {
  return target as unknown as AnyTarget;
}
