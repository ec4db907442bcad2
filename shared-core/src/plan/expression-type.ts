import type { LogicalType } from '../schema';
import { nearestNames, type SpecPath } from '../spec';
import { typeExpression, type Expression } from '../sql';
import { callKind } from './call-kind';
import type { ShapeField } from './plan';
import { parameterTypes } from './parameters';
import { schemaOf, shapeField } from './shape';
import type { StepCheck } from './step-check';
import type { Input } from './step-rules';
import { walk, type CallNode, type ColumnNode } from './tree';

/** Which calls a place allows besides those over one row. */
export type Place = 'row' | 'aggregate' | 'window';

interface Reporter {
  check: StepCheck;
  path: SpecPath;
}

/**
 * Types an expression over the fields of the inputs and reports what does not fit.
 * @returns undefined after a report; no `type` where a column's type is not known
 */
export function typeOf(
  tree: Expression,
  inputs: Input[],
  place: Place,
  reporter: Reporter,
): { type?: LogicalType; nullable: boolean } | undefined {
  const fields = columnsOfRow(tree).map((node) => resolveColumn(node, inputs, reporter));
  const isSound =
    fields.every((field) => field !== undefined) &&
    checkParameters(tree, reporter) &&
    (place !== 'row' || checkCalls(tree, reporter));
  if (!isSound) return undefined;
  if (fields.some((field) => !field?.type)) return { nullable: true };
  return reporter.check.attempt(
    () => typeExpression(tree, sqlScope(inputs, place, reporter.check)),
    reporter.path,
  );
}

/** The scope as the sql room reads it: every typed field, under its input's name. */
const sqlScope = (inputs: Input[], place: Place, check: StepCheck) => ({
  tables: Object.fromEntries(inputs.map(({ id, shape }) => [id, schemaOf(shape)])),
  parameters: parameterTypes(check.spec),
  grouped: place === 'aggregate',
});

function columnsOfRow(tree: Expression): ColumnNode[] {
  const found: ColumnNode[] = [];
  walk(tree, (node) => {
    if (node.kind === 'column') found.push(node as ColumnNode);
    return node.kind !== 'subquery' && node.kind !== 'exists';
  });
  return found;
}

function resolveColumn(node: ColumnNode, inputs: Input[], { check, path }: Reporter): ShapeField | undefined {
  const { name, table, at } = node;
  if (table !== undefined) {
    const input = inputs.find(({ id }) => id === table);
    if (input) return shapeField(input.shape, name) ?? void check.unknownField(input, name, path, at);
    const known = inputs.map(({ id }) => id);
    return void check.say(
      'unknown-table',
      { name: table, nearest: nearestNames(table, known), known },
      path,
      at,
    );
  }
  const exact = inputs.filter(({ shape }) => shape.fields.some((field) => field.name === name));
  if (exact.length > 1)
    return void check.say('ambiguous-field', { field: name, tables: exact.map(({ id }) => id) }, path, at);
  const holder = exact[0] ?? inputs.find(({ shape }) => shape.open);
  return holder ? shapeField(holder.shape, name) : void check.unknownField(together(inputs), name, path, at);
}

const together = (inputs: Input[]): Input => ({
  id: inputs.map(({ id }) => id).join(', '),
  shape: { fields: inputs.flatMap(({ shape }) => shape.fields), open: false },
});

function checkParameters(tree: Expression, { check, path }: Reporter): boolean {
  const known = Object.keys(check.spec.parameters);
  let isKnown = true;
  walk(tree, (node) => {
    const { name, at } = node as unknown as { name: string; at?: number };
    if (node.kind !== 'parameter' || known.includes(name)) return;
    isKnown = false;
    check.say('unknown-parameter', { name, nearest: nearestNames(name, known), known }, path, at);
  });
  return isKnown;
}

/** A filter or a new field has one row before it; an aggregate there is a step of its own. */
function checkCalls(tree: Expression, { check, path }: Reporter): boolean {
  let isFine = true;
  walk(tree, (node) => {
    if (node.kind === 'subquery' || node.kind === 'exists') return false;
    const call = node as CallNode;
    if (node.kind !== 'call' || (!call.over && callKind(call.function) === 'scalar')) return;
    isFine = false;
    check.say('misplaced-aggregate', { function: call.function }, path, call.at);
    return false;
  });
  return isFine;
}
