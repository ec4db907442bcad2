import {
  NodeConnectionTypes,
  type IExecuteFunctions,
  type INodeType,
  type INodeTypeDescription,
} from 'n8n-workflow';
import { executeEach } from '../../runtime/operation';
import { stepItem } from '../../runtime/step-item';
import { stepNameOption } from '../../runtime/system/fields';
import { union } from './union';

export class AiEtlUnion implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'ETL Union',
    name: 'aiEtlUnion',
    icon: { light: 'file:union.svg', dark: 'file:union.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: '={{ $parameter["mode"] === "distinct" ? "without duplicates" : "all rows" }}',
    description:
      'Put the rows of several datasets with the same fields under one another; adds a step to the pipeline',
    defaults: { name: 'ETL Union' },
    usableAsTool: true,
    inputs: [
      { type: NodeConnectionTypes.Main, displayName: '1' },
      { type: NodeConnectionTypes.Main, displayName: '2' },
      { type: NodeConnectionTypes.Main, displayName: '3' },
      { type: NodeConnectionTypes.Main, displayName: '4' },
    ],
    outputs: [NodeConnectionTypes.Main],
    requiredInputs: [0, 1],
    properties: [
      {
        displayName: 'Rows',
        name: 'mode',
        type: 'options',
        options: [
          { name: 'All', value: 'all' },
          { name: 'Without Duplicates', value: 'distinct' },
        ],
        default: 'all',
      },
      {
        displayName: 'Options',
        name: 'options',
        type: 'collection',
        placeholder: 'Add option',
        default: {},
        options: [stepNameOption],
      },
    ],
  };

  async execute(this: IExecuteFunctions) {
    return executeEach(this, async (call) => {
      const { reference, step } = union(call);
      return stepItem(call, reference, step);
    });
  }
}
