import {
  NodeConnectionTypes,
  type IExecuteFunctions,
  type INodeType,
  type INodeTypeDescription,
} from 'n8n-workflow';
import { executeEach } from '../../runtime/operation';
import { stepItem } from '../../runtime/step-item';
import { inReaderLanguage } from '../../runtime/russian';
import { join } from './join';
import { properties } from './properties';

export class AiEtlJoin implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'ETL Join',
    name: 'aiEtlJoin',
    icon: { light: 'file:join.svg', dark: 'file:join.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: '={{ $parameter["type"] + " join" }}',
    description: 'Bring two datasets together by fields that agree; adds a step to the pipeline',
    defaults: { name: 'ETL Join' },
    usableAsTool: undefined, // it works on a dataset that arrives, and an agent sends none
    inputs: [
      { type: NodeConnectionTypes.Main, displayName: 'Left' },
      { type: NodeConnectionTypes.Main, displayName: 'Right' },
    ],
    outputs: [NodeConnectionTypes.Main],
    requiredInputs: [0, 1],
    properties,
  };

  constructor() {
    this.description = inReaderLanguage(this.description);
  }

  async execute(this: IExecuteFunctions) {
    return executeEach(this, async (call) => {
      const { reference, step } = join(call);
      return stepItem(call, reference, step);
    });
  }
}
