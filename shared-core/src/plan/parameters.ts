import { isAiEtlError } from '../errors';
import type { LogicalType } from '../schema';
import type { PipelineSpec } from '../spec';
import type { Expression, Query } from '../sql';
import { planErrors } from './errors';
import { tryType } from './settings';
import { rewrite } from './tree';

/** A value as a person gives it to a parameter. @public */
export type ParameterValue = string | number | boolean | null;

/** Declared types of a spec's parameters; those whose type is not readable are left out (and reported elsewhere). */
export function parameterTypes(spec: PipelineSpec): Record<string, LogicalType> {
  return Object.fromEntries(
    Object.entries(spec.parameters).flatMap(([name, { type: text }]) => {
      const type = tryType(text);
      return isAiEtlError(type) ? [] : [[name, type]];
    }),
  );
}

/**
 * Puts values in the place of parameters: given ones, else defaults, as typed literals.
 * @throws `plan.parameter-not-given` (input)
 * @public
 */
export function bindParameters<T extends Query | Expression>(
  tree: T,
  spec: PipelineSpec,
  values: Record<string, ParameterValue> = {},
): T {
  const types = parameterTypes(spec);
  return rewrite(tree, (node) => {
    if (node.kind !== 'parameter') return node;
    const { name } = node as unknown as { name: string };
    const value = values[name] !== undefined ? values[name] : spec.parameters[name]?.default;
    if (value === undefined) throw planErrors['parameter-not-given']({ parameter: name });
    return literalOf(value, types[name]);
  });
}

/** A value as a literal of a type; text of another type is cast, so that each dialect reads it alike. */
export function literalOf(value: ParameterValue, type: LogicalType | undefined): Expression {
  if (value === null) {
    const nothing: Expression = { kind: 'literal', value: null, type: 'null' };
    return type ? { kind: 'cast', operand: nothing, type } : nothing;
  }
  const own = naturalType(value);
  const literal: Expression = { kind: 'literal', value, type: own };
  return !type || type.kind === own.kind ? literal : { kind: 'cast', operand: literal, type };
}

function naturalType(value: string | number | boolean): LogicalType {
  if (typeof value === 'string') return { kind: 'string' };
  if (typeof value === 'boolean') return { kind: 'boolean' };
  return Number.isInteger(value) ? { kind: 'integer', bits: 64, signed: true } : { kind: 'float', bits: 64 };
}
