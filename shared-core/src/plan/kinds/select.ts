import type { StepOf } from '../../spec';
import type { StepRules } from '../step-rules';
import { column, named, select as selectFrom } from '../tree';
import { untyped } from '../shape';

/** Keeps, orders and renames fields. */
export const select: StepRules<'select'> = {
  type(step, [input], check) {
    const fields = step.fields.flatMap((field, index) => {
      const pairs = typeof field === 'string' ? [[field, field]] : Object.entries(field);
      return pairs.map(([name, from]) => {
        const path = typeof field === 'string' ? ['fields', index] : ['fields', index, name!];
        return { ...(check.field(input!, from!, path) ?? untyped(name!)), name: name! };
      });
    });
    check.unique(
      fields.map((field) => field.name),
      ['fields'],
    );
    return { fields, open: false };
  },
  needs: (step, needed) => [
    new Set(selections(step).flatMap(([name, from]) => (needed === 'all' || needed.has(name) ? [from] : []))),
  ],
  lower({ step, inputs, names }) {
    const from = new Map(selections(step));
    const items = names().map((name) => ({ expression: column(from.get(name)!), alias: name }));
    return selectFrom(items, named(inputs[0]!.table));
  },
};

/** New name and old name of each field that stays. */
export function selections(step: StepOf<'select'>): [name: string, from: string][] {
  return step.fields.flatMap((field) =>
    typeof field === 'string' ? [[field, field] as [string, string]] : Object.entries(field),
  );
}
