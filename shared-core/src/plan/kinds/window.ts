import type { StepOf } from '../../spec';
import { parseExpression, parseFrame, type Expression, type WindowSpec } from '../../sql';
import { callKind } from '../call-kind';
import { alsoNeeded } from '../needed';
import { withFields } from '../shape';
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
  rowExpression,
  rowOrder,
} from '../tree';
import { mayReplace, neededBeside } from './derive';

/** Adds fields that look at neighbouring rows; no row goes or comes. */
export const window: StepRules<'window'> = {
  type(step, inputs, check) {
    const [input] = inputs as [Input];
    step.partitionBy.forEach((name, index) => check.field(input, name, ['partitionBy', index]));
    step.orderBy.forEach((term, index) => check.orderTerm(term, [input], ['orderBy', index]));
    const frame = step.frame;
    if (frame !== undefined) check.attempt(() => parseFrame(frame), ['frame']);
    const fields = Object.entries(step.fields).map(([name, text]) =>
      fieldOf(name, windowField(step, name, text, input, check)),
    );
    return withFields(input.shape, fields);
  },
  needs(step, needed, [input]) {
    const beside = neededBeside(step.fields, needed, input!.shape);
    const order = step.orderBy.flatMap((term) => columnNames(rowOrder(term).expression));
    return [alsoNeeded(beside, new Set([...step.partitionBy, ...order]))];
  },
  lower({ step, inputs, names }) {
    const over = windowOf(step);
    const items = names(mayReplace).map((name) => ({
      expression: name in step.fields ? withOver(rowExpression(step.fields[name]!), over) : column(name),
      alias: name,
    }));
    return select(items, named(inputs[0]!.table));
  },
};

function windowField(step: StepOf<'window'>, name: string, text: string, input: Input, check: StepCheck) {
  const path = ['fields', name];
  const tree = check.attempt(() => parseExpression(text), path);
  const over = tree && windowIfSound(step);
  if (!tree || !over) return undefined;
  const whole = withOver(tree, over);
  if (hasWindow(whole)) return check.tree(whole, text, [input], path, { calls: 'window' });
  check.say('not-a-window-call', { text }, path);
  return undefined;
}

function hasWindow(tree: Expression): boolean {
  let found = false;
  walk(tree, (node) => void (node.kind === 'call' && (node as CallNode).over && (found = true)));
  return found;
}

function windowOf(step: StepOf<'window'>): WindowSpec {
  return {
    partitionBy: step.partitionBy.map((name) => column(name)),
    orderBy: step.orderBy.map(rowOrder),
    ...(step.frame !== undefined && { frame: parseFrame(step.frame) }),
  };
}

/** The window, or undefined where its own parts were refused already. */
function windowIfSound(step: StepOf<'window'>): WindowSpec | undefined {
  try {
    return windowOf(step);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

/** Every window or aggregate call that has no OVER of its own looks through the step's window. */
function withOver(tree: Expression, over: WindowSpec): Expression {
  return rewrite(tree, (node) => {
    const isCall = node.kind === 'call' && !(node as CallNode).over;
    return isCall && callKind((node as CallNode).function) !== 'scalar' ? { ...node, over } : node;
  });
}
