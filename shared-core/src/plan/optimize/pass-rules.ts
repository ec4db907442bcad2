import type { Step, StepKind, StepOf } from '../../spec';
import type { Expression } from '../../sql';
import { joinField } from '../kinds/join-fields';
import { selections } from '../kinds/select';
import type { Shape } from '../plan';
import { unknownShape } from '../shape';
import { column, columnNames, mapColumns, rowExpression } from '../tree';
import { isVolatile } from './conditions';

type PassRule<K extends StepKind> = (step: StepOf<K>, condition: Expression) => Expression | undefined;

const onlyReads = (condition: Expression, allowed: readonly string[]) =>
  columnNames(condition).every((name) => allowed.includes(name));
const readsNone = (condition: Expression, names: readonly string[]) =>
  !columnNames(condition).some((name) => names.includes(name));

/**
 * What a condition over a step's output says over its input; undefined where it may not stand there. Kinds without
 * a rule keep filters above them: a limit, a quality step or somebody's own SQL would see other rows.
 */
const rules: { [K in StepKind]?: PassRule<K> } = {
  select: (step, condition) => {
    const old = new Map(selections(step));
    return mapColumns(condition, (node) => column(old.get(node.name) ?? node.name));
  },
  derive: (step, condition) => {
    const made = columnNames(condition).filter((name) => name in step.fields);
    const trees = new Map(made.map((name) => [name, rowExpression(step.fields[name]!)]));
    if ([...trees.values()].some(isVolatile)) return undefined;
    return mapColumns(condition, (node) => trees.get(node.name) ?? node);
  },
  mask: (step, condition) => (readsNone(condition, Object.keys(step.fields)) ? condition : undefined),
  sort: (step, condition) => (step.limit === undefined && step.offset === undefined ? condition : undefined),
  // A whole partition goes or stays, so what is left sees the same neighbours.
  window: (step, condition) =>
    onlyReads(condition, step.partitionBy) && readsNone(condition, Object.keys(step.fields))
      ? condition
      : undefined,
  distinct: (step, condition) => (!step.by || onlyReads(condition, step.by) ? condition : undefined),
  // Without by there is one group, which stays even when it is empty; subtotals mix groups.
  aggregate: (step, condition) =>
    step.grouping === 'plain' && columnNames(condition).length > 0 && onlyReads(condition, step.by)
      ? condition
      : undefined,
};

/** The condition over the step's one input. */
export const belowStep = (step: Step, condition: Expression): Expression | undefined =>
  (rules[step.kind] as PassRule<StepKind> | undefined)?.(step as StepOf<StepKind>, condition);

const passing = { left: ['inner', 'cross', 'left'], right: ['inner', 'cross', 'right'] };

/**
 * The side of a join that a condition is about, and the condition over it. A side that an outer join fills with
 * nulls keeps its rows: dropping one would turn it into a row of nulls.
 */
export function belowJoin(
  step: StepOf<'join'>,
  shapes: ReadonlyMap<string, Shape>,
  condition: Expression,
): { input: string; condition: Expression } | undefined {
  const inputs = [step.left, step.right].map((id) => ({ id, shape: shapes.get(id) ?? unknownShape }));
  const fields = columnNames(condition).map((name) => joinField(step, inputs, name));
  const side = (['left', 'right'] as const).find(
    (one) =>
      fields.length > 0 &&
      passing[one].includes(step.type) &&
      fields.every((field) => field && (field.from === one || isKeyOf(step, field.from, one))),
  );
  if (!side) return undefined;
  const moved = mapColumns(condition, (node) => column(joinField(step, inputs, node.name)!.field));
  return { input: step[side], condition: moved };
}

/** A key that both sides call alike has the value of the side that keeps its rows. */
const isKeyOf = (step: StepOf<'join'>, from: string, side: 'left' | 'right') =>
  from === 'both' && (side === 'right') === (step.type === 'right');
