import {
  NodeConnectionTypes,
  type IExecuteFunctions,
  type INodeType,
  type INodeTypeDescription,
} from 'n8n-workflow';
import { executeEach } from '../../runtime/operation';
import { inReaderLanguage } from '../../runtime/russian';
import { profileCall } from './profile';
import { properties } from './properties';

export class AiEtlProfile implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'ETL Profile',
    name: 'aiEtlProfile',
    icon: { light: 'file:profile.svg', dark: 'file:profile.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle:
      '={{ $parameter["options"]?.sample ? "first " + $parameter["options"].sample + " rows" : "all rows" }}',
    description:
      'Look at every row: types with evidence, empty and distinct values, ranges, patterns, keys and time',
    defaults: { name: 'ETL Profile' },
    usableAsTool: undefined, // it works on a dataset that arrives, and an agent sends none
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
    outputNames: ['Dataset', 'Columns'],
    properties,
  };

  constructor() {
    this.description = inReaderLanguage(this.description);
  }

  async execute(this: IExecuteFunctions) {
    return executeEach(this, profileCall);
  }
}
