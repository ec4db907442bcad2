import type { StepInput, StepInputOf } from '../../references';
import { splitTerms } from '../../sql';
import { expressionsOf, text, type Form } from './form';

/** Where a step of one input stands in its plan. @public */
export interface StepPlace {
  id: string;
  input: string;
  /** Names of the incoming fields; asked for only where the form leaves them open. */
  fieldNames(): string[];
}

/** Operations of the Transform node. @public */
export type TransformOperation =
  'aggregate' | 'quality' | 'derive' | 'filter' | 'mask' | 'distinct' | 'select' | 'sort' | 'sql' | 'window';

type Named = { name: string; expression: string };
type Check = StepInputOf<'quality'>['checks'][number];

interface CheckRow {
  name: string;
  kind: 'expect' | 'notNull' | 'unique';
  expression: string;
  fields: string;
  severity: NonNullable<Check['severity']>;
}

/** What each operation of the Transform node makes of its form. @public */
export const transformForms: Record<TransformOperation, (form: Form, place: StepPlace) => StepInput> = {
  aggregate: (form, { id, input }) => {
    const having = form.text('having');
    return {
      id,
      input,
      kind: 'aggregate',
      by: form.names('by'),
      measures: expressionsOf(form.rows<Named>('measures.values')),
      grouping: form.parameter<'plain' | 'rollup' | 'cube'>('grouping', 'plain'),
      ...(having && { having }),
    };
  },
  quality: (form, { id, input }) => ({
    id,
    input,
    kind: 'quality',
    checks: form.rows<CheckRow>('checks.values').map(checkOf),
  }),
  derive: (form, { id, input }) => ({
    id,
    input,
    kind: 'derive',
    fields: expressionsOf(form.rows<Named>('derived.values')),
  }),
  filter: (form, { id, input }) => ({ id, input, kind: 'filter', where: form.text('where') ?? '' }),
  mask: (form, { id, input }) => {
    const rows = form.rows<{ field: string; method?: StepInputOf<'mask'>['fields'][string] }>(
      'masked.values',
    );
    const fields = Object.fromEntries(rows.map(({ field, method = 'hash' }) => [text(field), method]));
    return { id, input, kind: 'mask', fields };
  },
  distinct: (form, { id, input }) => {
    const [by, order] = [form.names('distinctBy'), splitTerms(form.text('distinctOrder') ?? '')];
    return {
      id,
      input,
      kind: 'distinct',
      ...(by.length > 0 && { by }),
      ...(order.length > 0 && { orderBy: order }),
    };
  },
  select: (form, { id, input, fieldNames }) => {
    const pairs = form.rows<{ from: string; to: string }>('rename.values');
    const renamed = new Map(pairs.map(({ from, to }) => [text(from), text(to)]));
    const chosen = form.names('keep');
    const kept = chosen.length > 0 ? chosen : fieldNames();
    const fields = kept.map((name) => (renamed.has(name) ? { [renamed.get(name)!]: name } : name));
    return { id, input, kind: 'select', fields };
  },
  sort: (form, { id, input }) => {
    const [limit, offset] = [form.parameter<number>('first', 0), form.parameter<number>('skip', 0)];
    return {
      id,
      input,
      kind: 'sort',
      by: splitTerms(form.text('sortBy') ?? ''),
      ...(limit > 0 && { limit }),
      ...(offset > 0 && { offset }),
    };
  },
  sql: (form, { id, input }) => ({
    id,
    kind: 'sql',
    inputs: [input],
    query: overInput(form.text('query') ?? 'SELECT * FROM input', input),
  }),
  window: (form, { id, input }) => {
    const frame = form.text('frame');
    return {
      id,
      input,
      kind: 'window',
      partitionBy: form.names('partitionBy'),
      orderBy: splitTerms(form.text('windowOrder') ?? ''),
      fields: expressionsOf(form.rows<Named>('windowFields.values')),
      ...(frame && { frame }),
    };
  },
};

function checkOf({ name, kind = 'expect', expression, fields, severity }: CheckRow): Check {
  const names = text(fields)
    .split(',')
    .map((field) => field.trim())
    .filter((field) => field !== '');
  const rule = kind === 'expect' ? { expect: text(expression) } : { [kind]: names };
  return { name: name || kind, ...rule, severity };
}

const opensWithCte = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*with\s+(?!recursive\b)/i;

/** In the plan the dataset is called by its step; `input`, as the form calls it, becomes the query's first CTE. */
function overInput(query: string, step: string): string {
  if (!/\binput\b/i.test(query)) return query;
  const cte = `WITH input AS (SELECT * FROM "${step.replaceAll('"', '""')}")`;
  const opening = opensWithCte.exec(query)?.[0];
  return opening === undefined ? `${cte}\n${query}` : `${cte},\n${query.slice(opening.length)}`;
}
