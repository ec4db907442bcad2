import type { LoadMode } from '../../connectors';
import { freeName, type StepInput, type StepInputOf } from '../../references';
import { text, type Form } from './form';

/** What Write keeps among its options. @public */
export interface WriteOptions {
  stepName?: string;
  create?: 'auto' | 'never';
  orderBy?: string;
  partitionBy?: string;
  rejectLimit?: number;
  runId?: string;
  onlyPlan?: boolean;
}

/**
 * What Read makes of its form; what was left empty is left out.
 * @param options - reading options of the connector, already sorted out from the node's own
 * @public
 */
export function sourceOf(
  form: Form,
  id: (fallback: string) => string,
  connection: string,
  options: NonNullable<StepInputOf<'source'>['options']>,
): StepInputOf<'source'> {
  const object = form.located('object');
  const columns = form.names('columns');
  const where = form.text('where');
  const types = form.rows<{ field: string; type: string }>('types.values');
  return {
    id: id(nameOf(object)),
    kind: 'source',
    connection,
    object,
    ...(columns.length > 0 && { fields: columns }),
    ...(where && { where }),
    ...(types.length > 0 && {
      schema: Object.fromEntries(types.map(({ field, type }) => [text(field), text(type)])),
    }),
    ...(Object.keys(options).length > 0 && { options }),
  };
}

/** `raw/flights.csv.gz` → `flights`, `analytics.orders` → `orders`: what a person calls a dataset. */
function nameOf(object: string): string {
  const last = object.split(/[/\\]/).at(-1) ?? object;
  const [first, ...rest] = last.split('.');
  const isFile = object !== last || /^(csv|tsv|jsonl?|ndjson|parquet|gz|zst|txt)$/i.test(rest.at(-1) ?? '');
  return (isFile ? first : last.split('.').at(-1)) || last;
}

/** What Write makes of its form. @public */
export function targetOf(
  form: Form,
  id: (fallback: string) => string,
  input: string,
  connection: string,
): StepInputOf<'target'> {
  const options = form.parameter<WriteOptions>('options', {});
  const object = form.located('target');
  const keys = form.names('keys');
  const layout = layoutOf(options);
  return {
    id: id(`load_${object.split('.').at(-1)}`),
    kind: 'target',
    input,
    connection,
    object,
    mode: form.parameter<LoadMode>('mode', 'append'),
    ...(keys.length > 0 && { keys }),
    ...(options.create === 'never' && { create: options.create }),
    ...(options.rejectLimit !== undefined && { rejects: { limit: options.rejectLimit } }),
    ...(layout && { layout }),
  };
}

function layoutOf({ orderBy, partitionBy }: WriteOptions): StepInputOf<'target'>['layout'] {
  const order = orderBy?.split(',').map((name) => name.trim());
  if (!order && !partitionBy) return undefined;
  return { ...(order && { orderBy: order }), ...(partitionBy && { partitionBy: partitionBy.trim() }) };
}

/**
 * What the column mapper of Write says, as steps before the target: computed columns are derived, then all are selected
 * under their columns' names. Without it nothing is added: a load matches fields by name.
 *
 * @param isField - whether a cell names an incoming field; any other is an expression
 * @public
 */
export function columnSteps(
  form: Form,
  place: { id: string; input: string; taken: string[]; isField(text: string): boolean },
): StepInput[] {
  if (form.parameter<string>('mapping', 'byName') !== 'byHand') return [];
  const mapping = form.parameter<{ value?: Record<string, unknown> | null } | undefined>(
    'columnMapping',
    undefined,
  );
  const chosen = Object.entries(mapping?.value ?? {})
    .map(([column, cell]) => [column, text(cell)] as const)
    .filter(([, cell]) => cell !== '');
  if (chosen.length === 0) return [];
  const computed = chosen.filter(([, cell]) => !place.isField(cell));
  const derived = freeName(`${place.id}_computed`, place.taken);
  const fields = chosen.map(([column, cell]) =>
    place.isField(cell) && column !== cell ? { [column]: cell } : column,
  );
  return [
    ...(computed.length > 0
      ? [{ id: derived, kind: 'derive' as const, input: place.input, fields: Object.fromEntries(computed) }]
      : []),
    {
      id: freeName(`${place.id}_columns`, place.taken),
      kind: 'select',
      input: computed.length > 0 ? derived : place.input,
      fields,
    },
  ];
}
