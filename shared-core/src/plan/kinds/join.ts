import { printType } from '../../schema';
import type { StepOf } from '../../spec';
import { parseExpression, type Expression } from '../../sql';
import { comparable } from '../comparable';
import { shapeField } from '../shape';
import type { StepCheck } from '../step-check';
import type { Input, LowerInput, Needed, SchemaReason, StepRules } from '../step-rules';
import { call, column, columnNodes, equal, every, mapColumns, named, select, type ColumnNode } from '../tree';
import { joinField, joinFields, joinPairs, typedJoinField, type JoinField } from './join-fields';

/** Puts the rows of two steps side by side. */
export const join: StepRules<'join'> = {
  type(step, inputs, check) {
    const [left, right] = inputs as [Input, Input];
    checkShape(step, check);
    checkOn(step, left, right, check);
    const fields = joinFields(step, left.shape, right.shape);
    check.unique(
      fields.map((field) => field.name),
      ['right'],
    );
    return {
      fields: fields.map((field) => typedJoinField(step, field, left.shape, right.shape)),
      open: left.shape.open || right.shape.open,
    };
  },
  needs(step, needed, inputs) {
    if (needed === 'all') return ['all', 'all'];
    const sides = { left: new Set<string>(), right: new Set<string>() };
    for (const name of needed) {
      const field = joinField(step, inputs, name);
      // Which side has it is not known: both are asked for everything, and lowering says what is missing.
      if (!field) return ['all', 'all'];
      if (field.from !== 'right') sides.left.add(field.field);
      if (field.from !== 'left') sides.right.add(field.field);
      // A left field keeps its name free on the right only while it is there.
      if (field.from === 'right' && field.name !== field.field) sides.left.add(field.field);
    }
    return addKeys(step, inputs, sides);
  },
  lower(lowering) {
    const { step, inputs, names } = lowering;
    const [left, right] = inputs as [LowerInput, LowerInput];
    const items = names(sideUnknown).map((name) => {
      const field = joinField(step, inputs, name) ?? lowering.refuse(sideUnknown);
      return { expression: valueOf(step, field, left, right), alias: name };
    });
    const on = conditionOf(step, left, right);
    return select(items, {
      kind: 'join',
      type: step.type,
      left: named(left.table),
      right: named(right.table),
      on,
    });
  },
};

const sideUnknown: SchemaReason = {
  en: 'a field may come from either side',
  ru: 'поле может быть с любой стороны',
};

function checkShape(step: StepOf<'join'>, check: StepCheck): void {
  if (step.left === step.right) check.say('join-of-itself', { step: step.left }, ['right']);
  if (step.type === 'cross' && step.on !== undefined) check.say('cross-join-with-on', {}, ['on']);
  if (step.type !== 'cross' && step.on === undefined) check.say('join-needs-on', { type: step.type }, []);
}

function checkOn(step: StepOf<'join'>, left: Input, right: Input, check: StepCheck): void {
  if (typeof step.on === 'string')
    return void check.expression(step.on, [left, right], ['on'], { boolean: true });
  for (const [index, [leftName, rightKey]] of (joinPairs(step) ?? []).entries()) {
    const path = ['on', Array.isArray(step.on) ? index : leftName];
    const a = check.field(left, leftName, path);
    const b = check.field(right, rightKey, path);
    if (a && b && !comparable(a.type, b.type))
      check.say(
        'not-comparable',
        {
          left: `${left.id}.${leftName} (${printType(a.type!)})`,
          right: `${right.id}.${rightKey} (${printType(b.type!)})`,
        },
        path,
      );
  }
}

function addKeys(
  step: StepOf<'join'>,
  inputs: Input[],
  sides: Record<'left' | 'right', Set<string>>,
): Needed[] {
  for (const [left, right] of joinPairs(step) ?? []) {
    sides.left.add(left);
    sides.right.add(right);
  }
  const nodes = typeof step.on === 'string' ? columnNodes(parseExpression(step.on)) : [];
  for (const node of nodes) {
    const side = sideOfColumn(node, inputs);
    if (side === undefined) return ['all', 'all'];
    sides[side].add(node.name);
  }
  return [sides.left, sides.right];
}

/** The side that an expression's column names; without a table name the side that has the field. */
function sideOfColumn(node: ColumnNode, [left, right]: Input[]): 'left' | 'right' | undefined {
  if (node.table !== undefined) return node.table === left!.id ? 'left' : 'right';
  if (!left!.shape.open) return shapeField(left!.shape, node.name) ? 'left' : 'right';
  return right!.shape.open ? undefined : shapeField(right!.shape, node.name) ? 'right' : 'left';
}

function valueOf(step: StepOf<'join'>, field: JoinField, left: LowerInput, right: LowerInput): Expression {
  const fromLeft = column(field.field, left.table);
  const fromRight = column(field.field, right.table);
  if (field.from === 'both' && step.type === 'full') return call('coalesce', fromLeft, fromRight);
  const isRight = field.from === 'right' || (field.from === 'both' && step.type === 'right');
  return isRight ? fromRight : fromLeft;
}

function conditionOf(step: StepOf<'join'>, left: LowerInput, right: LowerInput): Expression | undefined {
  if (step.type === 'cross') return undefined;
  const pairs = joinPairs(step);
  if (pairs) return every(pairs.map(([a, b]) => equal(column(a, left.table), column(b, right.table))));
  return mapColumns(parseExpression(step.on as string), (node) => {
    const side = sideOfColumn(node, [left, right]) === 'right' ? right : left;
    return column(node.name, side.table);
  });
}
