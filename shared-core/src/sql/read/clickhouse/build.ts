import { integer, simple, type LogicalType } from '../../../schema';
import type { BinaryOperator, Expression } from '../../ast';
import { functionNamed } from '../../functions';

/** An operation that the tree has no node for: a call over every expression inside it. */
export const opaque = (parts: Expression[], at?: number): Expression => ({
  kind: 'call',
  function: 'opaque',
  arguments: parts,
  ...(at !== undefined && { at }),
});

export const call = (name: string, parts: Expression[], at?: number): Expression => ({
  kind: 'call',
  function: name,
  arguments: parts,
  ...(at !== undefined && { at }),
});

export const binary = (operator: BinaryOperator, left: Expression, right: Expression): Expression => ({
  kind: 'binary',
  operator,
  left,
  right,
});

export const text = (value: string, at?: number): Expression => ({
  kind: 'literal',
  value,
  type: simple('string'),
  ...(at !== undefined && { at }),
});

export const whole = (value: number): Expression => ({ kind: 'literal', value, type: integer(32) });

export const cast = (operand: Expression, type: LogicalType): Expression => ({ kind: 'cast', operand, type });

const conditions = new Set(['is', 'distinct-from', 'like', 'between', 'in', 'exists']);
const comparing = new Set(['and', 'or', '=', '<>', '<', '<=', '>', '>=', '~', '~*', '!~', '!~*']);
const ofTruth = new Set(['starts_with', 'array_contains', 'regexp_like', 'bool_and', 'bool_or']);

/** True for what PostgreSQL knows as true or false, and ClickHouse as 1 or 0. */
export function isCondition(expression: Expression): boolean {
  if (conditions.has(expression.kind)) return true;
  if (expression.kind === 'unary') return expression.operator === 'not';
  if (expression.kind === 'binary') return comparing.has(expression.operator);
  if (expression.kind === 'call') return ofTruth.has(expression.function);
  if (expression.kind === 'cast') return expression.type.kind === 'boolean';
  return expression.kind === 'literal' && typeof expression.value === 'boolean';
}

/** What stands where a condition is wanted: of a number ClickHouse asks whether it is 0. A column may be either. */
export function asCondition(expression: Expression): Expression {
  if (isCondition(expression) || !isNumber(expression)) return expression;
  return { ...binary('<>', expression, whole(0)), ...atOf(expression) };
}

/** What stands where a number is wanted: a condition counts as 1 or 0. */
export const asNumber = (expression: Expression): Expression =>
  isCondition(expression) ? { ...cast(expression, integer(32)), ...atOf(expression) } : expression;

export const atOf = ({ at }: Expression) => (at === undefined ? {} : { at });

function isNumber(expression: Expression): boolean {
  if (expression.kind === 'literal') return typeof expression.value === 'number';
  if (expression.kind === 'binary') return ['+', '-', '*', '/', '%'].includes(expression.operator);
  if (expression.kind === 'cast') return ['integer', 'float', 'decimal'].includes(expression.type.kind);
  if (expression.kind !== 'call') return false;
  return /-> (u?int|float)/.test(functionNamed(expression.function)?.signatures[0] ?? '');
}

/** Replaces every node of an expression, from the inside out; subqueries are left alone. */
export function mapped(expression: Expression, change: (node: Expression) => Expression): Expression {
  const inside = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inside);
    if (typeof value !== 'object' || value === null) return value;
    if (isQuery(value)) return value;
    if (isExpression(value)) return mapped(value, change);
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inside(part)]));
  };
  const parts = Object.entries(expression).map(([key, value]) => [
    key,
    key === 'type' ? value : inside(value),
  ]);
  return change(Object.fromEntries(parts) as Expression);
}

const queries = new Set(['select', 'set', 'values']);
const isQuery = (value: object) => 'kind' in value && queries.has(String(value.kind));
const bounds = new Set([
  'unbounded-preceding',
  'current-row',
  'unbounded-following',
  'preceding',
  'following',
]);
const isExpression = (value: object): value is Expression =>
  'kind' in value && !bounds.has(String(value.kind));
