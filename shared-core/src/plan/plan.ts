import type { Localized } from '../language';
import type { LogicalType, TableSchema } from '../schema';
import type { PipelineSpec, Step } from '../spec';

/** A field whose type may not be known yet, because its source was never described. @public */
export interface ShapeField {
  name: string;
  type?: LogicalType;
  nullable: boolean;
}

/**
 * What is known of the rows between two steps. An `open` shape has fields that nobody has named yet: its source's
 * schema is unknown, so any name may exist and only structure can be checked.
 * @public
 */
export interface Shape {
  fields: ShapeField[];
  open: boolean;
}

/** A step with its names resolved and its output typed. @public */
export interface PlanStep {
  step: Step;
  inputs: string[];
  /** What leaves the step; of a target, what enters it. Only fields whose type is known. */
  schema: TableSchema;
  /** The same with untyped fields and openness; equal to `schema` when every source's schema is known. */
  shape: Shape;
}

/**
 * A valid spec in normal form: steps in dependency order, every expression typed.
 * @public
 */
export interface Plan {
  spec: PipelineSpec;
  /** SHA-256 of the normal form, hex. */
  hash: string;
  steps: PlanStep[];
  /** Schemas of the sources as they were given. */
  sources: SourceSchemas;
}

/** Schemas of the sources that are known at validation time, by source step id. @public */
export type SourceSchemas = Record<string, TableSchema>;

/** One finding of a validation; `error` findings stop a compilation. @public */
export interface Finding {
  severity: 'error' | 'warning';
  code: string;
  /** English; `text` has every language. */
  message: string;
  hint?: string;
  text: Localized<{ message: string; hint?: string }>;
  file?: string;
  line?: number;
  column?: number;
  path?: string;
  step?: string;
}
