import type { StepOf } from '../../spec';
import type { Shape, ShapeField } from '../plan';
import { shapeField } from '../shape';
import type { Input } from '../step-rules';

/** A field of a join's output and where it comes from; `both` is a key that both sides call alike. */
export interface JoinField {
  name: string;
  from: 'left' | 'right' | 'both';
  /** Its name on that side. */
  field: string;
}

/** Pairs of fields that have to be equal; undefined where `on` is an expression. */
export function joinPairs(step: StepOf<'join'>): [left: string, right: string][] | undefined {
  if (step.on === undefined) return [];
  if (Array.isArray(step.on)) return step.on.map((name) => [name, name]);
  return typeof step.on === 'object' ? Object.entries(step.on) : undefined;
}

/** Keys that both sides call alike: one field of the output, not two. */
const mergedKeys = (step: StepOf<'join'>): string[] =>
  (joinPairs(step) ?? []).filter(([left, right]) => left === right).map(([name]) => name);

/** Fields of the output that are known: those of the left, then those of the right under free names. */
export function joinFields(step: StepOf<'join'>, left: Shape, right: Shape): JoinField[] {
  const merged = mergedKeys(step);
  const leftNames = left.fields.map((field) => field.name);
  const fromLeft = leftNames.map((name) => sideOf(name, merged.includes(name) ? 'both' : 'left'));
  const missing = merged.filter((name) => !leftNames.includes(name)).map((name) => sideOf(name, 'both'));
  const fromRight = right.fields
    .filter(({ name }) => !merged.includes(name))
    .map(({ name }) => ({
      name: leftNames.includes(name) ? rightName(step, name) : name,
      from: 'right' as const,
      field: name,
    }));
  return [...fromLeft, ...missing, ...fromRight];
}

const sideOf = (name: string, from: JoinField['from']): JoinField => ({ name, from, field: name });

/** What a right field is called where the left has its name. */
const rightName = (step: StepOf<'join'>, name: string): string => `${step.right}_${name}`;

/**
 * Where a field of the output comes from, by name; undefined where an unknown schema leaves it open.
 */
export function joinField(step: StepOf<'join'>, [left, right]: Input[], name: string): JoinField | undefined {
  const known = joinFields(step, left!.shape, right!.shape).find((field) => field.name === name);
  // An unknown left side may have any name that the right side has.
  if (known && (known.from !== 'right' || !left!.shape.open)) return known;
  if (!known && !left!.shape.open && right!.shape.open) return sideOf(name, 'right');
  if (!known && left!.shape.open && !right!.shape.open) return sideOf(name, 'left');
  const keys = joinPairs(step) ?? [];
  return keys.some(([key]) => key === name) ? sideOf(name, 'left') : undefined;
}

/** Type and nullability of a field of the output: a side that may be missing makes its fields nullable. */
export function typedJoinField(
  step: StepOf<'join'>,
  field: JoinField,
  left: Shape,
  right: Shape,
): ShapeField {
  const fromLeft = shapeField(left, field.field);
  const fromRight = shapeField(right, field.field);
  const own = field.from === 'right' ? fromRight : fromLeft;
  const optional: Record<JoinField['from'], string[]> = {
    left: ['right', 'full'],
    right: ['left', 'full'],
    both: [],
  };
  const isNullable = (own?.nullable ?? true) || (field.from === 'both' && (fromRight?.nullable ?? true));
  return {
    name: field.name,
    type: own?.type,
    nullable: isNullable || optional[field.from].includes(step.type),
  };
}
