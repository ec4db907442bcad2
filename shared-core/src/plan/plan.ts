import type { PipelineSpec, Step } from '../spec';
import type { TableSchema } from '../schema';

/** A step with its names resolved and its output typed. @public */
export interface PlanStep {
  step: Step;
  inputs: string[];
  /** What leaves the step; of a target, what enters it. */
  schema: TableSchema;
}

/**
 * A valid spec in normal form: steps in dependency order, shorthands expanded, every expression typed.
 * @public
 */
export interface Plan {
  spec: PipelineSpec;
  /** SHA-256 of the normal form, hex. */
  hash: string;
  steps: PlanStep[];
}

/** Schemas of the sources that are known at validation time, by source step id. @public */
export type SourceSchemas = Record<string, TableSchema>;

/** One finding of a validation; `error` findings stop a compilation. @public */
export interface Finding {
  severity: 'error' | 'warning';
  code: string;
  message: string;
  hint?: string;
  line?: number;
  column?: number;
  path?: string;
  step?: string;
}
