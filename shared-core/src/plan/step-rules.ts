import type { Query, Relation, SelectItem } from '../sql';
import type { StepKind, StepOf } from '../spec';
import type { Shape } from './plan';
import type { StepCheck } from './step-check';

/** A step that feeds another, with what is known of its rows. */
export interface Input {
  id: string;
  shape: Shape;
}

/** Fields of a step that somebody reads; `all` where the list is not known or everything is read. */
export type Needed = ReadonlySet<string> | 'all';

/** An input as a step's SQL reads it. */
export interface LowerInput extends Input {
  /** Name of the relation in the query: the step's id, or another where a table has that name. */
  table: string;
  /** What the relation has. */
  emitted: Needed;
}

/** All that a kind needs to write its SQL. */
export interface Lowering<K extends StepKind = StepKind> {
  step: StepOf<K>;
  inputs: LowerInput[];
  shape: Shape;
  needed: Needed;
  /** What to read a source from; asked by the source kind only. */
  source: SourceLowering;
  /** Names of the needed fields. @throws `plan.schema-needed` (refusal) where they cannot be listed */
  names(reason?: SchemaReason): string[];
  /** @throws `plan.schema-needed` (refusal) */
  refuse(reason: SchemaReason): never;
  /** The needed fields, unchanged; `*` where that says the same. */
  passed(): SelectItem[];
}

/** What the caller decides about sources. */
export interface SourceLowering {
  relationOf(step: StepOf<'source'>): Relation;
  /** True when the relation already has the step's where, cursor and declared types applied. */
  isRead(step: StepOf<'source'>): boolean;
  given(id: string): Shape | undefined;
}

/** Why a step has to know every field of its input. */
export type SchemaReason = { en: string; ru: string };

/** What the compiler knows of one kind of step; a file each in `kinds/`. */
export interface StepRules<K extends StepKind> {
  /** Types the step's output and reports what does not fit. */
  type(step: StepOf<K>, inputs: Input[], check: StepCheck): Shape;
  /** Fields of each input that are read when `needed` of the output is. */
  needs(step: StepOf<K>, needed: Needed, inputs: Input[], output: Shape): Needed[];
  /** True where the step gives all its fields, whoever reads them. */
  emitsAll?(step: StepOf<K>): boolean;
  lower(lowering: Lowering<K>): Query;
}
