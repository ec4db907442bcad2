import { alsoNeeded, withoutNames } from '../needed';
import { withFields } from '../shape';
import { fieldOf } from '../step-check';
import type { Needed, SchemaReason, StepRules } from '../step-rules';
import { column, columnNames, named, select, rowExpression } from '../tree';

/** Adds or replaces fields; every expression sees the input, not its neighbours. */
export const derive: StepRules<'derive'> = {
  type(step, [input], check) {
    const fields = Object.entries(step.fields).map(([name, text]) =>
      fieldOf(name, check.expression(text, [input!], ['fields', name])),
    );
    return withFields(input!.shape, fields);
  },
  needs: (step, needed, [input]) => [neededBeside(step.fields, needed, input!.shape)],
  lower({ step, inputs, names }) {
    const items = names(mayReplace).map((name) => ({
      expression: name in step.fields ? rowExpression(step.fields[name]!) : column(name),
      alias: name,
    }));
    return select(items, named(inputs[0]!.table));
  },
};

/** Why new fields beside unknown ones cannot be written. */
export const mayReplace: SchemaReason = {
  en: 'a new field may replace one of the same name',
  ru: 'новое поле может заменить поле с тем же именем',
};

/** What is read of an input whose fields go on beside made ones: the others, and what the needed made ones use. */
export function neededBeside(
  made: Record<string, string>,
  needed: Needed,
  input: Parameters<typeof withoutNames>[2],
): Needed {
  const used = Object.entries(made)
    .filter(([name]) => needed === 'all' || needed.has(name))
    .flatMap(([, text]) => columnNames(rowExpression(text)));
  return alsoNeeded(withoutNames(needed, Object.keys(made), input), new Set(used));
}
