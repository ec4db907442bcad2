import { inputsOf, type Step, type StepOf } from '../../spec';
import { printExpression, quoteText, type Expression } from '../../sql';
import type { Plan, Shape } from '../plan';
import { shapeField } from '../shape';
import { columnNames, every, rowExpression } from '../tree';
import { conjuncts, isVolatile } from './conditions';
import { belowJoin, belowStep } from './pass-rules';

/** Steps in which every filter stands as near to its source as its meaning allows. */
export function pushFilters(plan: Plan): Step[] {
  const shapes = new Map(plan.steps.map(({ step, shape }) => [step.id, shape]));
  const filters = plan.steps.map(({ step }) => step).filter((step) => step.kind === 'filter');
  // The last filter goes first: where it is taken up by another filter, that one takes it further.
  return filters.reduceRight<Step[]>(
    (steps, filter) => pushFilter(steps, filter.id, shapes),
    plan.steps.map(({ step }) => step),
  );
}

type Shapes = ReadonlyMap<string, Shape>;

const named = <S extends Step>(steps: Step[], id: string) => steps.find((step) => step.id === id) as S;

/** Gives every part of a condition that may go to the steps below; what is left stays. */
function pushFilter(steps: Step[], id: string, shapes: Shapes): Step[] {
  const filter = named<StepOf<'filter'>>(steps, id);
  const stay: Expression[] = [];
  let pushed = steps;
  for (const part of conjuncts(rowExpression(filter.where))) {
    const taken = isVolatile(part) ? undefined : takeUp(pushed, filter.input, part, shapes);
    if (taken) pushed = taken;
    else stay.push(part);
  }
  if (pushed === steps) return steps;
  const left = every(stay);
  return left
    ? withStep(pushed, { ...named<StepOf<'filter'>>(pushed, id), where: print(left) })
    : without(pushed, filter);
}

/**
 * Makes the rows that leave a step fulfil a condition, without a new step and without another id.
 * @returns undefined where that cannot be: the condition has to stay above
 */
function takeUp(steps: Step[], id: string, condition: Expression, shapes: Shapes): Step[] | undefined {
  const step = named(steps, id);
  // Another reader wants the rows that the condition drops.
  if (steps.filter((other) => inputsOf(other).includes(id)).length !== 1) return undefined;
  switch (step.kind) {
    case 'source':
    case 'filter':
      return withStep(steps, { ...step, where: print(both(step.where, condition)) });
    case 'join': {
      const place = belowJoin(step, shapes, condition);
      return place && takeUp(steps, place.input, place.condition, shapes);
    }
    case 'union':
      if (!isAlike(step, condition, shapes)) return undefined;
      return step.inputs.reduce<Step[] | undefined>(
        (taken, input) => taken && takeUp(taken, input, condition, shapes),
        steps,
      );
    default: {
      const moved = belowStep(step, condition);
      return moved && takeUp(steps, inputsOf(step)[0]!, moved, shapes);
    }
  }
}

/** True where no input's field has another type than the union's, so that the condition means the same there. */
const isAlike = (step: StepOf<'union'>, condition: Expression, shapes: Shapes): boolean =>
  columnNames(condition).every((name) => {
    const types = [step.id, ...step.inputs].map(
      (id) => shapes.get(id) && shapeField(shapes.get(id)!, name)?.type,
    );
    return types.every((type) => JSON.stringify(type) === JSON.stringify(types[0]));
  });

/** As people write it in a spec; a parameter stays one. */
const print = (expression: Expression) =>
  printExpression(expression, 'postgresql', {
    parameterText: (name) => `parameter(${quoteText(name, 'postgresql')})`,
  });

const both = (text: string | undefined, condition: Expression): Expression =>
  every([text === undefined ? undefined : rowExpression(text), condition])!;

const withStep = (steps: Step[], step: Step): Step[] =>
  steps.map((other) => (other.id === step.id ? step : other));

/**
 * Readers of a filter without a condition read what it read. A join and raw SQL name their inputs, so for them it
 * stays, and lets everything through.
 */
function without(steps: Step[], filter: StepOf<'filter'>): Step[] {
  const isNamed = steps.some((step) => namesInputs.has(step.kind) && inputsOf(step).includes(filter.id));
  if (isNamed) return withStep(steps, { ...filter, where: 'true' });
  return steps.filter(({ id }) => id !== filter.id).map((step) => renameInput(step, filter.id, filter.input));
}

const namesInputs = new Set<Step['kind']>(['join', 'sql']);

function renameInput(step: Step, from: string, to: string): Step {
  if ('input' in step && step.input === from) return { ...step, input: to };
  if (step.kind !== 'union') return step;
  return { ...step, inputs: step.inputs.map((input) => (input === from ? to : input)) };
}
