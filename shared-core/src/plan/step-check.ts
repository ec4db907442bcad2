import { isAiEtlError, type AiEtlError, type Where } from '../errors';
import { printType, type LogicalType, type TableSchema } from '../schema';
import { parseExpression, parseOrderTerm, type Expression, type OrderTerm } from '../sql';
import { locate, nearestNames, type PipelineSpec, type SpecPath } from '../spec';
import { planErrors } from './errors';
import { typeOf, type Place } from './expression-type';
import type { Shape, ShapeField } from './plan';
import { fieldNames, shapeField } from './shape';
import type { Input } from './step-rules';

type PlanErrors = typeof planErrors;

/** A parsed expression; without a type where the type of one of its columns is not known. */
export interface Typed {
  tree: Expression;
  type?: LogicalType;
  nullable: boolean;
}

/** What a place allows beyond an ordinary expression of one row. */
export interface Allowed {
  calls?: Place;
  /** Report unless the type is boolean. */
  boolean?: boolean;
}

/** Gathers the problems of one step, each with its place in the document. */
export class StepCheck {
  readonly problems: AiEtlError[] = [];
  readonly warnings: AiEtlError[] = [];

  constructor(
    readonly spec: PipelineSpec,
    private readonly index: number,
    private readonly sources: Record<string, TableSchema>,
  ) {}

  sourceSchema(id: string): TableSchema | undefined {
    return this.sources[id];
  }

  /** Reports one of the plan's errors at a key of the step. */
  say<N extends keyof PlanErrors>(
    name: N,
    parameters: Parameters<PlanErrors[N]>[0],
    path: SpecPath,
    offset?: number,
  ): void {
    this.add((planErrors[name] as (p: unknown) => AiEtlError)(parameters), path, offset);
  }

  warn<N extends keyof PlanErrors>(name: N, parameters: Parameters<PlanErrors[N]>[0], path: SpecPath): void {
    this.warnings.push((planErrors[name] as (p: unknown) => AiEtlError)(parameters).at(this.where(path)));
  }

  /** Reports an error of another room; its parameter `at` is an offset into the text at the path. */
  add(error: AiEtlError, path: SpecPath, offset?: number): void {
    const at = offset ?? (typeof error.parameters.at === 'number' ? error.parameters.at : undefined);
    this.problems.push(error.movedTo(this.where(path, at)));
  }

  /** The field of an input, or a report. */
  field(input: Input, name: string, path: SpecPath): ShapeField | undefined {
    const field = shapeField(input.shape, name);
    if (!field) this.unknownField(input, name, path);
    return field;
  }

  unknownField(input: Input, field: string, path: SpecPath, offset?: number): void {
    const fields = fieldNames(input.shape);
    this.say(
      'unknown-field',
      { field, step: input.id, nearest: nearestNames(field, fields), fields },
      path,
      offset,
    );
  }

  /** Parses and types an expression over the inputs; undefined after a report. */
  expression(text: string, inputs: Input[], path: SpecPath, allowed: Allowed = {}): Typed | undefined {
    const tree = this.attempt(() => parseExpression(text), path);
    return tree && this.tree(tree, text, inputs, path, allowed);
  }

  /** Types a tree that was parsed from the text at the path. */
  tree(tree: Expression, text: string, inputs: Input[], path: SpecPath, allowed: Allowed): Typed | undefined {
    const typed = typeOf(tree, inputs, allowed.calls ?? 'row', { check: this, path });
    if (typed && allowed.boolean && typed.type && typed.type.kind !== 'boolean') {
      this.say('not-boolean', { text, type: printType(typed.type) }, path);
      return undefined;
    }
    return typed && { tree, ...typed };
  }

  /** Parses and checks `field desc nulls last`. */
  orderTerm(text: string, inputs: Input[], path: SpecPath): OrderTerm | undefined {
    const term = this.attempt(() => parseOrderTerm(text), path);
    if (term) typeOf(term.expression, inputs, 'row', { check: this, path });
    return term;
  }

  /** Runs what may throw one of our errors, and reports it at the path. */
  attempt<T>(work: () => T, path: SpecPath): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!isAiEtlError(error) || error.kind === 'internal') throw error;
      this.add(error, path);
      return undefined;
    }
  }

  /** Names that would be given twice. */
  unique(names: string[], path: SpecPath): void {
    const seen = new Set<string>();
    for (const field of names) {
      if (seen.has(field)) this.say('field-taken', { field }, path);
      seen.add(field);
    }
  }

  private where(path: SpecPath, offset?: number): Where {
    const step = this.spec.steps[this.index]?.id;
    return { ...locate(this.spec, ['steps', this.index, ...path], offset), step };
  }
}

/** An untyped field stands for an expression that was refused, so that its readers are not refused too. */
export const fieldOf = (name: string, typed: Typed | undefined): ShapeField => ({
  name,
  type: typed?.type,
  nullable: typed?.nullable ?? true,
});

/** A shape with one name for a scope. */
export const scopeOf = (id: string, shape: Shape): Input => ({ id, shape });
