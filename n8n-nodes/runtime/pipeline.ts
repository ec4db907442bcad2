import { parsePipeline, planOf, requirePlan, sqlReady, type Plan } from '@ai-etl/core';
import type { INodeProperties } from 'n8n-workflow';
import type { Call } from './call';
import type { HandlesByName } from './plan-handles';

/** Where a node takes the pipeline from that it works on. */
export const pipelineFields: INodeProperties[] = [
  {
    displayName: 'Pipeline',
    name: 'pipelineFrom',
    type: 'options',
    options: [
      {
        name: 'The One That Arrives',
        value: 'input',
        description: 'The pipeline drawn before this node, or generated',
      },
      {
        name: 'Written Here',
        value: 'text',
        description: 'A specification in YAML or JSON, or the JSON of a workflow',
      },
    ],
    default: 'input',
  },
  {
    displayName: 'Specification',
    name: 'specification',
    type: 'string',
    typeOptions: { rows: 12 },
    default: '',
    placeholder: 'apiVersion: ai-etl/v1\nname: …',
    description:
      'A pipeline in YAML or JSON, or the JSON of a workflow (select all nodes and copy them): what is drawn becomes the pipeline, or is refused by node and reason',
    displayOptions: { show: { pipelineFrom: ['text'] } },
  },
];

/** The plan that a node works on, typed with the schemas of its sources where a reference brings them. */
export async function arrivingPipeline(call: Call): Promise<Plan> {
  if (arrives(call)) return planOf(call.reference());
  await sqlReady();
  return requirePlan(parsePipeline(call.parameter<string>('specification', '')));
}

/** The connections that come with the pipeline; a written one brings none, but may use those of an incoming dataset. */
export function arrivingHandles(call: Call): HandlesByName {
  if (arrives(call)) return call.reference().handles;
  const dataset = call.input()?.json.dataset as { handles?: HandlesByName } | undefined;
  return dataset?.handles ?? {};
}

const arrives = (call: Call) => call.parameter<string>('pipelineFrom', 'input') === 'input';
