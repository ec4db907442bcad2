import { startReference, type StepInputOf } from '@ai-etl/core';
import { item, type Operation } from '../operation';
import type { SystemFields } from './fields';
import { firstRows } from './read-rows.operation';
import type { SystemCall } from './system-call';

const PREVIEW_ROWS = 5;

/** The beginning of a pipeline: a reference to the dataset, no matter how large it is. */
export const read = (fields: SystemFields): Operation<SystemCall> => ({
  value: 'read',
  name: 'Read',
  action: 'Read a dataset into a pipeline',
  description: 'Starts a pipeline: passes on a reference with schema and preview, not the rows themselves',
  properties: [fields.object, fields.columns, ...fields.where, fields.readOptions],
  async execute(call) {
    const connection = await call.connection();
    const step = sourceStep(call, connection.name);
    const { options } = step;
    const [description, preview] = await connection.use(async (open) => [
      await open.describe(step.object, { options, signal: call.signal }),
      await firstRows(open, step.object, {
        options,
        fields: step.fields,
        limit: PREVIEW_ROWS,
        signal: call.signal,
      }),
    ]);
    const dataset = await startReference({
      pipeline: call.pipeline,
      system: call.connector.id,
      step,
      schema: description.schema,
      ...(description.rows !== undefined && { estimatedRows: description.rows }),
      preview,
      handle: connection.handle,
    });
    return [item({ dataset })];
  },
});

/** What the form says, as a source step; what was left empty is left out. */
function sourceStep(call: SystemCall, connection: string): StepInputOf<'source'> {
  const object = call.located('object');
  const columns = call.names('columns');
  const options = call.readOptions() as NonNullable<StepInputOf<'source'>['options']>;
  const where = call.text('where');
  return {
    id: call.stepName(nameOf(object)),
    kind: 'source',
    connection,
    object,
    ...(columns.length > 0 && { fields: columns }),
    ...(where && { where }),
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
