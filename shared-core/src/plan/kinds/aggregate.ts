import type { SpecPath, StepOf } from '../../spec';
import { parseExpression, type Expression } from '../../sql';
import { callKind } from '../call-kind';
import { alsoNeeded } from '../needed';
import type { Shape } from '../plan';
import { untyped } from '../shape';
import { fieldOf, type StepCheck } from '../step-check';
import type { Input, StepRules } from '../step-rules';
import {
  column,
  columnNames,
  named,
  rewrite,
  select,
  walk,
  type CallNode,
  type ColumnNode,
  rowExpression,
} from '../tree';

/** One row for each group: the fields of `by`, then the measures. */
export const aggregate: StepRules<'aggregate'> = {
  type(step, inputs, check) {
    const [input] = inputs as [Input];
    if (step.by.length === 0 && Object.keys(step.measures).length === 0)
      check.say('nothing-to-aggregate', {}, []);
    const isSubtotalled = step.grouping !== 'plain';
    const by = step.by.map((name, index) => {
      const field = check.field(input, name, ['by', index]) ?? untyped(name);
      return { ...field, nullable: field.nullable || isSubtotalled };
    });
    const measures = Object.entries(step.measures).map(([name, text]) =>
      fieldOf(name, measure(step, name, text, input, check)),
    );
    const output: Shape = { fields: [...by, ...measures], open: false };
    check.unique([...step.by, ...Object.keys(step.measures)], ['measures']);
    checkHaving(step, input, check);
    return output;
  },
  needs(step, needed) {
    const used = Object.entries(step.measures)
      .filter(([name]) => needed === 'all' || needed.has(name))
      .map(([, text]) => rowExpression(text));
    const having = havingTree(step);
    const names = [...used, ...(having ? [having] : [])].flatMap(columnNames);
    return [alsoNeeded(new Set(step.by), new Set(names))];
  },
  lower({ step, inputs, names }) {
    const items = names().map((name) => ({
      expression: step.by.includes(name) ? column(name) : rowExpression(step.measures[name]!),
      alias: name,
    }));
    const groupBy = { kind: step.grouping, items: step.by.map((name) => column(name)) };
    return select(items, named(inputs[0]!.table), {
      ...(step.by.length > 0 && { groupBy }),
      ...(step.having !== undefined && { having: havingTree(step) }),
    });
  },
};

function measure(step: StepOf<'aggregate'>, name: string, text: string, input: Input, check: StepCheck) {
  const path = ['measures', name];
  const typed = check.expression(text, [input], path, { calls: 'aggregate' });
  if (!typed) return undefined;
  if (!hasAggregate(typed.tree)) check.say('no-aggregate', { measure: name, text }, path);
  else checkGrouped(typed.tree, step.by, check, path);
  return typed;
}

function hasAggregate(tree: Expression): boolean {
  let found = false;
  walk(tree, (node) => void (isAggregate(node) && (found = true)));
  return found;
}

/** A call that makes one value of many rows; with OVER it is a window call instead. */
const isAggregate = (node: { kind: string }): node is CallNode =>
  node.kind === 'call' && !(node as CallNode).over && callKind((node as CallNode).function) === 'aggregate';

/** A column beside an aggregate has one value a group only if the group is made by it. */
function checkGrouped(tree: Expression, by: string[], check: StepCheck, path: SpecPath): void {
  walk(tree, (node) => {
    if (isAggregate(node)) return false;
    const { name, at } = node as ColumnNode;
    if (node.kind === 'column' && !by.includes(name)) check.say('ungrouped-field', { field: name }, path, at);
    return true;
  });
}

/**
 * `having` sees the output's names; inside an aggregate, the input's. It is written over the input, because
 * PostgreSQL knows no output name there.
 */
function havingTree(step: StepOf<'aggregate'>): Expression | undefined {
  if (step.having === undefined) return undefined;
  const measures = new Map(Object.entries(step.measures).map(([name, text]) => [name, rowExpression(text)]));
  return outsideAggregates(rowExpression(step.having), (node) => measures.get(node.name) ?? node);
}

/** Replaces the columns that stand in no aggregate: those inside are marked first, and unmarked after. */
function outsideAggregates(tree: Expression, change: (node: ColumnNode) => Expression): Expression {
  const inside = new Set<string>();
  walk(tree, (node) => {
    if (!isAggregate(node)) return true;
    walk(node, (inner) => void (inner.kind === 'column' && inside.add(JSON.stringify(inner))));
    return false;
  });
  return rewrite(tree, (node) => {
    const isOutside = node.kind === 'column' && !inside.has(JSON.stringify(node));
    return isOutside ? change(node as ColumnNode) : node;
  });
}

function checkHaving(step: StepOf<'aggregate'>, input: Input, check: StepCheck): void {
  if (step.having === undefined) return;
  const path = ['having'];
  const tree = check.attempt(() => parseExpression(step.having!), path);
  if (!tree) return;
  const output = [...step.by, ...Object.keys(step.measures)];
  const scope: Shape = { fields: output.map(untyped), open: false };
  let isFine = true;
  outsideAggregates(tree, (node) => {
    if (output.includes(node.name)) return node;
    isFine = false;
    check.unknownField({ id: step.id, shape: scope }, node.name, path, node.at);
    return node;
  });
  const written = isFine ? check.attempt(() => havingTree(step), path) : undefined;
  if (written) check.tree(written, step.having, [input], path, { calls: 'aggregate', boolean: true });
}
