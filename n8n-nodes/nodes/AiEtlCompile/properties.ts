import { compileTargets, configFields } from '@ai-etl/core';
import type { INodeProperties } from 'n8n-workflow';
import { pipelineFields } from '../../runtime/pipeline';
import { propertiesOf } from '../../runtime/properties-of-fields';
import { readerLanguage } from '../../runtime/reader-language';

/** One collection for each target: its options are declared in the core. */
const targetOptions: INodeProperties[] = compileTargets.flatMap(({ id, options }) => {
  const fields = propertiesOf(configFields(options)).map((field) => ({ ...field, required: false }));
  if (fields.length === 0) return [];
  return {
    displayName: 'Options',
    name: `options_${id}`,
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    options: fields,
    displayOptions: { show: { target: [id] } },
  };
});

export const properties: INodeProperties[] = [
  {
    displayName: 'To',
    name: 'target',
    type: 'options',
    options: compileTargets.map(({ id, title, description }) => ({
      name: title,
      value: id,
      description: description[readerLanguage()],
    })),
    default: 'airflow',
  },
  ...pipelineFields,
  ...targetOptions,
  {
    displayName: 'Put Output File in Field',
    name: 'binaryField',
    type: 'string',
    default: 'data',
    required: true,
    hint: 'The name of the output binary field to put each file in',
  },
];
