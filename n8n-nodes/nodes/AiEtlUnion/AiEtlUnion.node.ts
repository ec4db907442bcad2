import {
  NodeConnectionTypes,
  type IExecuteFunctions,
  type INodeType,
  type INodeTypeDescription,
} from 'n8n-workflow';
import { executeEach } from '../../runtime/operation';
import { stepItem } from '../../runtime/step-item';
import { inReaderLanguage } from '../../runtime/russian';
import { inputsExpression } from './inputs';
import { properties } from './properties';
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
    usableAsTool: undefined, // it works on a dataset that arrives, and an agent sends none
    inputs: inputsExpression,
    outputs: [NodeConnectionTypes.Main],
    requiredInputs: [0, 1],
    properties,
  };

  constructor() {
    this.description = inReaderLanguage(this.description);
  }

  async execute(this: IExecuteFunctions) {
    return executeEach(this, async (call) => {
      const { reference, step } = union(call);
      return stepItem(call, reference, step);
    });
  }
}
