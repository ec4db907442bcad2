import { sourceOf, startReference, type StepInputOf } from '@ai-etl/core';
import type { INodeProperties } from 'n8n-workflow';
import { item, type Operation } from '../operation';
import type { SystemFields } from './fields';
import { firstRows } from './read-rows.operation';
import type { SystemCall } from './system-call';

const PREVIEW_ROWS = 5;

/** Types that a person knows better than the data do; a value that does not fit is set aside by a load. */
const declaredTypes: INodeProperties = {
  displayName: 'Types',
  name: 'types',
  type: 'fixedCollection',
  typeOptions: { multipleValues: true, multipleValueButtonText: 'Declare a Type' },
  default: {},
  placeholder: 'Declare a Type',
  description:
    'Types of fields, where they are not what the data look like. Values that do not fit are set aside.',
  options: [
    {
      displayName: 'Type',
      name: 'values',
      values: [
        { displayName: 'Field', name: 'field', type: 'string', default: '', placeholder: 'e.g. zip_code' },
        {
          displayName: 'Type',
          name: 'type',
          type: 'string',
          default: '',
          placeholder: 'e.g. string, int32, decimal(12,2), date, timestamptz',
        },
      ],
    },
  ],
};

/** The beginning of a pipeline: a reference to the dataset, no matter how large it is. */
export const read = (fields: SystemFields): Operation<SystemCall> => ({
  value: 'read',
  name: 'Read',
  action: 'Read a dataset into a pipeline',
  description: 'Starts a pipeline: passes on a reference with schema and preview, not the rows themselves',
  properties: [fields.object, fields.columns, ...fields.where, declaredTypes, fields.readOptions],
  async execute(call) {
    const connection = await call.connection();
    const reading = call.readOptions() as NonNullable<StepInputOf<'source'>['options']>;
    const step = sourceOf(call, (fallback) => call.stepName(fallback), connection.name, reading);
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
