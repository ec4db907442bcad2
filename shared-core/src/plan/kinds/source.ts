import { isAiEtlError } from '../../errors';
import type { LogicalType } from '../../schema';
import type { StepOf } from '../../spec';
import { type Expression } from '../../sql';
import { checkLookback } from '../lookback';
import { literalOf } from '../parameters';
import type { Shape } from '../plan';
import { tryType } from '../settings';
import { shapeField, shapeOfSchema, unknownShape, untyped, withFields } from '../shape';
import { scopeOf } from '../step-check';
import type { Lowering, StepRules } from '../step-rules';
import { cast, column, columnNames, every, mapColumns, select, rowExpression } from '../tree';

/** Reads a dataset: declared types win over described ones; `fields` closes the list. */
export const source: StepRules<'source'> = {
  type(step, _, check) {
    const described = check.sourceSchema(step.id);
    const known = described ? shapeOfSchema(described) : unknownShape;
    for (const [name, text] of Object.entries(step.schema ?? {})) {
      check.field(scopeOf(step.id, known), name, ['schema', name]);
      const type = tryType(text);
      if (isAiEtlError(type)) check.add(type, ['schema', name]);
    }
    const whole = declared(step, known);
    const scope = scopeOf(step.id, whole);
    if (step.where !== undefined) check.expression(step.where, [scope], ['where'], { boolean: true });
    const cursor = step.cursor && check.field(scope, step.cursor.field, ['cursor', 'field']);
    if (cursor) checkLookback(step, cursor, check);
    step.fields?.forEach((name, index) => check.field(scope, name, ['fields', index]));
    check.unique(step.fields ?? [], ['fields']);
    return narrowed(step, whole);
  },
  needs: () => [],
  lower(lowering) {
    const { step, source } = lowering;
    const relation = source.relationOf(step);
    if (source.isRead(step)) return select(lowering.passed(), relation);
    const casts = castsOf(step, source.given(step.id));
    const names = lowering.passed();
    const items = names.map((item) =>
      item.expression.kind === 'column' ? { ...item, expression: casts(item.expression) } : item,
    );
    return select(items, relation, { where: condition(lowering, casts) });
  },
};

function declared(step: StepOf<'source'>, known: Shape): Shape {
  const fields = Object.entries(step.schema ?? {}).flatMap(([name, text]) => {
    const type = tryType(text);
    const field = shapeField(known, name);
    return field && !isAiEtlError(type) ? [{ ...field, type }] : [];
  });
  return withFields(known, fields);
}

function narrowed(step: StepOf<'source'>, whole: Shape): Shape {
  if (!step.fields) return whole;
  const fields = [...new Set(step.fields)].map((name) => shapeField(whole, name) ?? untyped(name));
  return { fields, open: false };
}

type Caster = (node: Extract<Expression, { kind: 'column' }>) => Expression;

/** A field whose declared type is not the one it is described with is converted where it is read. */
function castsOf(step: StepOf<'source'>, given: Shape | undefined): Caster {
  const wanted = new Map<string, LogicalType>();
  for (const [name, text] of Object.entries(step.schema ?? {})) {
    const type = tryType(text);
    const described = given?.fields.find((field) => field.name === name)?.type;
    if (!isAiEtlError(type) && described && JSON.stringify(type) !== JSON.stringify(described))
      wanted.set(name, type);
  }
  return (node) => (wanted.has(node.name) ? cast(node, wanted.get(node.name)!) : node);
}

function condition({ step, shape }: Lowering<'source'>, casts: Caster): Expression | undefined {
  const where = step.where === undefined ? undefined : rowExpression(step.where);
  const from = step.cursor?.from;
  const after =
    step.cursor && from !== undefined && from !== null
      ? greater(step.cursor.field, literalOf(from, shapeField(shape, step.cursor.field)?.type))
      : undefined;
  const both = every([where, after]);
  return both && mapColumns(both, casts);
}

const greater = (field: string, right: Expression): Expression => ({
  kind: 'binary',
  operator: '>',
  left: column(field),
  right,
});

/** Fields of the dataset that a source step reads for its own where and cursor. */
export function touchedBySource(step: StepOf<'source'>): string[] {
  const where = step.where === undefined ? [] : columnNames(rowExpression(step.where));
  return [...where, ...(step.cursor ? [step.cursor.field] : [])];
}
