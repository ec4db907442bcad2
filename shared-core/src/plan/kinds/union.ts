import { printType, type LogicalType } from '../../schema';
import type { StepOf } from '../../spec';
import type { Query, SelectQuery } from '../../sql';
import { commonType } from '../comparable';
import type { Shape, ShapeField } from '../plan';
import { fieldNames, shapeField } from '../shape';
import type { StepCheck } from '../step-check';
import type { Input, LowerInput, SchemaReason, StepRules } from '../step-rules';
import { cast, column, named, select } from '../tree';

/** Puts the rows of several steps under each other; fields are matched by name. */
export const union: StepRules<'union'> = {
  type(step, inputs, check) {
    const [first, ...others] = inputs as [Input, ...Input[]];
    others.forEach((other, index) => checkFields(first, other, index + 1, check));
    if (inputs.some(({ shape }) => shape.open)) return openUnion(inputs);
    const fields = first.shape.fields.map((field) => unitedField(step, field, others, check));
    return { fields, open: false };
  },
  needs: (_, needed, inputs) => inputs.map(() => needed),
  emitsAll: (step) => step.mode === 'distinct',
  lower({ step, inputs, shape, names }) {
    const list = names(orderUnknown);
    const parts = inputs.map((input): Query => select(itemsOf(list, input, shape), named(input.table)));
    return parts.reduce((left, right) => ({
      kind: 'set',
      operator: 'union',
      all: step.mode === 'all',
      left,
      right,
    }));
  },
};

const orderUnknown: SchemaReason = {
  en: 'its fields are matched by name',
  ru: 'его поля сопоставляются по именам',
};

function checkFields(first: Input, other: Input, index: number, check: StepCheck): void {
  const [expected, given] = [fieldNames(first.shape), fieldNames(other.shape)];
  const missing = other.shape.open ? [] : expected.filter((name) => !given.includes(name));
  const extra = first.shape.open ? [] : given.filter((name) => !expected.includes(name));
  if (missing.length + extra.length > 0)
    check.say('union-fields-differ', { first: first.id, other: other.id, missing, extra }, ['inputs', index]);
}

/** One known list is enough: the other inputs have to have it too. */
function openUnion(inputs: Input[]): Shape {
  const closed = inputs.find(({ shape }) => !shape.open);
  const known = closed?.shape ?? inputs[0]!.shape;
  return { fields: known.fields.map(({ name }) => ({ name, nullable: true })), open: !closed };
}

function unitedField(
  step: StepOf<'union'>,
  field: ShapeField,
  others: Input[],
  check: StepCheck,
): ShapeField {
  return others.reduce<ShapeField>((united, other, index) => {
    const next = shapeField(other.shape, united.name);
    if (!next) return united;
    const nullable = united.nullable || next.nullable;
    if (!united.type || !next.type) return { name: united.name, nullable };
    const type = commonType(united.type, next.type);
    if (!type) sayTypes(united.name, united.type, next.type, other, check, index + 1);
    return { name: united.name, type, nullable };
  }, field);
}

function sayTypes(
  field: string,
  a: LogicalType,
  b: LogicalType,
  other: Input,
  check: StepCheck,
  index: number,
): void {
  const types = { first: printType(a), other: printType(b) };
  check.say('union-types-differ', { field, ...types, input: other.id }, ['inputs', index]);
}

/** Systems unite types each in its own way, so a type that has to grow is said. */
function itemsOf(names: string[], input: LowerInput, output: Shape): SelectQuery['items'] {
  return names.map((name) => {
    const wanted = shapeField(output, name)?.type;
    const own = shapeField(input.shape, name)?.type;
    const isSame = !wanted || !own || JSON.stringify(wanted) === JSON.stringify(own);
    return { expression: isSame ? column(name) : cast(column(name), wanted), alias: name };
  });
}
