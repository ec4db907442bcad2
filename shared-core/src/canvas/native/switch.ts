import { stepName, type StepInput } from '../../references';
import { refuse } from '../drawn-form';
import type { NodeCall, Translation, Translator } from '../node-call';
import { expressionOf, type Conditions } from './conditions';

interface Rule {
  conditions?: Conditions;
  outputKey?: string;
}

interface Options {
  /** `none`, `extra`, or the number of an output. */
  fallbackOutput?: string | number;
  allMatchingOutputs?: boolean;
}

const since = 3;

/** Switch: rows leave by the output of the first rule that is true, or of every one; the others by the fallback. */
export const switchRows: Translator = (call) => {
  const { form, version } = call;
  if (version < since)
    throw refuse(
      `its form is of version ${version}; add the node anew`,
      `его форма версии ${version}; добавьте узел заново`,
    );
  if (form.parameter<string>('mode', 'rules') !== 'rules')
    throw refuse(
      'it computes the output by JavaScript; use rules',
      'выход вычисляет JavaScript; задайте правила',
    );
  const { values = [] } = (form.node.parameters.rules ?? {}) as { values?: Rule[] };
  if (values.length === 0) throw refuse('it has no rules', 'в нём нет правил');
  return outputsOf(call, values, form.parameter<Options>('options', {}));
};

function outputsOf(
  call: NodeCall,
  rules: Rule[],
  { fallbackOutput, allMatchingOutputs }: Options,
): Translation {
  const wheres = rules.map(({ conditions = {} }) => expressionOf(conditions));
  const fallen = wheres.map(isNot).join(' and ');
  const own = wheres.map((where, index) =>
    [...(allMatchingOutputs ? [] : wheres.slice(0, index).map(isNot)), `(${where})`].join(' and '),
  );
  const filters = own.map((where, index) =>
    String(fallbackOutput) === String(index) ? `(${where}) or (${fallen})` : where,
  );
  if (fallbackOutput === 'extra') filters.push(fallen);
  const input = call.input();
  const steps: StepInput[] = filters.map((where, index) => ({
    id: call.id(
      stepName(`${call.form.node.name} ${rules[index]?.outputKey || (rules[index] ? index + 1 : 'else')}`),
    ),
    kind: 'filter',
    input,
    where,
  }));
  return { steps, outputs: steps.map(({ id }) => id) };
}

/** A condition over a missing value is unknown, and such a row goes on to the next rule. */
const isNot = (where: string) => `(${where}) is not true`;
