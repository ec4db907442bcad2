import { parseType, type Field } from '../../../schema';
import type { Plan } from '../../../plan';
import type { StepOf } from '../../../spec';
import type { Expression } from '../../../sql';

/** The cursor of a source with its type: as the step declares it, else as the source was described. */
export function cursorField(plan: Plan, { id, cursor, schema }: StepOf<'source'>): Field | undefined {
  if (!cursor) return undefined;
  const described = plan.sources[id]?.fields.find(({ name }) => name === cursor.field);
  const declared = schema?.[cursor.field];
  if (declared === undefined) return described;
  return { name: cursor.field, nullable: described?.nullable ?? true, type: parseType(declared) };
}

/** The cursor as the source has it, converted where the step declares another type. */
export function cursorAsRead(plan: Plan, step: StepOf<'source'>, field: Field): Expression {
  const column: Expression = { kind: 'column', name: field.name };
  const described = plan.sources[step.id]?.fields.find(({ name }) => name === field.name)?.type;
  const isAsDescribed = !described || JSON.stringify(described) === JSON.stringify(field.type);
  return isAsDescribed ? column : { kind: 'cast', operand: column, type: field.type };
}
